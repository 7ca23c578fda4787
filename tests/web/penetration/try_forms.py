"""Forms that another site sends, and forms that are none."""

from shuangyong.web.bodies import FIELDS as MOST

from .attempts import POSTS, acts_of, attempt, post, where


@attempt("C01", "从别的网站替登录的人提交每一个表单（带 Cookie，Origin 是别的网站）", "403，什么也不做")
def forged_everywhere(target):
    browser, before = target.office.browser("admin"), acts_of(target.office)
    for page in POSTS:
        for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
            target.held(post(browser, page, headers=headers).status_code == 403, page.path)
    target.held(acts_of(target.office) == before, "audit")


@attempt("C02", "不带 Origin、Sec-Fetch-Site 提交每一个表单", "403，什么也不做")
def without_origin(target):
    browser, before = target.office.browser("admin"), acts_of(target.office)
    del browser.headers["Origin"]
    for page in POSTS:
        target.held(post(browser, page).status_code == 403, page.path)
    target.held(acts_of(target.office) == before, "audit")


@attempt("C03", "用别的内容类型绕过：JSON、纯文本、XML、没有类型", "400 或不起作用")
def other_types(target):
    browser, before = target.office.browser("admin"), acts_of(target.office)
    for kind in ("application/json", "text/plain", "application/xml", "multipart/mixed", "multipart/form-data", "x"):
        for page in POSTS:
            if not page.path.startswith(("/me/", "/jobs/")) and page.path not in ("/review/accept",):
                answer = browser.post(where(page), content=b'{"login": "other"}', headers={"Content-Type": kind})
                target.held(answer.status_code in (400, 404), (kind, page.path, answer.status_code))
    target.held(acts_of(target.office) == before, "audit")


@attempt("C04", "一万个字段、很长的字段名、同名字段、嵌套的 multipart、没有结尾的 multipart", "400 或 413，什么也不做")
def odd_forms(target):
    browser, before = target.office.browser("admin"), acts_of(target.office)
    plain, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
    nested = (
        b'--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n'
    )
    many = b"".join(b'--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n' % n for n in range(MOST + 10))
    for kind, body in (
        (plain, b"&".join(b"a%d=1" % n for n in range(10_000))),
        (plain, b"a" * 60_000 + b"=1"),
        (plain, b"a=%FF%FE"),
        (parts, nested),
        (parts, many + b"--b--\r\n"),
        (parts, b'--b\r\nContent-Disposition: form-data; name="' + b"n" * 60_000 + b'"\r\n\r\n1\r\n--b--\r\n'),
        (parts, b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'),
        (parts, b"\r\n".join(b"X: y" for _ in range(10_000))),
        ("multipart/form-data; boundary=" + "x" * 1000, b"--x"),
        ("multipart/form-data; boundary=", b"----"),
    ):
        for path in ("/login", "/accounts/add", "/units/H001/ledger", "/publish"):
            answer = browser.post(path, content=body, headers={"Content-Type": kind})
            target.held(answer.status_code in (400, 403, 404, 413), (kind[:30], body[:30], path, answer.status_code))
    target.held(acts_of(target.office) == before, "audit")


@attempt("C05", "比允许的大：说明大小的、不说明大小分块发的", "413，不读完")
def too_large(target):
    browser = target.office.browser("admin")
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for path in ("/login", "/accounts/add", "/me/password", "/publish"):
        for content in (b"a=" + b"1" * 300_000, iter([b"a=", b"1" * 300_000])):
            target.held(browser.post(path, content=content, headers=headers).status_code == 413, path)


@attempt("C06", "两次点同一个按钮、拿过期的页面提交", "第二次告诉已经变了，不覆盖")
def stale(target):
    first, second = target.office.browser("officer"), target.office.browser("admin")
    path = "/units/H001/2025/return"
    target.held(first.post(path, data={"revision": "1", "because": "甲"}).status_code == 303, "first")
    for revision in ("1", "0", "99", "x", ""):
        target.held(second.post(path, data={"revision": revision, "because": "乙"}).status_code in (400, 404), revision)
    with target.office.store as store:
        said = [row[0] for row in store.db.execute("SELECT because FROM revision WHERE because IS NOT NULL")]
    target.held(said == ["甲"], said)
