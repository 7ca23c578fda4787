"""``shuangyong serve``: the portal over an office's store."""

from pathlib import Path

import click

from .options import extension_option
from .stores import store_argument


@click.command("serve", options_metavar="[选项]")
@store_argument
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True, metavar="N", help="端口。")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="在哪个地址上等人来：127.0.0.1 只有本机，0.0.0.0 局域网都能打开。",
)
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="网址里可以用的主机名，可写多次；用 IP 地址的不用写。"
)
@click.option(
    "--behind-proxy", is_flag=True, help="前面有本机上的反向代理（nginx 等）负责 https：相信它转告的来源地址和 https。"
)
@click.option("--allow-plain-http", is_flag=True, help="外网来的 http 也答应。密码和台账会明文传输，不建议。")
@extension_option
def command(
    folder: Path,
    port: int,
    host: str,
    names: tuple[str, ...],
    behind_proxy: bool,
    allow_plain_http: bool,
    extension: Path | None,
) -> int:
    """开网页：单位登录报送、看退回原因、出公文，双拥办看谁没报、退回、管账号。

    和命令行用同一个数据库，可以同时用。按 Ctrl+C 停止。先用 account 建一个管理员。

    \b
    例：shuangyong serve 2026库
        shuangyong serve 2026库 --host 0.0.0.0 --port 80
        shuangyong serve 2026库 --behind-proxy --name sy.example.gov.cn
    """
    try:
        from shuangyong.web.application import application
        from shuangyong.web.portal import Portal
        from shuangyong.web.serving import serve
    except ModuleNotFoundError as missing:
        message = f"没有装网页要用的库（{missing.name}）。请先：pip install 'shuangyong[web]'"
        raise click.ClickException(message) from None
    from shuangyong.office.store.opening import open_store

    from .extending import extended_catalog
    from .options import BESIDE
    from .output import note

    beside = folder / BESIDE
    catalog = extended_catalog(extension or (beside if beside.is_file() else None))
    with open_store(folder) as store:
        if store.db.execute("SELECT 1 FROM account WHERE role = 'admin' AND active").fetchone() is None:
            note(f"还没有管理员。请先：shuangyong account {folder} add 登录名 --name 姓名 --role admin")
            return 1
    portal = Portal(
        folder=folder,
        catalog=catalog,
        names=frozenset(name.casefold() for name in names),
        plain_anywhere=allow_plain_http,
    )
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  only compared
    note(f"网页在 http://{f'[{shown}]' if ':' in shown else shown}:{port}/ ，按 Ctrl+C 停止。")
    serve(application(portal), host=host, port=port, behind_proxy=behind_proxy)
    return 0
