"""Uploads that are something else than a ledger."""

import io
import zipfile

from ..conftest import MINE, OTHER, ledger
from ..test_handing_in import send
from .attempts import attempt


def _with(**members):
    """Return a sound ledger with members added or put in place of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ledger())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, data in members.items():
            new.writestr(name, data)
    return stream.getvalue()


def _revisions(target):
    with target.office.store as store:
        return store.db.execute("SELECT COUNT(*) FROM revision").fetchone()[0]


def _refused(target, data, name="台账.xlsx"):
    """Send a file and note whether it was refused without a trace."""
    browser, before = target.office.browser("mine"), _revisions(target)
    answer = send(browser, data, name)
    if answer.status_code == 303:
        page = browser.get(answer.headers["location"])
        told = page.status_code == 200 and "已收下" not in page.text
    else:
        told = answer.status_code in (400, 413)
    target.held(told and _revisions(target) == before, (name, answer.status_code))
    target.held("Traceback" not in target.caplog.text, name)


_BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><workbook>&j;</workbook>"
)
_XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'


@attempt("U01", "压缩炸弹：解开几个 GB 的台账", "不解开，没有收下")
def bombs(target):
    _refused(target, _with(**{"xl/worksheets/sheet1.xml": b"0" * (400 * 2**20)}))
    _refused(target, _with(**{f"xl/media/{n}.bin": b"0" * 2**20 for n in range(600)}))


@attempt("U02", "XML 外部实体（读 /etc/passwd）、实体爆炸", "没有收下，不读服务器的文件")
def entities(target):
    for data in (_XXE, _BILLION):
        for member in ("xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
            _refused(target, _with(**{member: data}))
    target.held("root:" not in target.caplog.text, "log")


@attempt("U03", "带宏、外部链接、DDE 的台账", "没有收下，说怎么另存")
def macros(target):
    _refused(target, _with(**{"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    _refused(target, _with(**{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))


@attempt("U04", "改了后缀的别的文件：exe、html、svg、pdf、加密的、截断的、空的、又是压缩包又是网页的", "没有收下")
def others(target):
    sound = ledger()
    for name, data in {
        "台账.xlsx": b"MZ\x90\x00" * 1000,
        "a.html": b"<script>alert(1)</script>",
        "b.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "c.pdf": b"%PDF-1.7\n" * 100,
        "d.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 600,
        "e.xlsx": sound[: len(sound) // 2],
        "f.xlsx": b"",
        "g.xlsx": sound[:-40],
        "h.xlsm": sound[:100],
    }.items():
        _refused(target, data, name)


@attempt("U05", "压缩包里的名字带 ../、绝对路径、盘符，想写到别处", "没有收下或不理会，别处没有文件")
def slipping(target):
    for name in ("../../evil.txt", "/tmp/evil-shuangyong.txt", "C:\\evil.txt", "xl/../../evil.txt"):
        send(target.office.browser("mine"), _with(**{name: b"evil"}))
        folder = target.office.portal.folder
        target.held(not [*folder.parent.rglob("evil*")], name)


@attempt("U06", "报别的单位的台账：写别的单位的网址、台账里写别的单位", "404，或不收下")
def of_others(target):
    browser, before = target.office.browser("mine"), _revisions(target)
    for unit in ("H~2F002", "H999", ""):
        target.held(
            browser.post(f"/units/{unit}/ledger", files={"ledger": ("a.xlsx", ledger(OTHER))}).status_code == 404, unit
        )
    _refused(target, ledger(OTHER))
    target.held(_revisions(target) == before, "stored")


@attempt("U07", "一次传很多文件、字段名不对、没有文件、文件名上千字、内容类型乱写", "不收或照常检查，没有程序错误")
def odd_parts(target):
    browser, before = target.office.browser("mine"), _revisions(target)
    path = f"/units/{MINE}/ledger"
    for files in (
        [("ledger", (f"{n}.xlsx", b"x")) for n in range(50)],
        [("other", ("a.xlsx", b"x"))],
        [("ledger", ("", b""))],
        [("ledger", ("名" * 2000 + ".xlsx", b"x"))],
        [("ledger", ("a.xlsx", b"x", "text/html; charset=utf-7"))],
        [("ledger", ("a.xlsx", b"x", "image/svg+xml"))],
    ):
        answer = browser.post(path, files=files)
        target.held(answer.status_code in (303, 400, 413), (files[0][0], answer.status_code))
    target.held(_revisions(target) == before, "stored")
    target.held("Traceback" not in target.caplog.text, "log")
