"""What may not leave a unit: ID, phone and bank-card numbers in free text, and the true designations of troops.

Numbers are found however they are typed: in full-width digits, with blanks or hyphens between, or split by
invisible characters. A designation (番号) is the internal name of troops; a public code name (代号: five digits
and 部队) is not, nor is a name with 某 (design/domain h).
"""

import datetime
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

Private = Literal["身份证号", "银行卡号", "电话号码", "部队番号"]

#: What documents write in place of a designation.
SOME_TROOPS = "驻地某部"
#: What problems show in its place, so that nobody takes it for what was typed.
HIDDEN_TROOPS = "［番号已隐去］"

#: Digits with at most three blanks, hyphens or brackets between, and the X that an ID number may end in.
_BETWEEN = r"[\s\-‐-―−()]{0,3}"
_RUN = re.compile(rf"\d(?:{_BETWEEN}\d)*(?:{_BETWEEN}[Xx](?![A-Za-z]))?")

#: The first two digits of an ID number: provinces, and 81 to 83 for residents from 港澳台.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

#: A mistyped ID number still names its person: a wrong check is forgiven, but only where the date is a grown
#: person's birth, as file numbers too are made of region and date, but of these years.
_FORGIVEN_BEFORE = 2010

_PHONE = re.compile(r"(?:0{0,2}86)?1[3-9]\d{9}|(?:010|02\d)[2-8]\d{7}|0[3-9]\d{2}[2-8]\d{6,7}")
#: How people break a phone number into groups; 15000-200000 is a range and no phone number.
_PHONE_GROUPS = {(3, 8), (3, 4, 4), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (4, 7), (4, 8), (4, 4, 4), (1,) * 11}
#: Seven or eight digits are a phone number where the text says so.
_SAID_PHONE = re.compile(r"(?:电话|手机|座机|联系方式|[Tt][Ee][Ll])[^\d\n]{0,4}(\d{3,4}[\s-]?\d{4})(?!\d)")

