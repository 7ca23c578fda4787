"""The zip package of an .xlsx file: members are replaced or added, all others stay as they came."""

import copy
import io
import zipfile
import zlib
from typing import Self

import attrs
from lxml import etree

from ..file_refusals import FILE_BYTES, MEMBERS, PART_BYTES, TOTAL_BYTES


class NotEditableError(Exception):
    """The file cannot be edited in place; the message is the reason, a Chinese clause without a full stop."""


@attrs.define
class _Member:
    info: zipfile.ZipInfo
    data: bytes


@attrs.define
class Package:
    """The members of a zip file by name, in the zip's order. Names are compared as OPC does, whatever their case."""

    _members: dict[str, _Member] = attrs.field(factory=dict)
    _comment: bytes = b""

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Return the package in ``data``.

        Raises:
            NotEditableError: It is no zip, is damaged or encrypted, or unpacks to an unreasonable size.
        """
        if len(data) > FILE_BYTES:
            raise NotEditableError("它太大")
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise NotEditableError("它是旧的 .xls、.et 格式，或者设了打开密码")
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return cls(_read_members(archive), archive.comment)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise NotEditableError("它不是 .xlsx 文件，或者已经损坏") from None

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def __getitem__(self, name: str) -> bytes:
        try:
            return self._members[name.lower()].data
        except KeyError:
            raise NotEditableError(f"里面缺少 {name}") from None

    def __setitem__(self, name: str, data: bytes) -> None:
        member = self._members.get(name.lower())
        if member:
            member.data = data
        else:
            self._members[name.lower()] = _Member(_new_info(name), data)

    def __delitem__(self, name: str) -> None:
        del self._members[name.lower()]

    def names(self) -> tuple[str, ...]:
        """Return the names as they are written in the zip."""
        return tuple(member.info.filename for member in self._members.values())

    def free_name(self, pattern: str) -> str:
        """Return the first of ``pattern``'s names (``xl/comments{}.xml``: from 1) that no member bears."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def xml(self, name: str) -> etree._Element:
        """Parse a member."""
        return parse(self[name])

    def set_xml(self, name: str, root: etree._Element, *, declaration: bool = True) -> None:
        """Replace or add a member."""
        tree = root.getroottree()
        if declaration:
            self[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        else:
            self[name] = etree.tostring(tree, encoding="UTF-8", xml_declaration=False)

    def to_bytes(self) -> bytes:
        """Return the zip file, its members in their old order, each compressed as it was, new ones last."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.comment = self._comment
            for member in self._members.values():
                archive.writestr(copy.copy(member.info), member.data)
        return buffer.getvalue()


def parse(data: bytes) -> etree._Element:
    """Parse XML that a stranger wrote: no entities, no network.

    Raises:
        NotEditableError: It is no XML, or declares a document type (the door of entity bombs).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotEditableError("里面的 XML 已经损坏") from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # lxml-stubs lacks it
        raise NotEditableError("里面有不允许的 DOCTYPE 声明")
    return root


def _read_members(archive: zipfile.ZipFile) -> dict[str, _Member]:
    infos = archive.infolist()
    names = {info.filename.lower() for info in infos}
    if len(infos) > MEMBERS or len(names) < len(infos):
        raise NotEditableError("里面的部件太多，或者有重名的部件")
    members: dict[str, _Member] = {}
    left = TOTAL_BYTES  # counted while inflating: sizes in a zip's directory may lie
    for info in infos:
        with archive.open(info) as stream:
            limit = min(left, PART_BYTES)
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise NotEditableError("它解压后太大")
        left -= len(data)
        members[info.filename.lower()] = _Member(info, data)
    return members


def _new_info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)  # dated 1980, so that the same marks give the same bytes
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info
