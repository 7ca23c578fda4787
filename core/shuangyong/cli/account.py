"""``shuangyong account``: who may use the portal; the first admin is made here, with a password of its own."""

import sys
from pathlib import Path

import click

from .stores import begin_store, by_option


@click.group("account", options_metavar="[选项]", subcommand_metavar="操作 [参数]…")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="STORE")
@click.pass_context
def command(context: click.Context, folder: Path) -> None:
    """管理网页填报（serve）的账号。

    没有预设的账号和密码：第一个管理员在这里建。密码当面输入，不显示；也可以从标准输入读一行。
    别人给的密码，本人登录后必须先改；只有第一个管理员的密码是自己定的，不用再改。

    \b
    例：shuangyong account 2026库 add wang --name 王干事 --role admin
        shuangyong account 2026库 add h001 --name 李联络员 --role unit --unit H001
        shuangyong account 2026库 list
        shuangyong account 2026库 passwd h001
        shuangyong account 2026库 disable h001
    """
    context.obj = folder


@command.command("add", options_metavar="[选项]")
@click.argument("login", metavar="LOGIN")
@click.option("--name", required=True, metavar="NAME", help="使用人的姓名，记入日志。")
@click.option(
    "--role",
    required=True,
    type=click.Choice(["admin", "officer", "unit", "reader"]),
    help="admin 管理员，officer 双拥办，unit 单位，reader 只读。",
)
@click.option("--unit", metavar="CODE", help="单位账号管哪个单位：名册里的单位代码。")
@by_option
@click.pass_obj
def add(folder: Path, login: str, name: str, role: str, unit: str | None, actor: str) -> int:
    """增加一个账号。"""
    from shuangyong.office.store.opening import open_store, whoami
    from shuangyong.web import accounts

    from .output import note

    begin_store(folder)
    with open_store(folder, create=True) as store:
        given = role != "admin" or accounts.has_admin(store)
        made = accounts.add(
            store,
            actor or whoami(),
            login=login,
            name=name,
            role=role,  # type: ignore[arg-type]  # click checked it
            unit=unit,
            password=_password(),
            given=given,
        )
    after = "请把密码当面交给使用人；他第一次登录必须先改。" if given else "这个密码只有您自己知道，请记好。"
    note(f"已增加{accounts.ROLES[made.role]}账号「{made.login}」。{after}")
    return 0


@command.command("list", options_metavar="[选项]")
@click.pass_obj
def listing(folder: Path) -> int:
    """列出账号。"""
    from shuangyong.office.store.opening import open_store
    from shuangyong.web import accounts

    with open_store(folder) as store:
        found = accounts.accounts(store)
    for one in found:
        click.echo(
            "\t".join((one.login, one.name, accounts.ROLES[one.role], one.unit or "", "" if one.active else "停用"))
        )
    if not found:
        click.echo("还没有账号。请用 add 建一个管理员（--role admin）。")
    return 0


@command.command("passwd", options_metavar="[选项]")
@click.argument("login", metavar="LOGIN")
@by_option
@click.pass_obj
def passwd(folder: Path, login: str, actor: str) -> int:
    """改一个账号的密码；用它登录着的全部退出，下次登录必须先改。"""
    from shuangyong.office.store.opening import open_store, whoami
    from shuangyong.web import accounts

    from .output import note

    with open_store(folder) as store:
        accounts.find(store, login)
        accounts.set_password(store, actor or whoami(), login, _password(), given=True)
    note(f"「{login}」的密码改好了，用它登录着的全部退出；下次登录必须先改成只有本人知道的。")
    return 0


@command.command("disable", options_metavar="[选项]")
@click.argument("login", metavar="LOGIN")
@by_option
@click.pass_obj
def disable(folder: Path, login: str, actor: str) -> int:
    """停用一个账号；用它登录着的立即退出。"""
    return _set_active(folder, login, actor, active=False)


@command.command("enable", options_metavar="[选项]")
@click.argument("login", metavar="LOGIN")
@by_option
@click.pass_obj
def enable(folder: Path, login: str, actor: str) -> int:
    """恢复一个停用的账号。"""
    return _set_active(folder, login, actor, active=True)


def _set_active(folder: Path, login: str, actor: str, *, active: bool) -> int:
    from shuangyong.office.store.opening import open_store, whoami
    from shuangyong.web import accounts

    from .output import note

    with open_store(folder) as store:
        accounts.set_active(store, actor or whoami(), login, active=active)
    note(f"「{login}」已{'恢复' if active else '停用'}。")
    return 0


def _password() -> str:
    """Ask for a password twice without echo; where nobody looks on, read a line."""
    if sys.stdin.isatty():
        return str(click.prompt("密码（输入时不显示）", hide_input=True, confirmation_prompt="再输一次"))
    return sys.stdin.readline().rstrip("\r\n")
