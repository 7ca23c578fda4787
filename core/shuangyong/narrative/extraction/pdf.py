"""A PDF read in a process of its own: what its library does with a stranger's file costs that process only."""

import json
import subprocess
import sys

import attrs

from ...model.problems import Problem, ProblemsFound
from ..extracted import Piece
from .sources import SEND_AGAIN, refused

SECONDS = 60
"""What two thousand pages of text need, three times over."""
_MEMORY = 2 * 2**30  # bytes of address space, where the system can limit it
_FAILED = (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError)


def read(data: bytes, seconds: float = SECONDS) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    """Return a PDF's pieces and what a person should know of them.

    Raises:
        ProblemsFound: It is damaged, has a password, is scanned, has too many pages, or takes too long.
    """
    command = [sys.executable, "-P", "-m", __name__]  # -P: nothing is imported from the folder of the documents
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603
        answer = json.loads(done.stdout)
        if answer["refusal"]:
            raise ProblemsFound(Problem(**one) for one in answer["refusal"])
        return tuple(Piece(**one) for one in answer["pieces"]), tuple(Problem(**one) for one in answer["notes"])
    except subprocess.TimeoutExpired:
        why = f"这个 PDF 太复杂，{seconds:.0f} 秒还没有读完，没有读。"
        raise refused("too-complex", why, "请用文字稿（docx），或把它拆成几个文件。") from None
    except _FAILED:
        raise refused("damaged-file", "文件已损坏：读这个 PDF 的程序中途停了。", SEND_AGAIN) from None


def _answer() -> None:
    """Read the PDF on stdin; print its pieces, or why it is refused, as JSON."""
    _limit_memory()
    from .pdf_pages import pieces_of

    pieces: tuple[Piece, ...] = ()
    notes: tuple[Problem, ...] = ()
    refusal: tuple[Problem, ...] = ()
    try:
        pieces, notes = pieces_of(sys.stdin.buffer.read())
    except ProblemsFound as found:
        refusal = found.problems
    parts: dict[str, tuple[Piece, ...] | tuple[Problem, ...]] = {"pieces": pieces, "notes": notes, "refusal": refusal}
    answer = {name: [attrs.asdict(one) for one in ones] for name, ones in parts.items()}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    _answer()
