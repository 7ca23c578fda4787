"""``wrong_sector``: words of another sort of unit: its title, its self names, its office's functions.

A hospital may well tell of a school's visit; what is judged is who speaks (我校, 全校师生, 发挥税务的职能作用) and
under whose title.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ...catalog import Catalog
from .draft import Draft, Part
from .eras import load
from .findings import Finding

_REGION = re.compile("[我全][市县区](?![域内外])")
#: A district's 双拥办, or the government, speaks.
_OFFICE = re.compile(
    "驻[县市区](?:各)?部队|[县市区]直(?:各)?(?:有关)?(?:部门|单位)|[县市区]领导|本[县市区]|全[县市区]性|双拥领导小组成员单位|各成员单位"
)
_QUOTED = re.compile("[“《][^”》\n]*$")
_WITH_OTHERS = re.compile("配合|会同|协调|联合|协助|各级|督促|指导|支持|与|等部门|各部门|有关部门|相关部门")
#: What any unit may call itself.
_GENERAL = ("单位", "中心", "站", "所")
_STRONG = 2
_FEW = 2
#: In how many characters a hospital's or school's own text names its own work once at least.
_APART = 300
_LONG_BODY = 150


@attrs.frozen
class Voice:
    """A place where the writer names itself: 我院, 全校; ``sectors`` are those whose self name it is."""

    start: int
    end: int
    organ: str
    sectors: Sequence[str]


def find(draft: Draft) -> Iterator[Finding]:
    """Yield words of another sector than the writer's, each document of a collection by itself."""
    owners = _owners(draft.catalog)
    for part in draft.parts:
        voices = [*_voices(draft, part, owners)]
        own = draft.told_sector or title_sector(part.title)
        if wrong := _wrong_title(draft, part, voices):
            yield wrong
            own = draft.told_sector or _speaking(voices)
        yield from _foreign_voices(draft, voices, own, part.title)
        yield from _functions(draft, part, own)
        yield from _party_group(draft, part, own)
        yield from _inside(draft, part, own)


def title_sector(title: str) -> str | None:
    """Return the sector whose kind of unit a title names last; None where it names none, or a general office."""
    found = [
        (title.rfind(word), len(word), sector)
        for sector, words in _lists()["titles"].items()
        for word in words
        if word in title
    ]
    return max(found)[2] if found else None


def _wrong_title(draft: Draft, part: Part, voices: Sequence[Voice]) -> Finding | None:
    """Return the finding that the title is another unit's than the text's."""
    if not part.titles or part.end - part.body < _LONG_BODY:
        return None
    title, body = title_sector(part.title), draft.text[part.body : part.end]
    because = _contradiction(draft, voices, part.title, body) if title else _other_field(part.title, body)
    if because is None:
        return None
    line = part.titles[0]
    message = f"标题“{line.said}”与正文对不上：{because}"
    return draft.finding("wrong_sector", (line.start, line.end), message, "请核对是谁的材料，把标题改过来。")


def _contradiction(draft: Draft, voices: Sequence[Voice], named: str, body: str) -> str | None:
    title = title_sector(named)
    if title is None:
        return None
    if draft.told_sector and title != draft.told_sector and not _akin(title, draft.told_sector):
        return f"标题是{_label(draft, title)}的，材料应是{_label(draft, draft.told_sector)}的。"
    own = [voice for voice in voices if title in voice.sectors]
    others = Counter(voice.organ for voice in voices if not _compatible(title, voice, named))
    at_home = title in ("health", "education", "commerce") and _REGION.search(body)
    if not own and not at_home and others:
        organ = others.most_common(1)[0][0]
        return f"正文里自称“我{organ}”“全{organ}”，没有一处像{_label(draft, title)}。"
    places = sum(voice.organ in _lists()["places"] for voice in voices)
    own_words = sum(body.count(word) for word in _lists()["marks"].get(title, ()))
    if not own and places >= _STRONG and own_words * _APART < len(body) and title in ("hospital", "school"):
        return f"正文说的都是镇、村、社区的工作，没有一处像{_label(draft, title)}。"
    office = len(_OFFICE.findall(body)) >= _STRONG
    if not own and office and not own_words:
        return f"正文没有一处写到{_label(draft, title)}的工作，像是双拥办的材料。"
    return None


