"""The zip package that a document is: members by name, inflated one at a time within limits."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Self

import attrs
from lxml import etree

from ...model.problems import ProblemsFound
from .sources import SEND_AGAIN, refused, too_large

MEMBERS = 4000
PART_BYTES = 16 * 2**20
"""The largest part parsed into a tree: libxml2 needs up to 35 bytes of memory for a byte of markup."""
TOTAL_BYTES = 400 * 2**20
"""All members together when a document is written anew; its pictures are most of it."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


@attrs.frozen
class Package:
    """The members of a zip file; names are compared as OPC does, whatever their case."""

    _archive: zipfile.ZipFile
    _infos: Mapping[str, zipfile.ZipInfo]

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return the package in ``data``.

        Raises:
            ProblemsFound: It is no whole zip file, or has a password.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS:
            raise _damaged("它只有一部分，或者里面的目录坏了") from None
        infos = archive.infolist()
        names = {info.filename.lower(): info for info in infos}
        if len(infos) > MEMBERS or len(names) < len(infos):
            raise _damaged("里面的部件太多，或者有重名的部件")
        return cls(archive, names)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._infos

    def names(self) -> tuple[str, ...]:
        """Return the names as they are written in the zip."""
        return tuple(info.filename for info in self._infos.values())

    def read(self, name: str, limit: int = PART_BYTES) -> bytes:
        """Return a member's bytes, its checksum verified.

        Raises:
            ProblemsFound: It is not there, damaged, has a password, or inflates beyond the limit.
        """
        info = self._infos.get(name.lower())
        if info is None:
            raise _damaged(f"里面缺少 {name}")
        if info.flag_bits & 1:
            raise encrypted()
        try:
            with self._archive.open(info) as stream:
                data = stream.read(limit + 1)  # sizes in a zip's directory may lie
        except _FAULTS:
            raise _damaged(f"里面的 {name} 坏了") from None
        if len(data) > limit:
            raise too_large(max(info.file_size, len(data)), limit, f"文件里的 {name} 解压后")
        return data

    def xml(self, name: str) -> etree._Element:
        """Return a member parsed."""
        return parse(self.read(name), name)

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part to which ``part`` (``""``: the package) has a relation of that kind, if it is there."""
        relations = relations_of(part)
        if relations not in self:
            return None
        for entry in self.xml(relations).iter(_RELATIONSHIP):
            if entry.get("Type", "").endswith(f"/{kind}") and entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), entry.get("Target", "")))
                if target.lstrip("/") in self:
                    return target.lstrip("/")
        return None

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the zip file with some members replaced or added, all others as they came."""
        changed = {name.lower(): data for name, data in parts.items()}
        left = TOTAL_BYTES
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.comment = self._archive.comment
            for key, info in self._infos.items():
                data = changed[key] if key in changed else self.read(info.filename, left)
                left -= len(data)
                archive.writestr(_same_as(info), data)
            for name, data in parts.items():
                if name not in self:
                    archive.writestr(_new(name), data)
        return buffer.getvalue()


def relations_of(part: str) -> str:
    """Return the name of the member that lists a part's relations."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse(data: bytes, name: str) -> etree._Element:
    """Parse XML that a stranger wrote: no entities, no network, no tree deeper than libxml2 allows.

    Raises:
        ProblemsFound: It is no XML, too deep, or declares a document type (the door of entity bombs).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _damaged(f"里面的 {name} 不是完好的 XML") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # lxml-stubs lacks it
        raise refused(
            "forbidden-markup", f"文件里的 {name} 带有 DOCTYPE 声明，Word 从不这样写，可能有害，没有读。", SEND_AGAIN
        )
    return root


def encrypted() -> ProblemsFound:
    """Return the refusal of a document that needs a password to be opened."""
    return refused(
        "encrypted",
        "文件设了打开密码，读不了。",
        "请打开它，在“文件”-“信息”（WPS：“文件”-“文档加密”）里去掉打开密码，保存后再试。",
    )


def _damaged(detail: str) -> ProblemsFound:
    return refused("damaged-file", f"文件已损坏或不完整：{detail}。", SEND_AGAIN)


def _same_as(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    copy.compress_type = info.compress_type
    copy.external_attr, copy.create_system, copy.comment = info.external_attr, info.create_system, info.comment
    return copy


def _new(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)  # dated 1980, so that the same comments give the same bytes
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
