"""What the list of problems looks like: the cell formats of its title, head, levels, texts and links."""

from typing import Any

import attrs

from .ooxml.markup import element
from .ooxml.styles import Styles, solid

_FONT = '<sz val="11"/>{colour}<name val="宋体"/><family val="3"/><charset val="134"/>'
#: Dark red and dark yellow, which can be read on white and in print.
_INKS = {"error": '<color rgb="FFC00000"/>', "warning": '<color rgb="FF7F6000"/>'}
_LINE = 'style="thin"><color rgb="FFBFBFBF"/>'
_BORDER = "".join(f"<{side} {_LINE}</{side}>" for side in ("left", "right", "top", "bottom")) + "<diagonal/>"


@attrs.frozen
class ListLook:
    """The cell formats of the list by what a cell holds; ``levels`` by the severity of the problem."""

    title: int
    head: int
    levels: dict[str, int]
    middle: int
    text: int
    link: int


def list_look(styles: Styles) -> ListLook:
    """Return the formats of the list, added to a style sheet that lacks them; all of them hold text."""

    def font(before: str = "", colour: str = "") -> int:
        return styles.add("fonts", element(f"<font>{before}{_FONT.format(colour=colour)}</font>"))

    def format_(font_id: int, alignment: str, **ids: Any) -> int:
        given = "".join(f' {key}="{value}"' for key, value in ids.items())
        return styles.add(
            "cellXfs",
            element(
                f'<xf numFmtId="49" fontId="{font_id}"{given} xfId="0" applyNumberFormat="1" applyFont="1" '
                f'applyFill="1" applyBorder="1" applyAlignment="1"><alignment {alignment}/></xf>'
            ),
        )

    bold, body = font("<b/>"), font()
    grey = styles.add("fills", solid("E7E6E6"))
    lines = styles.add("borders", element(f"<border>{_BORDER}</border>"))
    centred = 'horizontal="center" vertical="center" wrapText="1"'
    return ListLook(
        title=format_(bold, 'vertical="center"', fillId=0, borderId=0),
        head=format_(bold, centred, fillId=grey, borderId=lines),
        levels={
            severity: format_(font("<b/>", colour), centred, fillId=0, borderId=lines)
            for severity, colour in _INKS.items()
        },
        middle=format_(body, centred, fillId=0, borderId=lines),
        text=format_(body, 'vertical="center" wrapText="1"', fillId=0, borderId=lines),
        link=format_(font("<u/>", '<color rgb="FF0563C1"/>'), centred, fillId=0, borderId=lines),
    )
