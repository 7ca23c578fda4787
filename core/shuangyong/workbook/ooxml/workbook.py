"""The workbook part: which sheets there are, and the names defined in it."""

import posixpath

import attrs
from lxml import etree

from . import parts
from .markup import MAIN, OFFICE, WORKBOOK, child, main, whole
from .package import NotEditableError, Package, parse

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WORKBOOK_TYPE = _SPREADSHEET + "sheet.main+xml"


@attrs.define
class Workbook:
    """The workbook of a package; ``root`` is its XML, written back by ``save``."""

    package: Package
    part: str
    root: etree._Element

    @classmethod
    def open(cls, package: Package) -> "Workbook":
        """Find the workbook of a package.

        Raises:
            NotEditableError: There is none, or it is not of the plain kind: with macros, binary, Strict.
        """
        part = parts.related(package, "", "officeDocument")
        if part is None:
            raise NotEditableError("它不是 Excel 工作簿")
        if parts.content_type(package, part) != _WORKBOOK_TYPE:
            raise NotEditableError("它不是普通的 .xlsx 工作簿（例如含有宏）")
        root = package.xml(part)
        if root.tag != main("workbook"):
            raise NotEditableError("它是 Strict Open XML 格式")
        return cls(package, part, root)

    @classmethod
    def new(cls, package: Package) -> "Workbook":
        """Begin a workbook without sheets in an empty package."""
        parts.new_content_types(package)
        root = parse(f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"/>'.encode())
        package.set_xml("xl/workbook.xml", root)
        parts.declare(package, "xl/workbook.xml", _WORKBOOK_TYPE)
        parts.relate(package, "", "officeDocument", "xl/workbook.xml")
        return cls(package, "xl/workbook.xml", root)

    def save(self) -> None:
        """Write the workbook part back."""
        self.package.set_xml(self.part, self.root)

    def worksheets(self) -> dict[str, str]:
        """Return the part of each sheet of cells by the sheet's name (chart sheets have no cells)."""
        targets = {
            entry.id: entry.target
            for entry in parts.relations(self.package, self.part)
            if entry.kind == "worksheet" and entry.target in self.package
        }
        return {
            sheet.get("name", ""): targets[sheet.get(f"{{{OFFICE}}}id", "")]
            for sheet in self.sheets()
            if sheet.get(f"{{{OFFICE}}}id", "") in targets
        }

    def sheets(self) -> list[etree._Element]:
        """Return the ``<sheet>`` entries in the order of the tabs."""
        return self.root.findall(f"{main('sheets')}/{main('sheet')}")

    def add_sheet(self, name: str) -> str:
        """Add an entry for a worksheet as the last tab and return the part that is to be written."""
        part = self.package.free_name(self._near("worksheets/sheet{}.xml"))
        relation = self._add_part("worksheet", part, "worksheet+xml")
        number = max((whole(sheet.get("sheetId")) for sheet in self.sheets()), default=0) + 1
        sheet = etree.SubElement(child(self.root, "sheets", WORKBOOK), main("sheet"), name=name, sheetId=str(number))
        sheet.set(f"{{{OFFICE}}}id", relation)
        return part

    def add_styles(self) -> str:
        """Add a style sheet and return the part that is to be written, by the only name that openpyxl looks for."""
        part = self._near("styles.xml")
        self._add_part("styles", part, "styles+xml")
        return part

    def defined(self, prefix: str) -> dict[str, str]:
        """Return the defined names of the whole workbook that begin with ``prefix``, with their formulas."""
        return {
            name: entry.text or ""
            for entry in self.root.findall(f"{main('definedNames')}/{main('definedName')}")
            if (name := entry.get("name", "")).startswith(prefix) and entry.get("localSheetId") is None
        }

    def define(self, name: str, formula: str, *, sheet: int | None = None) -> None:
        """Define a name in place of one of that name: hidden, or a sheet's own (``sheet`` counts tabs from 0)."""
        self.undefine(name, sheet=sheet)
        entry = etree.SubElement(child(self.root, "definedNames", WORKBOOK), main("definedName"), name=name)
        if sheet is None:
            entry.set("hidden", "1")
        else:
            entry.set("localSheetId", str(sheet))
        entry.text = formula

    def undefine(self, name: str, *, sheet: int | None = None) -> None:
        """Take a defined name out, if it is there."""
        names = self.root.find(main("definedNames"))
        if names is None:
            return
        local = None if sheet is None else str(sheet)
        for entry in [e for e in names if e.get("name") == name and e.get("localSheetId") == local]:
            names.remove(entry)
        if not len(names):
            self.root.remove(names)

    def _near(self, name: str) -> str:
        return posixpath.join(posixpath.dirname(self.part), name)

    def _add_part(self, kind: str, part: str, type_: str) -> str:
        """Add a part that holds nothing yet and return the id by which the workbook refers to it."""
        self.package[part] = b""
        parts.declare(self.package, part, _SPREADSHEET + type_)
        return parts.relate(self.package, self.part, kind, part)
