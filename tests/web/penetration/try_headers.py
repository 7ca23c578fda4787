"""Headers that lie about whom, from where and how long."""

import time

from ..conftest import ORIGIN, PASSWORD, PRIVATE
from .attempts import acts_of, attempt, statuses

_LOGIN = {"login": "mine", "password": PASSWORD}


@attempt("H01", "Host 写成别的网站、空、带用户名、写两个", "400，不出登录页")
def foreign_hosts(target):
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "x@127.0.0.1",
        "127.1",
        "",
        "[::1",
    ):
        answer = target.office.browser().get("/login", headers={"Host": host})
        target.held(answer.status_code == 400 and "password" not in answer.text, host)
    two = target.raw(b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    target.held(statuses(two) == [400], "two hosts")
    none = target.raw(b"GET /login HTTP/1.1\r\nConnection: close\r\n\r\n")
    target.held(statuses(none) == [400], "no host")


@attempt("H02", "用 X-Forwarded-Host、X-Original-URL、X-Rewrite-URL、Forwarded 改目标", "不理会")
def rewritten(target):
    for name, value in {
        "X-Forwarded-Host": "evil.example",
        "X-Original-URL": "/units",
        "X-Rewrite-URL": "/units",
        "Forwarded": "host=evil.example;proto=https",
    }.items():
        answer = target.office.browser().get("/login", headers={name: value})
        target.held(answer.status_code == 200 and "evil.example" not in answer.text, name)
        answer = target.office.browser().get("/me", headers={name: value})
        target.held(answer.headers["location"] == "/login?next=%2Fme", name)


@attempt("H03", "外网来的用 X-Forwarded-For、X-Real-IP、X-Forwarded-Proto 冒充内网和 https", "403，要用 https")
def from_far_away(target):
    for name, value in (("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "10.0.0.1"), ("X-Forwarded-Proto", "https"),
                        ("Client-IP", "192.168.0.1"), ("True-Client-IP", "::1")):  # fmt: skip
        answer = target.office.browser(address="8.8.8.8").get("/login", headers={name: value})
        target.held(answer.status_code == 403, name)


@attempt("H04", "换着 X-Forwarded-For 猜密码，想躲过按地址的限次", "照样限")
def many_addresses(target):
    answers = [
        target.office.browser(**{"X-Forwarded-For": f"10.0.0.{number}"})
        .post("/login", data={"login": f"u{number}", "password": "wrong wrong wrong"})
        .status_code
        for number in range(32)
    ]
    target.held(answers[-1] == 429, answers)


@attempt("H05", "Origin 缺、null、别的网站、别的端口、别的协议、大小写后缀", "403，什么也不做")
def foreign_origins(target):
    for origin in (None, "null", "http://evil.example", "https://127.0.0.1:8080", "http://127.0.0.1:80",
                   f"{ORIGIN}.evil.example", f"{ORIGIN}@evil.example", f"{ORIGIN}/",
                   "http://localhost:8080", ""):  # fmt: skip
        browser = target.office.browser()
        del browser.headers["Origin"]
        headers = {} if origin is None else {"Origin": origin}
        target.held(browser.post("/login", data=_LOGIN, headers=headers).status_code == 403, origin)


@attempt("H06", "Sec-Fetch-Site 说是跨站、同站、直接打开", "403，即使 Origin 是对的")
def foreign_sites(target):
    for site in ("cross-site", "same-site", "none", "", "Same-Origin", "same-origin, cross-site"):
        answer = target.office.browser().post("/login", data=_LOGIN, headers={"Sec-Fetch-Site": site})
        target.held(answer.status_code == 403, site)


@attempt("H07", "Range 取一段、If-None-Match、缓存控制，想拿到别人的或过期的内容", "照常整个回答，不缓存")
def ranges(target):
    browser = target.office.browser("mine")
    for name, value in (("Range", "bytes=0-10"), ("Range", "bytes=" + ",".join("0-" for _ in range(500))),
                        ("If-None-Match", "*"), ("Cache-Control", "only-if-cached")):  # fmt: skip
        answer = browser.get("/units/H001/2025/documents/summary.html", headers={name: value})
        target.held(answer.status_code == 200 and answer.headers["cache-control"] == "no-store", name)


@attempt(
    "H08",
    "Content-Length 和 Transfer-Encoding 一起、写两个、写负数，夹带第二个请求（HTTP 走私）",
    "拒绝或断开，夹带的不执行",
)
def smuggling(target):
    cookie = b"Cookie: session=" + target.office.browser("admin").cookies["session"].encode() + b"\r\n"
    inner = b"POST /accounts/disable HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n" + cookie
    inner += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nlogin=mine"
    before = acts_of(target.office)
    size = str(len(inner) + 5).encode()
    for told in (
        b"Content-Length: " + size + b"\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        b"Content-Length: 0\r\nContent-Length: " + size + b"\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: +5\r\n",
        b"Content-Length: 5 5\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
    ):
        head = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\n" + told + b"\r\n"
        answer = target.raw(head + b"0\r\n\r\n" + inner)
        time.sleep(0.3)  # what was smuggled in may be answered after we have hung up
        target.held(acts_of(target.office) == before, (told, "executed"))
        before = acts_of(target.office)
        target.held(all(one in (400, 403, 411, 413, 501) for one in statuses(answer)[:1]), (told, statuses(answer)))


@attempt("H09", "请求行和头里放换行、空字符、超长、上千个头", "400 或 431 或断开")
def broken_heads(target):
    for head in (
        b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n",
        b"GET /login HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /login\r\n\r\n",
        b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n folded: x\r\n\r\n" * 2,
        b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(20_000)) + b"\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ):
        answer = target.raw(head)
        target.held(all(one in (400, 404, 414, 431, 505) for one in statuses(answer)), head[:60])
    target.held(target.office.browser().get("/login").status_code == 200, "still there")


@attempt("H10", "请求升级成 WebSocket、HTTP/2", "照常回答或拒绝，不升级")
def upgrading(target):
    for kind in (b"websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZQ==\r\nSec-WebSocket-Version: 13", b"h2c"):
        head = b"GET /units HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: " + kind + b"\r\n\r\n"
        answer = target.raw(head)
        target.held(101 not in statuses(answer) and PRIVATE.encode() not in answer, kind)
