"""Copies of Word, Excel and PowerPoint files without author, company, template, thumbnail and what pictures tell."""

import io
import re
import zipfile
from typing import Final

from ..workbook.ooxml.package import NotEditableError, Package
from ..workbook.ooxml.parts import drop, relations, relations_part
from .jpeg_segments import without_telling
from .leftovers import left_in_picture
from .pictures import clean_picture
from .refusing import Unusable

_TYPES: Final = "[Content_Types].xml"
_PRINT: Final = "请另存为 PDF 再作佐证。"
_REFUSED: Final = {
    r"vbaproject|/activex/|/ctrlprops/": "带有宏或控件",
    r"/embeddings/|/oleobjects?/": "里面嵌着别的文件",
    r"threadedcomment|/comments?\d*\.xml|/commentauthors": "里面有批注",
    r"/revisions/|/externallinks/": "里面有修订记录或外部链接",
}
_DROPPED: Final = ("customXml", "printerSettings", "people", "person", "commentsExtended", "commentsIds")
_CHANGED: Final = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange)\s[^>]*w:author=")
#: What a part says of the machine and the person: the folder of a workbook, who shared it.
_TELLING: Final = re.compile(
    rb'((?:<x15ac:absPath\b[^>]*?\burl|<fileSharing\b[^>]*?\buserName|\bw:author|\bw:initials)=")[^"]*(?=")'
)
_PRINTER: Final = re.compile(rb'(<pageSetup\b[^>]*?)\s+r:id="[^"]*"')
#: A link to a file names the folders of whoever made it.
_LOCAL: Final = re.compile(rb'(\bTarget=")(?!https?:|mailto:)[^"]*("(?=[^>]*TargetMode="External"))')
_LOCAL_AFTER: Final = re.compile(rb'(TargetMode="External"[^>]*\bTarget=")(?!https?:|mailto:)[^"]*(?=")')


def clean_office(data: bytes) -> bytes:
    """Return a copy for leaving the unit.

    Raises:
        Unusable: It cannot be opened, or holds what cannot be cleaned: macros, embedded files, comments, revisions.
    """
    try:
        package = Package.read(data)
        _refuse(package)
        for part in ["", *package.names()]:
            _drop_telling(package, part)
        _drop_orphans(package)
        return _zipped(package)
    except (NotEditableError, KeyError) as fault:
        raise Unusable(f"文件打不开：{fault}", _PRINT) from None


def _refuse(package: Package) -> None:
    names = [f"/{name.lower()}" for name in package.names()]
    for pattern, why in _REFUSED.items():
        if any(re.search(pattern, name) for name in names):
            raise Unusable(why, _PRINT)
    if any(name.endswith(".xml") and _CHANGED.search(package[name[1:]]) for name in names if name.startswith("/word/")):
        raise Unusable("里面有修订记录", f"请接受全部修订后保存，或{_PRINT[1:]}")


def _drop_telling(package: Package, part: str) -> None:
    """Drop what a part refers to that tells of people: the whole's properties, its thumbnail, custom data."""
    if part.endswith(".rels") or (part and part not in package):
        return
    for relation in [*relations(package, part)]:
        unneeded = relation.kind != "officeDocument" if not part else relation.kind in _DROPPED
        if unneeded and relation.target in package:
            drop(package, part, relation.target)


def _drop_orphans(package: Package) -> None:
    """Take out what nothing leads to any more, and all that nothing ever led to."""
    reached, waiting = {_TYPES.lower()}, [""]
    while waiting:
        part = waiting.pop()
        reached |= {part.lower(), relations_part(part).lower()}
        found = (relation.target for relation in relations(package, part))
        waiting += (target for target in found if target.lower() not in reached and target in package)
    types = package[_TYPES]
    for name in package.names():
        if name.lower() not in reached:
            del package[name]
            types = re.sub(rb'<Override\b[^>]*PartName="/' + re.escape(name.encode()) + rb'"[^>]*/>', b"", types)
    package[_TYPES] = types


def _zipped(package: Package) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in package.names():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _cleaned(name.lower(), package[name]))
    return buffer.getvalue()


def _cleaned(name: str, content: bytes) -> bytes:
    if name.endswith(".rels"):
        return _LOCAL_AFTER.sub(rb"\1#", _LOCAL.sub(rb"\1#\2", content))
    if name.endswith((".xml", ".vml")):
        return _PRINTER.sub(rb"\1", _TELLING.sub(rb"\1", content))
    if content.startswith(b"\xff\xd8\xff"):
        # Not turned upright: the document itself says how the picture is placed.
        content = without_telling(content)
        if left := left_in_picture(content):
            raise Unusable(f"去不掉里面图片的附加信息（{'、'.join(left)}）", _PRINT)
        return content
    if content.startswith(b"\x89PNG"):
        return clean_picture(content).content
    if name.endswith((".odttf", ".fntdata")):
        return content  # typefaces
    raise Unusable(f"里面有去不掉附加信息的内容（{name.rpartition('/')[2]}）", _PRINT)
