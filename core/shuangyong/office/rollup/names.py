"""What figures are called, and which one somebody means."""

import difflib
from collections.abc import Iterable, Mapping

from ...catalog import Catalog
from ...model.fields import Field
from ...model.kinds import CORE, Kind
from ...model.problems import Problem, ProblemsFound, error

#: The root of all activities: what it counts is everything that was done.
ACTIVITY = f"{CORE}.activity"

#: So many names are proposed for one that nothing bears.
_NEAR = 5


def kind_and_field(name: str, catalog: Catalog) -> tuple[Kind, Field]:
    """Return the kind and the measure or ratio of a figure's name: ``hospital.recruit_exam.examined``."""
    kind, _, field = name.rpartition(".")
    return catalog.kinds[kind], catalog.kinds[kind].field(field)


def label_of(name: str, catalog: Catalog) -> str:
    """Return what people call a figure: 征兵体检·体检人数."""
    kind, field = kind_and_field(name, catalog)
    return f"{called(kind)}·{field.label}"


def called(kind: Kind) -> str:
    """Return what a kind is called in a roll-up: the root of activities, which holds all that was done, 双拥活动."""
    return "双拥活动" if kind.name == ACTIVITY else kind.label


def figure_names(catalog: Catalog) -> tuple[str, ...]:
    """Return the names of all figures: kind by kind, measures before ratios."""
    return tuple(
        f"{kind.name}.{field.id}" for kind in catalog.kinds.values() for field in (*kind.measures, *kind.ratios)
    )


def chosen_figures(asked: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """Return the full names of figures named in full, without the namespace, or by labels (征兵体检·体检人数).

    Raises:
        ProblemsFound: A name is nobody's, or that of several; the nearest are named.
    """
    known: dict[str, list[str]] = {}
    for name in figure_names(catalog):
        kind, field = kind_and_field(name, catalog)
        # The last as the units' own documents have it.
        for form in {name, name.partition(".")[2], label_of(name, catalog), f"{kind.label}·{field.label}"}:
            known.setdefault(form, []).append(name)
    asked = tuple(dict.fromkeys(asked))
    if problems := [_unknown(form, known, catalog) for form in asked if len(known.get(form, ())) != 1]:
        raise ProblemsFound(problems)
    return tuple(known[form][0] for form in asked)


def _unknown(form: str, known: Mapping[str, list[str]], catalog: Catalog) -> Problem:
    if several := known.get(form):
        return error(
            "which-figure", f"「{form}」是几个指标共有的名称。", f"请写其中一个：{'、'.join(several)}。", value=form
        )
    near = dict.fromkeys(
        name for close in difflib.get_close_matches(form, known, n=_NEAR, cutoff=0.4) for name in known[close]
    )
    told = "、".join(f"{label_of(name, catalog)}（{name}）" for name in [*near][:_NEAR])
    fix = f"相近的有：{told}。" if near else "shuangyong plugins --format json 列出全部指标。"
    return error("unknown-figure", f"没有名为「{form}」的指标。", fix, value=form)