_NUMBER = r"(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,5})"
#: The bodies of troops, each not where the next character makes another word of it: 第一师范, 第三团支部, 七连冠.
_BODY = (
    r"(?:集团军(?!医院)|军(?![医事民训营人属地烈嫂转休工校务乐旗史需供种])|师(?![范傅资生德训])|旅(?![游客行馆社店途程])"
    r"|团(?![员支委队体结购市县校课])|营(?![业养销造运利地])|连(?![冠接续锁环任衣]))"
)
_HONOURS = ("英雄", "模范", "特功", "大功", "功臣", "硬骨头", "红军", "雷锋", "猛虎", "老虎", "尖刀", "先锋", "守备")
_HONOUR = f"(?:{'|'.join(_HONOURS)})"
_NO_NAME = r"(?![赴到与和向为同给对在及于往驻的请由被是了问访看望])"
#: What kind of troops a number belongs to, where that stands between it and the body: 第二驱逐舰支队.
_ARMS = (
    "(?:驱逐舰|护卫舰|登陆舰|支援舰|潜艇|快艇|扫雷舰|舰艇|航空兵|陆战|岸防|海防|边防|防空|导弹|雷达|通信|合成|装甲|步兵|炮兵"
    "|工兵|工程兵|防化|舟桥|特战|特种作战|空降兵|汽车|运输)"
)
#: Words between a force and its body that make no name of it: 武警官兵和消防支队, 武警某支队.
_NO_PLACE = (
    r"(?!某|和(?![平田县])|[与及等的到为在向给赴]|官兵|战士|部队|驻地|辖区"
    r"|消防|公安|交警|特警|民兵|学生|医院|执勤[大中]队)"
)
_FORCE = (
    rf"武警(?:{_NO_PLACE}[一-龥\d]){{2,12}}(?:[总支大中]队)"
    rf"|(?:[北东南]海舰队|[东西南北中]部战区)(?:{_NO_PLACE}[一-龥\d]){{1,12}}(?:[总支大中]队|基地|旅(?![游客行馆社店途程])|舰)"
    rf"|第{_NUMBER}{_ARMS}{{1,2}}(?:[总支大中]队|基地|[师旅团营连])"
)
#: Clear even inside a sentence; the 新疆生产建设兵团 numbers its civil divisions too.
_DESIGNATION = re.compile(
    rf"(?:驻地)?(?:(?<!兵团)第{_NUMBER}{_BODY}"
    rf"|(?:(?<![\d.])\d{{2,3}}|[〇零一二三四五六七八九]{{3}})(?:集团军(?!医院)|师(?![范傅资生德训])|旅(?![游客行馆社店途程]))"
    rf"|(?:{_NO_NAME}[一-龥]){{0,4}}{_HONOUR}{_NUMBER}?(?!军|集团军){_BODY}"
    rf"|好[一二三四五六七八九十]连|{_FORCE})"
)
#: Clear in a cell that names troops and nothing else.
_TELLING_NAME = re.compile(
    rf"{_NUMBER}(?:{_BODY}|支队|大队|中队|基地)|第{_NUMBER}[一-龥]{{1,8}}(?:[总支大]队|舰|旅(?![游客行馆社店途程]))"
    rf"|(?:[北东南]海舰队|[东西南北中]部战区)(?!.*医院)|(?<!\d)\d{{1,3}}部队|[师旅连]$|(?<![集兵表问艺工讲])团$|(?<!军)营$"
)
_NOT_TELLING = re.compile("某|消防|救援|公安|交警|特警|民兵|学生|兵团")
#: What a designation cannot do without, and what nothing private can: most texts are cleared by a look at these.
_BODY_WORDS = re.compile("[军师旅团营连队地舰]|战区")
_UNSEEN = r"[\s\u200b-\u200f\u2060\ufeff]*"
_SUSPECT = re.compile(
    "|".join(
        (
            *("[第好师旅]", r"集\W*团\W*军", r"武\W*警", r"舰\W*队", r"战\W*区"),
            *(_UNSEEN.join(word) for word in _HONOURS),
            r"\d(?:\D*\d){6}",
        )
    )
)
#: What is searched as it stands: ASCII, Chinese characters, and punctuation that is not full-width ASCII.
_PLAIN = re.compile("[!-~一-龥、。《》〈〉〔〕“”‘’…—·]*+")
#: A longer text is not remembered.
_SHORT = 256
#: Students in training are numbered in 营 and 连 as well.
_STUDENTS = re.compile("军训|学生|新生|学员|民兵")


@attrs.frozen
class Span:
    """Characters ``start`` to ``end`` of a text, and what they give away."""

    start: int
    end: int
    what: Private


def find_private(text: str) -> list[Span]:
    """Return what a text gives away, in order; what overlaps is one."""
    if not (_known_suspect(text) if len(text) <= _SHORT else _suspect(text)):
        return []
    found: list[Span] = []
    for span in sorted((*_numbers(text), *_designations(text)), key=lambda span: (span.start, -span.end)):
        if found and span.start < found[-1].end:
            found[-1] = attrs.evolve(found[-1], end=max(span.end, found[-1].end))
        else:
            found.append(span)
    return found


def _suspect(text: str) -> bool:
    return _SUSPECT.search(text) is not None


_known_suspect = functools.lru_cache(maxsize=4096)(_suspect)
"""Titles and places are looked at once for the unit and once for the office, and many say the same."""


def mask(text: str, troops: str = SOME_TROOPS) -> str:
    """Return a text without what it gives away: each number replaced by what it was, each designation by ``troops``."""
    for span in reversed(find_private(text)):
        instead = troops if span.what == "部队番号" else f"［{span.what}已隐去］"
        text = text[: span.start] + instead + text[span.end :]
    return text


@functools.lru_cache(maxsize=1024)  # the same troops are named again and again, and each name is asked about thrice
def is_designation(name: str) -> bool:
    """Tell whether the name of troops is or holds a true designation: 第N师, 某某英雄团, 71集团军."""
    if not _BODY_WORDS.search(name):
        return False
    folded = Folded.of(name, blanks=False).text
    telling = _TELLING_NAME.search(folded) and not _NOT_TELLING.search(folded)
    return bool(telling or _DESIGNATION.search(folded))


