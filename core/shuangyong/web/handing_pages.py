"""Passwords that an admin hands out: for many units at once, or anew for one account; shown for half an hour only."""

from collections.abc import Sequence

from starlette.responses import RedirectResponse, Response

from ..model.problems import ProblemsFound, error
from .accounts import folded
from .exporting import table_bytes
from .handing_out import Given, HandedOut, add_units, renew, renew_unused
from .numbers import number
from .permissions import Right
from .rendering import download, page
from .routing import Page, Visit
from .standing_now import status_of

_HEADER = ("单位代码", "姓名或单位", "登录名", "初始密码")


def add_many(visit: Visit) -> Response | None:
    """Make accounts for the units of the roster that have none: all, a sector's or a region's."""
    sector, region = visit.form.text("sector"), visit.form.text("region")
    units = [
        (one.unit, one.name)
        for one in status_of(visit).units
        if one.expected and (not sector or one.sector == sector) and (one.region or "").startswith(region)
    ]
    given = add_units(visit.store, visit.account.actor, units)
    if not given:
        raise ProblemsFound([error("nobody", "没有要建账号的单位：选中的都已经有账号，或名册里没有。")])
    return _handed(visit, given)


def renew_many(visit: Visit) -> Response | None:
    """Give units' accounts that nobody has used yet other passwords: all, or a sector's."""
    sector = visit.form.text("sector")
    units = {one.unit for one in status_of(visit).units if one.sector == sector} if sector else None
    given = renew_unused(visit.store, visit.account.actor, units, number(visit.form.text("seen"), -1))
    if not given:
        raise ProblemsFound(
            [error("nobody", "没有可以换的：选中的单位都登录过，或者刚有人换过。", "请回到账号页再看。")]
        )
    return _handed(visit, given)


def give_another(visit: Visit) -> Response | None:
    """Give an account a password by chance; not one's own, for whoever is signed in with it is signed out."""
    if folded(visit.form.text("login")) == visit.account.login:
        raise ProblemsFound([error("own-password", "这是您自己的账号。", "请在“我的账号”里改密码。")])
    return _handed(
        visit, [renew(visit.store, visit.account.actor, visit.form.text("login"), number(visit.form.text("seen"), -1))]
    )


def handed(visit: Visit) -> Response | None:
    """Show passwords to the admin who made them."""
    found = _kept(visit)
    if found is None:
        return None
    return page(visit.request, "handed.html", given=found.given, token=visit.request.path_params["token"])


def handed_workbook(visit: Visit) -> Response | None:
    """Give them as a workbook, to be cut up and handed out."""
    found = _kept(visit)
    if found is None:
        return None
    rows = ((one.unit, one.name, one.login, one.password) for one in found.given)
    return download("初始密码", table_bytes("初始密码", _HEADER, rows), "xlsx")


def _handed(visit: Visit, given: Sequence[Given]) -> Response:
    kept = HandedOut(account=visit.account.id, unit="", file="", given=tuple(given))
    return RedirectResponse(f"/accounts/handed/{visit.portal.results.keep(kept)}", 303)


def _kept(visit: Visit) -> HandedOut | None:
    found = visit.portal.results.get(visit.request.path_params["token"], visit.account.id, "")
    return found if isinstance(found, HandedOut) else None


PAGES = (
    Page(path="/accounts/units", answer=add_many, right=Right.ACCOUNTS, method="POST", costly=True),
    Page(path="/accounts/units/renew", answer=renew_many, right=Right.ACCOUNTS, method="POST", costly=True),
    Page(path="/accounts/renew", answer=give_another, right=Right.ACCOUNTS, method="POST"),
    Page(path="/accounts/handed/{token}", answer=handed, right=Right.ACCOUNTS),
    Page(path="/accounts/handed/{token}/passwords.xlsx", answer=handed_workbook, right=Right.ACCOUNTS),
)
