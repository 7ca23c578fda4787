"""The bytes of a document, and the limits that keep reading it bounded."""

from pathlib import Path

from ...model.problems import ProblemsFound, error

FILE_BYTES = 64 * 2**20
"""The largest file opened: a scan or a report with pictures has some ten MB."""
TEXT_BYTES = 12 * 2**20
"""The largest text file or part with text: some four million characters, the summaries of a thousand units."""
PARAGRAPHS = 200_000
"""The most paragraphs of a document, or lines of a text file: a thousand pages have some thirty thousand lines."""
SEND_AGAIN = "请在原来的电脑上打开它，另存一份再试；打不开就找发来的人再要一份。"
SAVE_AS_DOCX = "请用 WPS 或 Word 打开它，点“另存为”，类型选“Word 文档（*.docx）”，再用新存的文件。"


def refused(code: str, message: str, fix: str) -> ProblemsFound:
    """Return the refusal of a whole document."""
    return ProblemsFound([error(code, message, fix)])


def too_large(size: int, limit: int, what: str = "文件") -> ProblemsFound:
    """Return the refusal of what is beyond a limit; both in bytes."""
    return refused(
        "too-large",
        f"{what}太大：有 {size / 2**20:.1f} MB，最多读 {limit >> 20} MB。",
        "请只留要读的那一份总结或计划，删去附件和图片，或分成几个文件。",
    )


def too_many(what: str) -> ProblemsFound:
    """Return the refusal of a document with more paragraphs (``what``: 段, 行) than are read."""
    return refused("too-large", f"文件太大：超过 {PARAGRAPHS} {what}。", "请分成几个文件。")


def read(path: Path) -> bytes:
    """Return the bytes of a document.

    Raises:
        ProblemsFound: It is no file, cannot be opened, is empty or too large.
    """
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise too_large(size, FILE_BYTES)
        data = path.read_bytes()
    except OSError as fault:
        raise refused(
            "unreadable", f"打不开「{path.name}」。", "请看它是不是正被别的程序占用，或换个位置再试。"
        ) from fault
    check(data)
    return data


def check(data: bytes) -> None:
    """Refuse bytes that are none, or more than are read.

    Raises:
        ProblemsFound: They are.
    """
    if not data:
        raise refused("empty-file", "文件是空的，一个字节也没有。", SEND_AGAIN)
    if len(data) > FILE_BYTES:
        raise too_large(len(data), FILE_BYTES)
