"""``old_name``: laws, offices, troops and groups that bear another name now, and laws that are misnamed.

What counts is the year that a sentence tells of, else the document's, else today: a text of 2012 is not blamed for
a change of 2018. A name is marked once, where it stands first, with the number of its places.
"""

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from .draft import YEAR, Draft
from .eras import load
from .findings import Finding

_CITED = re.compile(r"《(?:中华人民共和国)?(?P<title>[^《》\n（(]{2,24}?(?:法|条例))(?:[（(][^）)\n]*[）)])?》")
_FORMER = re.compile("(?:原|原来的|前身是|前身为|时任|当时的)$")
_RENAMED = re.compile("更名|改名|改称|原称|现为|现已|改为")
#: How many characters of a title may be other ones for it to be a slip of the pen.
_SLIPS = 2
#: How far words that give a name its meaning stand from it.
_AROUND = 24


@attrs.frozen(kw_only=True)
class Name:
    """A name that was changed; see ``data/names.toml``."""

    said: tuple[str, ...]
    now: str
    until: int
    source: str
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    undated: bool = True


@attrs.frozen(kw_only=True)
class Law:
    """A law or regulation by its short title, with the years in which it may be cited."""

    title: str
    source: str
    since: int | None = None
    until: int | None = None
    now: str | None = None
    wrong: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Body:
    """What did not exist before a year."""

    said: tuple[str, ...]
    since: int
    source: str


def find(draft: Draft) -> Iterator[Finding]:
    """Yield the old and wrong names in a document, and names of laws and bodies that were yet to come."""
    yield from _names(draft)
    yield from _laws(draft)
    yield from _bodies(draft)


def _names(draft: Draft) -> Iterator[Finding]:
    first: dict[str, re.Match[str]] = {}
    count: Counter[str] = Counter()
    for match in draft.matches(_name_pattern()):
        name = _by_word()[match.group()]
        if _outdated(draft, match, name):
            first.setdefault(name.now, match)
            count[name.now] += 1
    for now, match in first.items():
        name = _by_word()[match.group()]
        places = f"（同类旧称全文共{count[now]}处）" if count[now] > 1 else ""
        message = f"“{match.group()}”是旧称{places}：{name.source}。"
        yield draft.finding("old_name", match.span(), message, f"现在的提法是：{now}。请按材料的年份核对改正。")


def _outdated(draft: Draft, match: re.Match[str], name: Name) -> bool:
    start, end = match.span()
    before, after = draft.before(start, 6), draft.after(end, 6)
    if before.endswith(name.not_before) or after.startswith(name.not_after) or _FORMER.search(before):
        return False
    sentence = draft.sentence_of(match)
    around = draft.before(start, _AROUND) + draft.after(end, _AROUND)
    if name.near and not any(word in around for word in name.near):
        return False
    if any(word in around for word in name.not_near) or _RENAMED.search(around):
        return False
    year = _year(draft, sentence)
    return year > name.until if year is not None else name.undated and _today() > name.until


def _laws(draft: Draft) -> Iterator[Finding]:
    told: set[str] = set()
    for match in draft.matches(_CITED):
        title = match["title"]
        if title in told:
            continue
        told.add(title)
        law, year = laws().get(title), _year(draft, draft.sentence_of(match))
        span = match.span()
        if law is None:
            if meant := _meant(title):
                message = f"没有《{title}》，应是《{meant.title}》（{meant.source}）。"
                yield draft.finding("old_name", span, message, f"改为《{meant.title}》。")
        elif law.now and law.until and (year or _today()) > law.until:
            message = f"《{title}》已经废止：{law.source}。"
            yield draft.finding("old_name", span, message, f"改为《{law.now}》，并核对条款。")
        elif law.since and year is not None and year < law.since:
            message = f"材料写的是{year}年，《{title}》那时还没有公布（{law.source}）。"
            yield draft.finding("wrong_year", span, message, "请核对材料的年份，或改为当年的法规。")


def _bodies(draft: Draft) -> Iterator[Finding]:
    if draft.year is None or draft.year >= max(body.since for body in bodies()):
        return
    told: set[int] = set()
    for match in draft.matches(_body_pattern()):
        body = next(one for one in bodies() if match.group() in one.said)
        year = _year(draft, draft.sentence_of(match))
        if year is not None and max(year, draft.year) < body.since and id(body) not in told:
            told.add(id(body))
            message = f"材料写的是{year}年，那时还没有“{match.group()}”：{body.source}。"
            yield draft.finding("wrong_year", match.span(), message, "请核对材料的年份。")


def _meant(title: str) -> Law | None:
    """Return the law that a title twists: its words in another order, a few characters changed."""
    for law in laws().values():
        if title in law.wrong or sorted(law.title) == sorted(title):
            return law
        same = sum(one == other for one, other in zip(law.title, title, strict=False))
        if len(law.title) == len(title) >= 6 and len(title) - same <= _SLIPS and title[0] == law.title[0]:
            return law
    return None


def _year(draft: Draft, sentence: str) -> int | None:
    years = [int(said) for said in YEAR.findall(sentence)]
    return max(years) if years else draft.year


def _today() -> int:
    return datetime.datetime.now(tz=datetime.UTC).year


@functools.cache
def names() -> Sequence[Name]:
    """Return every name that was changed."""
    return [Name(**_tuples(one)) for one in load("names.toml")["name"]]


@functools.cache
def laws() -> Mapping[str, Law]:
    """Return the laws by their short titles."""
    return {one["title"]: Law(**_tuples(one)) for one in load("names.toml")["law"]}


@functools.cache
def bodies() -> Sequence[Body]:
    """Return what did not exist before a year."""
    return [Body(**_tuples(one)) for one in load("names.toml")["body"]]


def _tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}


@functools.cache
def _by_word() -> Mapping[str, Name]:
    return {word: name for name in names() for word in name.said}


@functools.cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _by_word()), key=len, reverse=True)))


@functools.cache
def _body_pattern() -> re.Pattern[str]:
    return re.compile("|".join(word for body in bodies() for word in sorted(body.said, key=len, reverse=True)))