def _other_field(title: str, body: str) -> str | None:
    """Return what contradicts the field of work that the title names (环卫处), if the text has none of it."""
    fields = _lists()["fields"]
    named = [field for field in fields if re.search(f"{field}(?:局|处|所|站|系统|部门|分局|公司)", title)]
    if len(named) != 1 or named[0] in body:
        return None
    counts = Counter({field: len(re.findall(f"{field}(?:系统|部门|单位|工作|行业)", body)) for field in fields})
    field, count = counts.most_common(1)[0]
    if count < _STRONG:
        return None
    return f"正文没有一处写到{named[0]}，写的是{field}工作（{count}处）。"


def _voices(draft: Draft, part: Part, owners: Mapping[str, Sequence[str]]) -> Iterator[Voice]:
    for match in _voice_pattern(tuple(owners)).finditer(draft.text, part.body, part.end):
        if not _QUOTED.search(draft.before(match.start(), 30)):
            yield Voice(*match.span(), match["organ"], owners[match["organ"]])


def _owners(catalog: Catalog) -> Mapping[str, Sequence[str]]:
    """Return the sectors by what their units call themselves after 我: those of the list and what plugins say."""
    owners = {organ: list(sectors) for organ, sectors in _lists()["voices"].items()}
    for sector in catalog.sectors:
        for name in (sector.self_name, *(we for _, we in sector.self_names)):
            of = owners.setdefault(name.removeprefix("我"), [])
            of += [] if sector.id in of else [sector.id]
    return {organ: sectors for organ, sectors in owners.items() if organ not in _GENERAL}


