"""Paths that mean something else than they say."""

from shuangyong.web.addresses import unit_address

from ..conftest import NAMES, OTHER
from .attempts import attempt, statuses

_SECRETS = (b"root:", b"SQLite format", b"PRIVATE KEY", b"[project]")


@attempt("P01", "用 ../ 及其一次、两次编码，反斜杠，去取服务器上的文件", "404，不给任何文件")
def climbing(target):
    cookie = target.office.browser("admin").cookies["session"].encode()
    for up in (b"../", b"%2e%2e/", b"%2e%2e%2f", b"%252e%252e%252f", b"..%5c", b"....//", b"%c0%ae%c0%ae/", b"..;/"):
        for start in (b"/", b"/static/", b"/units/H001/", b"/jobs/1/files/"):
            for goal in (b"store.sqlite3", b"etc/passwd", b"pyproject.toml"):
                path = start + up * 6 + goal
                head = b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: session="
                answer = target.raw(head + cookie + b"\r\n\r\n", whole=False)
                told = all(one in (303, 400, 404) for one in statuses(answer))
                target.held(told and not any(one in answer for one in _SECRETS), path)


@attempt("P02", "网址里放空字符、换行、非 UTF-8 的字节、零宽字符", "400 或 404")
def odd_bytes(target):
    browser = target.office.browser("admin")
    for part in ("%00", "H001%00", "H001%0d%0aX: y", "%ff%fe", "%E2%80%8BH001", "H001%2e", "%20H001", "H001%20"):
        for path in (f"/units/{part}", f"/units/{part}/2025/documents", f"/overlaps/2025/{part}", f"/jobs/{part}"):
            answer = browser.get(path)
            target.held(answer.status_code in (400, 404) and "x" not in answer.headers, path)


@attempt("P03", "单位用 //、末尾的点、大小写、分号换个写法，看别的单位", "404，和没有这个单位一样")
def spelled_otherwise(target):
    browser = target.office.browser("mine")
    code = unit_address(OTHER)
    for part in (
        code, code.lower(), "H/002", "H%2F002", "H%252F002", f"H001/../{code}", f"{code};x=1", f"{code}.", f"/{code}",
        f"H001%2F..%2F{code}", f".%2F{code}", "H~2f002", "%48~2F002",
    ):  # fmt: skip
        for rest in ("", "/2025/documents", "/2025/blank.xlsx", "/2025/revisions/1"):
            answer = browser.get(f"/units/{part}{rest}")
            target.held(answer.status_code == 404 and NAMES[OTHER] not in answer.text, part + rest)


@attempt("P04", "把需要登录的网页换个写法：双斜杠、大写、末尾加斜杠、加后缀", "不登录什么也看不到")
def around_the_door(target):
    browser = target.office.browser()
    for path in (
        "//units", "/UNITS", "/units/", "/units.xlsx/", "/./units", "/units/.", "/units%2f", "/login/../units",
        "/static/../units", "/units;.css", "/units?.css", "/login/units", "/portal.css/units",
    ):  # fmt: skip
        answer = browser.get(path)
        target.held(answer.status_code in (303, 400, 404), (path, answer.status_code))
        target.held(not any(name in answer.text for name in NAMES.values()), path)


@attempt("P05", "年度、版次、任务号写成负数、小数、天文数字、SQL", "400 或 404，没有程序错误")
def odd_numbers(target):
    browser = target.office.browser("admin")
    for number in ("-1", "0", "1e9", "1.0", "9" * 30, "１", "1 OR 1=1", "1;--", "0x1", "٣"):
        for path in (f"/jobs/{number}", f"/units/H001/2025/revisions/{number}", f"/jobs/1/files/{number}",
                     f"/overlaps/{number}/0123456789", f"/units/H001/{number}/documents"):  # fmt: skip
            answer = browser.get(path)
            target.held(answer.status_code in (400, 404), (path, answer.status_code))
