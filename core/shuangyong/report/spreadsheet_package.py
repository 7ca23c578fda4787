"""A workbook's package without the moment of its writing: equal documents give equal bytes."""

import datetime
import io
import re
import zipfile

_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def repeatable(content: bytes, date: datetime.date) -> bytes:
    """Return a workbook that is as old as its document, whenever it was written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(buffer, "w") as made:
        for name in sorted(written.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = written.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + f"{date.isoformat()}T00:00:00Z".encode(), part)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # not the system that wrote it either
            made.writestr(entry, part)
    return buffer.getvalue()