def _foreign_voices(draft: Draft, voices: Sequence[Voice], own: str | None, title: str) -> Iterator[Finding]:
    """Yield self names of other units, where the text's own are clear and these are few: many are no slip."""
    own = own or _speaking(voices)
    if own is None:
        return
    foreign = [voice for voice in voices if not _compatible(own, voice, title)]
    if len(foreign) > max(_FEW, (len(voices) - len(foreign)) // 2):
        return
    for voice in foreign:
        said, sentence = draft.text[voice.start : voice.end], draft.sentence_text((voice.start, voice.end))
        if said[0] != "我" and re.search(_organisations(voice.sectors), sentence.replace(said, "")):
            continue
        span = draft.clause(voice.start, voice.end)
        whose = "、".join(_label(draft, sector) for sector in voice.sectors if sector != own) or "别的单位"
        message = f"这里自称“{said}”，是{whose}的口气，这份材料是{_label(draft, own)}的。"
        yield draft.finding("wrong_sector", span, message, "多半是从别的单位复制来的，请改成本单位的称呼和内容。")


def _compatible(own: str, voice: Voice, title: str) -> bool:
    """Tell whether a unit may say so: its own self name, or that of the town or village which it belongs to."""
    if own in voice.sectors:
        word = _lists()["rarer"].get(own, {}).get(voice.organ)
        return word is None or not title or word in title
    return voice.organ in _lists()["places"] and own in ("hospital", "school", "community", "township")


def _speaking(voices: Sequence[Voice]) -> str | None:
    """Return the sector that most self names are of; of several whose name it is, the first."""
    counts = Counter(voice.organ for voice in voices)
    if not counts:
        return None
    organ, count = counts.most_common(1)[0]
    owners = next(voice.sectors for voice in voices if voice.organ == organ)
    return owners[0] if count >= _STRONG else None


def _functions(draft: Draft, part: Part, own: str | None) -> Iterator[Finding]:
    """Yield 发挥税务的职能作用 where the text is of a hospital."""
    for match in _function_pattern().finditer(draft.text, part.body, part.end):
        field = match["field"]
        owners: Sequence[str] = _lists()["fields"][field]
        elsewhere = draft.text.count(field, part.start, part.end) - 1
        sentence = draft.sentence_of(match)
        if field in part.title or elsewhere > _STRONG or own in owners or own in (None, "township", "community"):
            continue
        if own == "bureau" and draft.told_sector is None:
            continue
        if _WITH_OTHERS.search(match["lead"] + draft.before(match.start(), 8)) or f"{field}部门" in sentence.replace(
            match.group(), ""
        ):
            continue
        message = f"“{match.group()}”是{field}部门的话，这份材料是{_label(draft, own or '')}的。"
        yield draft.finding(
            "wrong_sector", match.span(), message, f"请改成本单位的职能，如“发挥{_own_field(own)}的职能作用”。"
        )


def _inside(draft: Draft, part: Part, own: str | None) -> Iterator[Finding]:
    """Yield places and posts of another sort of unit, told as one's own."""
    for group in _lists()["inside"].values():
        if own is None or own not in group["alien"] or any(word in part.title for word in group["with"]):
            continue
        for match in re.compile("|".join(map(re.escape, group["words"]))).finditer(draft.text, part.body, part.end):
            if not any(word in draft.sentence_of(match) for word in group["with"]):
                span = draft.clause(*match.span())
                message = f"“{match.group()}”是别的单位才有的，这份材料是{_label(draft, own)}的。"
                yield draft.finding(
                    "wrong_sector", span, message, "多半是从别的单位复制来的，请删去或改成本单位的内容。"
                )


_PARTY_GROUP = re.compile("[院校]党组(?!织)(?:书记)?")


def _party_group(draft: Draft, part: Part, own: str | None) -> Iterator[Finding]:
    if own not in ("hospital", "school"):
        return
    for match in _PARTY_GROUP.finditer(draft.text, part.body, part.end):
        message = f"“{match.group()}”：党组设在机关，医院、学校设的是党委（党总支、党支部）。"
        yield draft.finding("wrong_sector", match.span(), message, f"改为“{match.group()[0]}党委”等本单位实际的组织。")


def _akin(one: str, other: str) -> bool:
    """Tell whether a title's word may stand over another sector's text: 街道社区, 社区卫生服务中心."""
    pairs = ({"township", "community"}, {"hospital", "health"}, {"school", "education"}, {"hospital", "community"})
    return {one, other} in pairs or "bureau" in (one, other)


def _label(draft: Draft, sector: str) -> str:
    return next((one.label for one in draft.catalog.sectors if one.id == sector), sector)


def _own_field(sector: str | None) -> str:
    return {
        "hospital": "医疗卫生",
        "health": "卫生健康",
        "school": "教育",
        "education": "教育",
        "commerce": "商务",
    }.get(sector or "", "本单位")


def _organisations(sectors: Sequence[str]) -> str:
    return "|".join(re.escape(word) for sector in sectors for word in _lists()["titles"].get(sector, ["单位"]))


@functools.cache
def _lists() -> Mapping[str, Any]:
    return load("sectors.toml")


@functools.cache
def _voice_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    organs = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    people = "干部|职工|上下|党员|各|同志|系统|工作人员"
    return re.compile(
        r"(?:(?<!自)我|(?<![日根基原版文一])本(?=[院校局镇乡]|社区|街道)|"
        rf"(?<![健安完齐])全(?=[院校园镇乡村]|街道|社区|[局委办](?:{people})))(?P<organ>{organs})"
        r"(?!长(?!期)|(?<=办)[理事公学完好了展]|(?<=委)[员托派]|(?<=行)[我为动使政走])"
    )


@functools.cache
def _function_pattern() -> re.Pattern[str]:
    fields = "|".join(sorted(_lists()["fields"], key=len, reverse=True))
    return re.compile(
        rf"(?:发挥|履行|立足|行使)(?P<lead>[^，。；\n]{{0,8}}?)(?P<field>{fields})(?:部门|机关|系统|行业|工作)?(?:自身)?的?"
        r"(?:本职|主要)?职能(?:作用|优势)?"
    )
