"""Finding the unit or submission that somebody means: by code, by code and year, or by name."""

import difflib
import re
from collections.abc import Collection

import attrs

from ...model.problems import ProblemsFound, error
from ...workbook.keys import fold, key
from ..store.opening import Store

_UNIT_AND_YEAR = re.compile(r"(.+)[-－—](20\d\d)")
_NEAR = 5

#: So much of what was typed must stand in a name.
_SHARED = 0.6


@attrs.frozen(kw_only=True)
class Submission:
    """What a unit sent for a year.

    Attributes:
        id: In the store.
        unit: The unit's code.
        name: Its name as the current revision has it.
        year: The year.
        current: The id of its newest revision.
        counted: The id of the one that is added up, if any is.
    """

    id: int
    unit: str
    name: str
    year: int
    current: int
    counted: int | None


def find_unit(store: Store, text: str) -> tuple[str, str]:
    """Return the code and the name of the unit that a text means: its code, or a name that it bears or has borne.

    Raises:
        ProblemsFound: There is none, and the nearest are listed; or several bear the name.
    """
    names = _names(store)
    code = _code(text)
    if code in names:
        return code, names[code][-1]
    wanted = key(text)
    found = [unit for unit, borne in names.items() if wanted in map(key, borne)]
    if len(found) == 1:
        return found[0], names[found[0]][-1]
    if found:
        listed = "、".join(f"{unit}（{names[unit][-1]}）" for unit in found)
        problem = error("ambiguous-unit", f"叫「{text}」的单位不止一个。", f"请写单位代码：{listed}。", value=text)
        raise ProblemsFound([problem])
    known = {key(name): f"{borne[-1]}（{unit}）" for unit, borne in names.items() for name in (unit, *borne)}
    near = dict.fromkeys(known[one] for one in _near(wanted, known))
    hint = f"相近的：{'、'.join(near)}。" if near else "请用 shuangyong status 看有哪些单位。"
    raise ProblemsFound([error("unknown-unit", f"名册和收到的台账里都没有「{text}」。", hint, value=text)])


def _near(wanted: str, known: Collection[str]) -> list[str]:
    """Return the names most like one: those that look alike, and those that hold most of its characters in any order.

    A unit is often called by a part of its name, which is too short to look like the whole.
    """
    shared = {name: sum(one in name for one in set(wanted)) / len(set(wanted) or " ") for name in known}
    holding = sorted((name for name in known if shared[name] >= _SHARED), key=lambda name: (-shared[name], len(name)))
    alike = difflib.get_close_matches(wanted, known, n=_NEAR, cutoff=0.4)
    return [*dict.fromkeys((*holding[:_NEAR], *alike))][:_NEAR]


def find_submission(store: Store, text: str, year: int | None = None) -> Submission:
    """Return the submission that a text means: ``单位代码-年度``, or a unit by code or name.

    Args:
        store: Where.
        text: As above.
        year: The year, where the text does not say it; not needed where the unit sent for one year only.

    Raises:
        ProblemsFound: There is no such unit, it sent nothing, or for several years.
    """
    stated = _UNIT_AND_YEAR.fullmatch(text.strip())
    if stated is not None and year in (None, int(stated[2])) and _code(text) not in _names(store):
        (unit, _), year = find_unit(store, stated[1]), int(stated[2])
    else:
        unit, _ = find_unit(store, text)
    found = _submissions(store, unit, year)
    if len(found) == 1:
        return found[0]
    if not found:
        of_year = f" {year} 年" if year else ""
        problem = error("nothing-sent", f"「{text}」还没有报来{of_year}的台账。", "请核对单位和年度。", value=text)
        raise ProblemsFound([problem])
    years = "、".join(str(one.year) for one in found)
    fix = f"请加 --year，或写成 {found[-1].unit}-{found[-1].year}。"
    raise ProblemsFound([error("which-year", f"「{text}」报过几年的台账：{years}。", fix, value=text)])


def _code(text: str) -> str:
    """Return a text as unit codes are kept: half-width, without blanks, in capitals."""
    return "".join(fold(text).split()).upper()


def _submissions(store: Store, unit: str, year: int | None) -> list[Submission]:
    rows = store.db.execute(
        "SELECT s.id, s.unit, r.name, s.year, s.current, s.counted "
        "FROM submission s JOIN revision r ON r.id = s.current "
        "WHERE s.unit = ?1 AND (?2 IS NULL OR s.year = ?2) ORDER BY s.year",
        (unit, year),
    )
    return [Submission(**dict(row)) for row in rows]


def _names(store: Store) -> dict[str, list[str]]:
    """Return the names that each unit bears or has borne, the present one last."""
    found: dict[str, list[str]] = {}
    for row in store.db.execute(
        "SELECT s.unit, r.name FROM submission s JOIN revision r ON r.submission = s.id ORDER BY r.id"
    ):
        found.setdefault(row["unit"], []).append(row["name"])
    for row in store.db.execute("SELECT unit, name FROM roster ORDER BY start"):
        found.setdefault(row["unit"], []).append(row["name"])
    return found
