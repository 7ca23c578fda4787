"""The author's guide as its reader has it: files to write, commands to type, words to see."""

import re
import shlex
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/插件开发.md"
_FENCE = re.compile(r"(?:^`(?P<file>[\w./-]+)`\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S)


@attrs.frozen
class Command:
    """A line that the reader types, and what they are shown of its output, or of that of those typed with it."""

    line: str
    shown: tuple[str, ...] = ()

    @property
    def words(self):
        return shlex.split(self.line)


@attrs.frozen
class Guide:
    """The fenced blocks of a document."""

    text: str

    @property
    def blocks(self):
        return [match.groupdict() for match in _FENCE.finditer(self.text)]

    @property
    def files(self):
        """The files that the reader writes, by path."""
        return {block["file"]: block["text"] for block in self.blocks if block["file"]}

    @property
    def commands(self):
        """The lines of the sh blocks, in order; a text block says what the last of a block prints."""
        found = []
        for block in self.blocks:
            if block["language"] == "sh":
                found += [Command(line) for line in block["text"].splitlines()]
            elif block["language"] == "text":
                found[-1] = attrs.evolve(found[-1], shown=tuple(block["text"].splitlines()))
        return found

    def write(self, folder):
        """Write every file below a folder."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def guide():
    """The author's guide."""
    return Guide(GUIDE.read_text(encoding="utf-8"))
