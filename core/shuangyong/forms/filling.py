"""A form filled from a ledger."""

from collections.abc import Iterator, Sequence

import attrs

from ..catalog import Catalog
from ..model.ledgers import Ledger
from ..model.problems import Problem, ProblemsFound, warning
from ..report.comparing import refuse_others
from .budget import Budget
from .checking import Expression, Piece, expressions, faulty, problems, refuse
from .figures import with_marks
from .naming import LAST_YEARS, form_context, form_kinds, new_budget
from .opening import Form, readable
from .provenance import with_provenance
from .sandbox import FormEnvironment
from .sheets import FilledCell, fill_sheets, sheet_pieces
from .trying import Trial
from .word import fill_word, word_pieces

#: How many cells a warning names.
_SHOWN = 5


@attrs.frozen
class Filled:
    """A filled form, and what a person should know of it."""

    data: bytes
    warnings: tuple[Problem, ...]


def fill(form: Form, ledger: Ledger, catalog: Catalog, last: Ledger | None = None) -> Filled:
    """Return a form filled from a ledger.

    Raises:
        ProblemsFound: An expression means nothing, asks for what may not leave the unit, or does what no form needs;
            the ledger of last year is another unit's.
    """
    if last is not None:
        refuse_others(ledger, last)
    try:
        found, notes = checked(form, catalog, ledger.unit.sector)
        warnings = [*refuse(found, form.file), *_refuse_errors(notes, form)]
        budget = new_budget()
        data, about = _filled(form, ledger, catalog, last, budget)
    except ProblemsFound:
        trial = _trial(ledger, catalog, last)
        found, notes = checked(form, catalog, ledger.unit.sector, trial)
        if faulty(wrong := problems(found, form.file)):
            raise ProblemsFound([*wrong, *notes, *trial.unfinished], form.file) from None
        raise
    if budget.manuscript.needed:
        raise ProblemsFound(budget.manuscript.needed, file=ledger.file)
    return Filled(data, (*warnings, *_blank([*budget.blanks], last), *_about(about)))


def _filled(
    form: Form, ledger: Ledger, catalog: Catalog, last: Ledger | None, budget: Budget
) -> tuple[bytes, list[FilledCell]]:
    """Return a filled form, and its cells that hold a number that is 约."""
    environment = FormEnvironment(with_marks)
    context = form_context(ledger, catalog, last, budget)
    with readable(form.file):
        if form.kind == "docx":
            return fill_word(form, context, environment, budget, ledger, last), []
        package, cells = fill_sheets(form, context, environment, budget)
        about = [cell for cell in cells if cell.number is not None and cell.figure.approx]
        return with_provenance(package, cells, ledger, last), about


def checked(
    form: Form, catalog: Catalog, sector: str, trial: Trial | None = None
) -> tuple[list[Expression], list[Problem]]:
    """Return the expressions of a form, each with what is wrong with it, and what else is."""
    with readable(form.file):
        pieces, notes = (word_pieces(form), []) if form.kind == "docx" else sheet_pieces(form)
    kinds = form_kinds(catalog, catalog.sector(sector).id)
    return expressions(_whole(pieces), kinds, FormEnvironment(with_marks), trial), notes


def tried(form: Form, catalog: Catalog, ledger: Ledger) -> tuple[list[Expression], list[Problem]]:
    """Return the expressions of a form, each with what is wrong with it, and what else filling it would refuse.

    Args:
        form: The form; nothing is written.
        catalog: What is installed.
        ledger: To fill it from. One without a file stands for any of its sector: what it lacks is no matter.
    """
    sample = not ledger.file
    said = "照示例台账试填，这里填不了" if sample else "这里填不了"
    trial = _trial(ledger, catalog, None, said)
    found, notes = checked(form, catalog, ledger.unit.sector, trial)
    if faulty([*problems(found, form.file), *notes]):
        return found, [*notes, *trial.unfinished]
    try:
        fill(form, ledger, catalog)
    except ProblemsFound as refusal:
        if refusal.file == form.file or not sample:
            notes = [*notes, *refusal.problems]
    return found, notes


def _trial(ledger: Ledger, catalog: Catalog, last: Ledger | None, said: str = "这里填不了") -> Trial:
    return Trial(FormEnvironment(with_marks), form_context(ledger, catalog, last, new_budget()), said)


def faults(form: Form, catalog: Catalog, sector: str) -> list[Problem]:
    """Return everything that is wrong with a form."""
    found, notes = checked(form, catalog, sector)
    return [*problems(found, form.file), *notes]


def _whole(pieces: list[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.places]


def _refuse_errors(notes: list[Problem], form: Form) -> list[Problem]:
    if faulty(notes):
        raise ProblemsFound(notes, form.file)
    return notes


def _blank(labels: Sequence[str], last: Ledger | None) -> Iterator[Problem]:
    """Yield what was asked for and is in no ledger: of the year, of the last one, of a last one that was not given."""
    before = [label.removeprefix(LAST_YEARS) for label in labels if label.startswith(LAST_YEARS)]
    if now := [label for label in labels if not label.startswith(LAST_YEARS)]:
        message = f"表样要填的这些，台账里没有，留了空：{'、'.join(now)}。"
        yield warning("form-blank", message, "应当有数的，请在台账里补填，再填一次。")
    if before and last is None:
        message = f"表样要填上年的这些，没有给出上年的台账，留了空：{'、'.join(before)}。"
        yield warning("form-blank", message, "请加 --last 上年的台账.xlsx，再填一次。")
    elif before:
        message = f"表样要填上年的这些，上年的台账里没有，留了空：{'、'.join(before)}。"
        yield warning("form-blank", message, "应当有数的，请在上年的台账里补填，再填一次。")


def _about(cells: list[FilledCell]) -> list[Problem]:
    """Warn of numbers that are 约: a formula reckons with them, and what it gives does not say 约."""
    if not cells:
        return []
    places = "、".join(f"{cell.sheet}!{cell.cell}" for cell in cells[:_SHOWN]) + ("等" if len(cells) > _SHOWN else "")
    message = f"这 {len(cells)} 格是约数，前面显示“约”：{places}。"
    return [warning("form-approximate", message, "表里的公式照数字算，结果前面没有“约”；有合计的请自己写明。")]
