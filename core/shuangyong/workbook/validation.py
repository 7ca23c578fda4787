"""The drop-downs and input prompts of cells; a column has one for all its rows."""

from openpyxl.worksheet.datavalidation import DataValidation

from ..model.fields import Field
from . import guidance

#: What Excel holds of a prompt's or complaint's title and text.
_TITLE, _TEXT = 32, 255


def validation(field: Field, choices: str | None, cells: str) -> DataValidation:
    """Return the validation of a field's cells.

    Only a choice is stopped: a number may be typed as 近800名, a date as 8月, and what is wrong is found by the
    checks, which say how to mend it.

    Args:
        field: What the cells hold.
        choices: The defined name of a choice field's list.
        cells: The range, such as ``C5:C2000``.
    """
    rule = _rule(field, choices)
    rule.sqref = cells
    rule.allow_blank = True
    if text := guidance.prompt(field):
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = field.header[:_TITLE], text[:_TEXT]
    return rule


def drop_down(choices: str, cells: str) -> DataValidation:
    """Return the validation of cells that are one of a list's choices."""
    rule = _list(choices)
    rule.sqref = cells
    rule.allow_blank = True
    return rule


def _rule(field: Field, choices: str | None) -> DataValidation:
    if choices is not None:
        return _list(choices)
    if field.type == "integer":
        return _number(field, "whole")
    if field.type == "decimal":
        return _number(field, "decimal")
    return DataValidation()


def _list(choices: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=choices,
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle="请从下拉列表中选",
        error="这里只能选列表里有的；都不合适就选“其他”，或者空着。",
    )


def _number(field: Field, kind: str) -> DataValidation:
    return DataValidation(
        type=kind,  # type: ignore[arg-type]
        operator="greaterThanOrEqual",
        formula1="0",
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="请核对",
        error=guidance.complaint(field)[:_TEXT],
    )
