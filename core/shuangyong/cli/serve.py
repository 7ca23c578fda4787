"""``shuangyong serve``: the portal over an office's store, or one ledger's pages on a clerk's own computer."""

from pathlib import Path

import click

from .options import INPUT, extension_option

#: What a ledger may be called.
_LEDGERS = (".xlsx", ".xls", ".et", ".xlsm")

#: What says how others reach the portal; nobody else reaches a ledger.
_FOR_OTHERS = {
    "host": "--host",
    "names": "--name",
    "behind_proxy": "--behind-proxy",
    "allow_plain_http": "--allow-plain-http",
}
_FOR_ONE = {"last": "--last", "standard": "--standard", "browser": "--browser、--no-browser"}


@click.command("serve", options_metavar="[选项]")
@click.argument("path", type=click.Path(exists=True, path_type=Path), metavar="STORE|LEDGER.xlsx")
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="端口；不写是 8080，开台账时被占用就另挑一个。"
)
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
@click.option("--last", type=INPUT, metavar="LEDGER", help="只用于台账：上年度的台账，公文和统计表用来对比。")
@click.option("--standard", type=INPUT, metavar="FILE", help="只用于台账：双拥办的考评标准（.toml、.xlsx），打分用。")
@click.option("--browser/--no-browser", default=None, help="只用于台账：要不要打开浏览器；不写就看有没有桌面。")
@extension_option
@click.pass_context
def command(
    context: click.Context,
    path: Path,
    port: int | None,
    host: str,
    names: tuple[str, ...],
    behind_proxy: bool,
    allow_plain_http: bool,
    last: Path | None,
    standard: Path | None,
    browser: bool | None,
    extension: Path | None,
) -> int:
    """开网页。写双拥办的数据库（STORE），是全县报送用的网站；写一本台账，是这本台账自己的网页。

    数据库：单位登录报送、看退回原因、出公文，双拥办看谁没报、退回、管账号。和命令行用同一个数据库，可以同时用。
    先用 account 建一个管理员。

    台账：看问题、出公文和简报、打分、看全年日历。只有本机本人能打开，不用账号；只读不改，在 WPS 里保存后刷新就是新的。

    按 Ctrl+C 停止。

    \b
    例：shuangyong serve 台账.xlsx
        shuangyong serve 2026库
        shuangyong serve 2026库 --host 0.0.0.0 --port 80
        shuangyong serve 2026库 --behind-proxy --name sy.example.gov.cn
    """
    _refuse_misfits(context, path)
    try:
        import shuangyong.web.serving  # noqa: F401  whether it is there
    except ModuleNotFoundError as missing:
        message = f"没有装网页要用的库（{missing.name}）。请先：pip install 'shuangyong[web]'"
        raise click.ClickException(message) from None
    if path.is_file():
        return _ledger(path, port, last, standard, browser, extension)
    return _store(path, port or 8080, host, names, behind_proxy, allow_plain_http, extension)


def _refuse_misfits(context: click.Context, path: Path) -> None:
    """Refuse what is neither a store's folder nor a ledger, and options that are for the other.

    Raises:
        UsageError: So it was asked.
    """
    if path.is_file() and path.suffix.lower() not in _LEDGERS:
        raise click.UsageError(f"{path.name} 不是台账：serve 后面写双拥办的数据库（文件夹），或一本台账（.xlsx）。")
    if path.is_file():
        unfit, why = _FOR_OTHERS, "只用于双拥办的数据库：一本台账的网页只有本机能打开"
    else:
        unfit, why = _FOR_ONE, "只用于一本台账"
    commandline = click.core.ParameterSource.COMMANDLINE
    given = [label for name, label in unfit.items() if context.get_parameter_source(name) is commandline]
    if given:
        raise click.UsageError(f"{'、'.join(given)} {why}。")


def _ledger(
    ledger: Path,
    port: int | None,
    last: Path | None,
    standard: Path | None,
    browser: bool | None,
    extension: Path | None,
) -> int:
    from shuangyong.web.desk.keyed import address_of, new_key
    from shuangyong.web.desk.ledger_files import LedgerFile
    from shuangyong.web.desk.running import browser_led_to, display_is_plausible, listening, serve_desk
    from shuangyong.web.desk.serving import Home, desk_application

    from .extending import extended_catalog
    from .output import note

    catalog = extended_catalog(extension, ledger, *([last] if last else []))
    file = LedgerFile(ledger.resolve(), catalog)
    home = Home(file=file, catalog=catalog, key=new_key(), last=last, standard=standard)
    with listening(port) as listener:
        address = address_of(listener.getsockname()[1], home.key)
        note(f"台账 {ledger.name} 的网页在：\n  {address}\n网址里有钥匙，不要发给别人。按 Ctrl+C 停止。")
        if display_is_plausible() if browser is None else browser:
            with browser_led_to(address) as opened:
                if not opened:
                    note("浏览器没有打开，请把上面的网址复制到浏览器里。")
                serve_desk(desk_application(home), listener)
        else:
            serve_desk(desk_application(home), listener)
    return 0


def _store(
    folder: Path,
    port: int,
    host: str,
    names: tuple[str, ...],
    behind_proxy: bool,
    allow_plain_http: bool,
    extension: Path | None,
) -> int:
    from shuangyong.office.store.opening import open_store
    from shuangyong.web.application import application
    from shuangyong.web.portal import Portal
    from shuangyong.web.serving import serve

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
