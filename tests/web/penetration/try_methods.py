"""Odd methods, and methods said otherwise."""

from .attempts import GETS, POSTS, acts_of, attempt, post, statuses, where


@attempt("M01", "对每个只能看的网页用 POST", "404，什么也不做")
def posting_where_one_looks(target):
    browser, before = target.office.browser("officer"), acts_of(target.office)
    acting = {page.path for page in POSTS}
    for page in GETS:
        if page.path not in acting and "{rest" not in page.path:
            target.held(post(browser, page).status_code == 404, page.path)
    target.held(acts_of(target.office) == before, "audit")


@attempt("M02", "对每个会改动的网页用 GET、HEAD", "不改动：404，或者只是打开同一网址的页面")
def looking_where_one_acts(target):
    browser, before = target.office.browser("admin"), acts_of(target.office)
    looking = {page.path for page in GETS}
    for page in POSTS:
        for method in ("GET", "HEAD"):
            status = browser.request(method, where(page)).status_code
            target.held(status == 404 or page.path in looking, (method, page.path, status))
    target.held(acts_of(target.office) == before, "audit")


@attempt("M03", "PUT、DELETE、PATCH、OPTIONS、TRACE、CONNECT、PROPFIND、小写和自造的方法", "405 或 400，不回显请求")
def odd_methods(target):
    browser = target.office.browser("admin")
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "GETX", "G" * 200):
        for path in ("/login", "/accounts/add", "/units/H001/ledger"):
            answer = browser.request(method, path, headers={"X-Secret": "echo-me"})
            target.held(answer.status_code in (400, 405) and "echo-me" not in answer.text, (method, path))
    for method in (b"CONNECT", b"TRACE", b"G E T", b"get", b"post", b"Get"):
        answer = target.raw(method + b" / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: echo-me\r\n\r\n")
        target.held(all(one in (400, 405) for one in statuses(answer)) and b"echo-me" not in answer, method)


@attempt("M04", "用 X-HTTP-Method-Override、_method 把 GET 说成 POST、把 POST 说成 DELETE", "只认真正的方法")
def overriding(target):
    browser, before = target.office.browser("admin"), acts_of(target.office)
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        for page in POSTS:
            browser.get(where(page), headers={name: "POST"})
        target.held(acts_of(target.office) == before, name)
    for page in POSTS:
        browser.get(where(page), params={"_method": "POST"})
    target.held(acts_of(target.office) == before, "_method")
