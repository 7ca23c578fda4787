"""Old Word documents (.doc): turned into .docx by the extra ``doc``, then read as one."""

import tempfile
from pathlib import Path

from .package import encrypted
from .sources import SAVE_AS_DOCX, refused


def as_docx(data: bytes) -> bytes:
    """Return a .doc as .docx.

    Raises:
        ProblemsFound: The extra is not installed, or it cannot read this file.
    """
    try:
        import doc2docx
        from doc2docx import errors
    except ImportError:
        raise refused(
            "no-doc-reader",
            "这是旧的 Word 文档（.doc），这台电脑上没有装读它的组件。",
            f'{SAVE_AS_DOCX}或者安装组件：pip install "shuangyong[doc]"。',
        ) from None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.doc"), Path(folder, "target.docx")
        source.write_bytes(data)
        try:
            doc2docx.convert(source, target)
            return target.read_bytes()
        except errors.EncryptedDocumentError:
            raise encrypted() from None
        except Exception as fault:  # a young library on a stranger's binary file: any of its faults means the same
            raise refused("damaged-file", "这份旧的 Word 文档（.doc）读不出来，可能已经损坏。", SAVE_AS_DOCX) from fault
