"""Dates, spans of time and festivals as a text writes them, before the year of those that leave it out is known."""

import re
from collections.abc import Iterator

import attrs

from ...model.numerals import chinese

_FEW = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})"
_MASK = r"(?:(?:19|20)\d?(?:\\?[xX*×○_]){1,3}|(?:\\?[xX*×○_]){2,4})"
_TO = r"[ \u3000]?(?:-{1,2}|[—–―]{1,2}|[~至到])[ \u3000]?"
_IS_DAY = r"[日号](?![楼文令院线店馆])"
_LATER = rf"{_TO}(?:(?P<to_year>{_YEAR})年)?(?:(?P<to_month>{_FEW})月份?)?(?P<to_day>{_FEW}){_IS_DAY}"
_LATER_MONTH = rf"{_TO}(?:(?P<to_year_2>{_YEAR})年)?(?P<to_month_2>{_FEW})月份?"
_MONTH = (
    rf"(?P<month>{_FEW})月(?:份(?!额))?[ \u3000]?"
    rf"(?:(?P<day>{_FEW})(?:{_IS_DAY}|(?={_TO}{_FEW}[日号]))(?:{_LATER})?|[上中下]旬|[初底末]|{_LATER_MONTH})?"
)

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<year>{_YEAR})年?(?:{_TO}|[、和])(?P<to_year>{_YEAR})(?:学?年度?)",
        rf"(?P<month>{_FEW}){_TO}(?P<to_month>{_FEW})月(?!旬)",
        rf"(?:(?P<year>{_YEAR})|(?P<mask>{_MASK}))[ \u3000]?年(?:度(?!假))?(?:[ \u3000]?{_MONTH})?",
        r"(?P<year>(?:19|20)\d\d)(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)",
        _MONTH,
        r"(?P<quarter>[一二三四1-4])季度",
    )
)
#: Digits, numerals and masks with what a date goes on with behind them; looked at only where a run of them begins.
_IN_DATES = r"[\\0-9〇零○一二三四五六七八九十廿xX*×_]"
_RUN = re.compile(rf"{_IN_DATES}(?<!{_IN_DATES}{{2}}){_IN_DATES}*+[ \u3000]?(?=[年月./—–―~至到、-]|季度)")
_SAME = re.compile(r"[0-9]+|[〇零○一二三四五六七八九十廿]+|[\\xX*×_]+")
_RELATIVE = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "次": 1, "翌": 1}
_RELATIVE_YEAR = re.compile(r"今年|本年|当年(?!的)|去年|上年(?!纪)|前年|明年|来年|次年|翌年|上半年|下半年")
_MONTHS = frozenset((None, *range(1, 13)))
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}

#: What documents call the festivals of the model.
FESTIVAL_NAMES = {
    **dict.fromkeys(("春节", "新春", "迎新春"), "春节"),
    "元旦": "元旦",
    "清明": "清明",
    "端午": "端午",
    **dict.fromkeys(("七一", "七·一", "7·1", "7.1", "建党节"), "七一"),
    **dict.fromkeys(("八一", "八·一", "八•一", "八.一", "8·1", "8.1", "建军节"), "八一"),
    "五四": "五四",
    "中秋": "中秋",
    "国庆": "国庆",
    "烈士纪念日": "烈士纪念日",
    "国防教育日": "国防教育日",
}
#: Days of numerals that are festivals too, but none of the model's.
_OTHER_DAYS = "五一(?!九)|六一|三八(?!线)|十一(?=国庆|黄金周|假期|期间|节)|双十一|一二九|九一八|元宵|重阳"
_FESTIVAL = re.compile(
    "|".join(re.escape(name) for name in sorted(FESTIVAL_NAMES, key=len, reverse=True)) + "|" + _OTHER_DAYS
)
_NAMED_AFTER = re.compile(
    r"[”’]?(?:路|中学|小学|学校|厂|街|广场|军工|村|社区|电影|精神|运动|爱国|指示|奖|勋章|起义|南昌)"
)

#: 7.1万人 is no 七一.
_COUNTS = re.compile("[万亿千百%元人名户个次场件吨米]")


@attrs.frozen
class Spoken:
    """A date as it is written.

    Attributes:
        year: Where one is written.
        masked: Whether a mask stands in its place.
        relative: Years from the document's where it is said so: 去年 is -1.
        until: Year, month and day of the last of a span.
        festival: A label of the model's festivals; empty for another festival, None for a date.
    """

    start: int
    end: int
    year: int | None = None
    masked: bool = False
    relative: int | None = None
    month: int | None = None
    day: int | None = None
    until: tuple[int | None, int | None, int | None] | None = None
    festival: str | None = None


def spoken(text: str) -> list[Spoken]:
    """Return the dates, spans and festivals of a folded text in order."""
    found = sorted((*_dates(text), *_relatives(text), *_festivals(text)), key=lambda one: (one.start, -one.end))
    kept: list[Spoken] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _dates(text: str) -> Iterator[Spoken]:
    place = 0
    while run := _RUN.search(text, place):
        place = run.end()
        starts = (part.start() for part in _SAME.finditer(text, *run.span()))
        if match := next((match for at in starts for form in _FORMS if (match := form.match(text, at))), None):
            place = match.end()
            if (date := _date(text, match)).month in _MONTHS:
                yield date


def _date(text: str, match: re.Match[str]) -> Spoken:
    said = match.groupdict()
    start = match.start()
    relative = None
    if said.get("year") is None and not said.get("mask") and text[start - 1 : start] == "年":
        relative = _RELATIVE.get(text[start - 2 : start - 1])
        start -= 2 if relative is not None else 0
    month, day = _small(said.get("month")), _small(said.get("day"))
    until: tuple[int | None, int | None, int | None] | None = None
    if quarter := _small(said.get("quarter")):
        ahead = text[match.start() - 1 : match.start()]
        start -= ahead in ("第", "前") and start == match.start()
        month, until = (1 if ahead == "前" else 3 * quarter - 2), (None, 3 * quarter, None)
    elif said.get("to_day"):
        until = (_year(said["to_year"]), _small(said["to_month"]) or month, _small(said["to_day"]))
    elif said.get("to_month") or said.get("to_month_2"):
        until = (_year(said.get("to_year_2")), _small(said.get("to_month") or said.get("to_month_2")), None)
    elif said.get("to_year"):
        until = (_year(said["to_year"]), None, None)
    return Spoken(start, match.end(), _year(said.get("year")), bool(said.get("mask")), relative, month, day, until)


def _relatives(text: str) -> Iterator[Spoken]:
    for match in _RELATIVE_YEAR.finditer(text):
        said = match.group()
        if said in _HALVES:
            first, last = _HALVES[said]
            yield Spoken(match.start(), match.end(), month=first, until=(None, last, None))
        else:
            yield Spoken(match.start(), match.end(), relative=_RELATIVE[said[0]])


def _festivals(text: str) -> Iterator[Spoken]:
    for match in _FESTIVAL.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isdigit() or text[end : end + 1].isdigit() or _NAMED_AFTER.match(text, end):
            continue
        if "." in match.group() and _COUNTS.match(text, end):
            continue
        yield Spoken(start, end, festival=FESTIVAL_NAMES.get(match.group(), ""))


def _year(words: str | None) -> int | None:
    return None if words is None else int(words.translate(_YEAR_DIGITS))


_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def _small(words: str | None) -> int | None:
    return None if words is None else int(words) if words.isdigit() else chinese(words)
