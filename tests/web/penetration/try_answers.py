"""What every answer bears, whatever it is."""

import re

import attrs

from .attempts import GETS, POSTS, attempt, post, where

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@attrs.frozen
class _Answers:
    """Every page's answer to everybody by its path, and the folder of the store that they are of."""

    folder: str
    by_path: tuple


_kept = []


def _answers(target):
    """Return what everybody is answered, asked once for all that is looked for in it."""
    if not _kept:
        _kept.append(_Answers(str(target.office.portal.folder), tuple(_asked(target))))
    return _kept[0]


def _asked(target):
    """Yield every page's answer to everybody, errors and downloads among them."""
    for login in ("", "admin", "mine"):
        browser = target.office.browser(login)
        for page in GETS:
            yield page.path, browser.get(where(page))
            yield page.path, browser.get(where(page), headers={"Host": "evil.example"})
        for page in POSTS:
            if not page.path.startswith("/me/"):
                yield page.path, post(browser, page)
                yield page.path, post(browser, page, headers={"Origin": "null"})
        for path in ("/login", "/nowhere", "/static/nothing.js", "/favicon.ico", "/robots.txt"):
            yield path, browser.get(path)
        yield "PUT", browser.put("/login")


@attempt("R01", "看每个网页、下载、错误回答的头：防嵌套、防猜类型、引用来源", "每个都有")
def always(target):
    for path, answer in _answers(target).by_path:
        for name, value in _ALWAYS.items():
            target.held(answer.headers.get(name) == value, (path, answer.status_code, name))


@attempt("R02", "看每个回答的内容安全策略", "default-src 'none'，不许内嵌脚本、别的网站、被嵌套")
def policies(target):
    for path, answer in _answers(target).by_path:
        policy = answer.headers.get("content-security-policy", "")
        held = "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
        target.held(held and "unsafe" not in policy and "http" not in policy and "*" not in policy, (path, policy))


@attempt("R03", "看每个回答能不能被缓存", "no-store；只有样式和脚本文件可以缓存")
def uncached(target):
    for path, answer in _answers(target).by_path:
        target.held(answer.headers.get("cache-control") == "no-store", (path, answer.headers.get("cache-control")))


@attempt("R04", "看回答里有没有软件版本、内部路径、出错的内部信息", "没有")
def silent(target):
    for path, answer in _answers(target).by_path:
        target.held("server" not in answer.headers and "x-powered-by" not in answer.headers, path)
        if "html" in answer.headers.get("content-type", ""):
            leaks = ("Traceback", "site-packages", _answers(target).folder, "sqlite3", "jinja2", "starlette")
            target.held(not any(one in answer.text for one in leaks), path)


@attempt("R05", "看每个网页有没有内嵌脚本、内嵌样式、外部地址", "没有")
def nothing_inline(target):
    browser = target.office.browser("admin")
    for page in GETS:
        answer = browser.get(where(page))
        document = "sha256-" in answer.headers["content-security-policy"]  # a whole document bears its style
        if "html" in answer.headers.get("content-type", "") and not document:
            marks = ("<style", " style=", "javascript:", " onclick=", " onload=", " onerror=", "<script>")
            target.held(not any(one in answer.text for one in marks), page.path)
            linked = re.findall(r'(?:src|href|action)="([^"]*)"', answer.text)
            target.held(all(one.startswith(("/", "#", "?")) and not one.startswith("//") for one in linked), linked)