def without_designations(names: str, troops: str = SOME_TROOPS) -> str:
    """Return the names of troops, each true designation among them replaced by ``troops``."""
    if not is_designation(names):
        return names
    parts = (part.strip() for part in re.split(r"[、，,;；/\n]+", names))
    return "、".join(dict.fromkeys(troops if is_designation(part) else part for part in parts if part))


def id_number_is_valid(number: str) -> bool:
    """Tell whether 18 characters are an ID number: province, birth date and check (GB 11643-1999)."""
    return len(number) == 18 and _birth(number) is not None and _check(number) == number[17]


@attrs.frozen
class Folded:
    """A text as it is searched, and where each of its characters stands in the original."""

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, text: str, *, blanks: bool) -> "Folded":
        """Make digits and signs plain, leave out what cannot be seen, and white space unless ``blanks``."""
        if _PLAIN.fullmatch(text):
            return cls(text, range(len(text)))
        kept = [
            (_plain(character), place)
            for place, character in enumerate(text)
            if unicodedata.category(character) != "Cf" and (blanks or not character.isspace())
        ]
        return cls("".join(character for character, _ in kept), tuple(place for _, place in kept))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the searched text begins and ends in the original."""
        return self.places[start], self.places[end - 1] + 1


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFKC", character) if "！" <= character <= "～" else character


def _designations(text: str) -> Iterator[Span]:
    folded = Folded.of(text, blanks=False)
    students = _STUDENTS.search(folded.text)
    for match in _DESIGNATION.finditer(folded.text):
        if not (students and match.group().endswith(("营", "连"))):
            yield Span(*folded.place(*match.span()), "部队番号")


def _numbers(text: str) -> Iterator[Span]:
    folded = Folded.of(text, blanks=True)
    for run in _RUN.finditer(folded.text):
        places = [place for place in range(*run.span()) if folded.text[place].isalnum()]
        for first, last, what in _in_run("".join(folded.text[place] for place in places).upper(), places):
            yield Span(*folded.place(places[first], places[last] + 1), what)
    for match in _SAID_PHONE.finditer(folded.text):
        yield Span(*folded.place(*match.span(1)), "电话号码")


def _in_run(digits: str, places: list[int]) -> Iterator[tuple[int, int, Private]]:
    """Look at every stretch of a run that is long enough to name someone, with the groups that it is typed in."""
    ends = [0, *(at for at in range(1, len(places)) if places[at] != places[at - 1] + 1), len(digits)]
    for length in range(11, 20):
        for first in range(len(digits) - length + 1):
            inside = [end for end in ends if first <= end <= first + length]
            whole = inside and (inside[0], inside[-1]) == (first, first + length)
            groups = tuple(after - before for before, after in itertools.pairwise(inside)) if whole else ()
            if what := _named_by(digits[first : first + length], groups):
                yield first, first + length - 1, what


def _named_by(number: str, groups: tuple[int, ...]) -> Private | None:
    """Return what a number is; ``groups`` is empty where it is cut out of a longer one."""
    birth = _birth(number) if len(number) == 18 else None
    if birth and (_check(number) == number[17] or (groups and birth.year < _FORGIVEN_BEFORE)):
        return "身份证号"
    if not groups:
        return None
    if len(number) == 15 and _birth(f"{number[:6]}19{number[6:]}0"):
        return "身份证号"
    if len(number) >= 16 and number.startswith("62") and _luhn(number):
        return "银行卡号"
    if _PHONE.fullmatch(number) and (len(groups) == 1 or groups in _PHONE_GROUPS):
        return "电话号码"
    return None


def _birth(number: str) -> datetime.date | None:
    if not re.fullmatch(r"\d{17}[\dX]", number) or not _PROVINCE.match(number) or number[6:8] not in ("19", "20"):
        return None
    try:
        return datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _check(number: str) -> str:
    """ISO 7064 MOD 11-2."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11]


def _luhn(number: str) -> bool:
    """ISO/IEC 7812-1: every second digit from the right is doubled, and its own digits are added."""
    return (
        number.isdigit()
        and sum(sum(divmod(int(digit) * (1 + at % 2), 10)) for at, digit in enumerate(reversed(number))) % 10 == 0
    )
