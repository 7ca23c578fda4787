"""The page of GB/T 9704-2012: A4, its margins, its lines and the page number at its foot."""

from .docx_runs import run, run_of
from .docx_xml import Element, R, element, properties, text_element

TYPE = 320
"""3号 type (16 pt) in twentieths of a point, the unit of every length in Word: the width of one character."""

LINE = 560
"""The line pitch, 28 pt exactly: 22 lines fill 616 of the 637.8 pt of the 版心."""

SQUEEZE = -5
"""28 characters of 16 pt are 158 mm, the line is 156 mm: each is set a quarter of a point closer."""


def mm(length: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(length * 1440 / 25.4)


WIDTH = mm(210) - mm(28) - mm(26)
"""The width of the 版心, 156 mm."""

# The dash of the number stands 7 mm under the 版心, the middle of a line of 14 pt type.
_FOOTER = mm(25.4)
_FOOTER_TYPE = 280
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"

ODD, EVEN = "default", "even"
"""How Word calls the feet of odd and of even pages, and how the document refers to them."""


def section() -> Element:
    """Return the properties of the only section."""
    return element(
        "sectPr",
        *(_footer_reference(side) for side in (ODD, EVEN)),
        element("pgSz", w=mm(210), h=mm(297)),
        element(
            "pgMar",
            top=mm(37),
            right=mm(26),
            bottom=mm(35),
            left=mm(28),
            header=mm(15),
            footer=_FOOTER,
            gutter=0,
        ),
        # A grid of lines only: one of characters too gave 18 characters a line in LibreOffice.
        element("docGrid", type="lines", linePitch=LINE),
    )


def settings() -> Element:
    """Return the part ``settings.xml``: feet that differ, a full character for each punctuation mark."""
    return element(
        "settings",
        element("zoom", percent=100),
        element("defaultTabStop", val=TYPE),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", element("compatSetting", name="compatibilityMode", uri=_COMPATIBILITY, val=15)),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )


def footer(side: str) -> Element:
    """Return the foot of odd or even pages: ``— 1 —``, one character in from the outer edge."""
    edge = "right" if side == ODD else "left"
    place = properties("pPr", pStyle="Footer", ind={edge: _FOOTER_TYPE, f"{edge}Chars": 100}, jc=edge)
    field = (
        run("— "),
        run_of(element("fldChar", fldCharType="begin")),
        run_of(text_element(" PAGE ", tag="instrText")),
        run_of(element("fldChar", fldCharType="separate")),
        run("1"),
        run_of(element("fldChar", fldCharType="end")),
        run(" —"),
    )
    return element("ftr", element("p", place, *field))


def _footer_reference(side: str) -> Element:
    reference = element("footerReference", type=side)
    reference.set(f"{{{R}}}id", side)
    return reference
