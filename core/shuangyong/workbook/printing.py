"""How sheets are printed: A4 landscape, as wide as one page."""

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_A4 = 9


def set_up_page(sheet: Worksheet) -> None:
    """Make a sheet print on A4 landscape, fitted to the page's width, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    footer = sheet.oddFooter
    assert footer is not None and footer.left is not None and footer.right is not None, "openpyxl makes all parts"
    footer.left.text, footer.right.text = "&A", "第 &P 页，共 &N 页"
