"""How clerks write what stands behind a row: names, numbers, folders and wildcards, several in a cell."""

import difflib
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import attrs

from .pieces import Piece

#: What stands between two references; a name may hold one of them, so whole stretches are tried first.
_BETWEEN = re.compile(r"[、；;，,\n\r]+")
_MOST_PARTS = 40
_LONGEST_NAME = 300
_QUOTES = "《》“”\"'‘’「」 \t"
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_SUFFIX = re.compile(r"\.[0-9a-z]{1,5}$")
_NUMBER = re.compile(r"(?:照片|图片|图|附件|材料|编号|第|no\.?)?(\d{1,4})(?:号)?")
_RANGE = re.compile(r"(照片|图片|图|附件|材料|编号)?(\d{1,4})(?:号)?[-~—–至到](?:\1)?(\d{1,4})(?:号)?")
_LONGEST_RANGE = 200
_LEADING = re.compile(r"(\d{1,4})(?!\d)")
_DRIVE = re.compile(r"[a-z]:|[a-z][a-z0-9+.-]*://")
#: Names that Windows keeps to itself, with whatever suffix (Naming Files, Paths, and Namespaces).
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", "conin$", "conout$", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)))
)
#: So many names are offered where one is missing, and for so many that are.
_NEAR, _MOST_ASKED = 3, 100
#: A pattern of many stars takes for ever.
_MOST_STARS = 4


def folded(text: str) -> str:
    """Return what two spellings of one name have in common: width, case, blanks and slashes do not matter."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\\", "/")
    return _UNSEEN.sub("", plain).translate(_BRACKETS)


_BRACKETS = str.maketrans("【】〔〕[]", "()()()")


def unsafe(text: str) -> str:
    """Return why a reference may not be followed, in words; empty where it may."""
    name = folded(text)
    if "\0" in text or any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        return "里面有看不见的控制字符"
    if name.startswith("/") or _DRIVE.match(name):
        return "写的是电脑上的完整路径或网址"
    parts = name.split("/")
    if any(set(part) == {"."} for part in parts if part):
        return "指向了佐证材料文件夹的外面（..）"
    if any(part.partition(".")[0] in _DEVICES for part in parts):
        return "用了系统保留的名称"
    return ""


@attrs.frozen
class Found:
    """What one reference comes to: its words, and the pieces that they mean; one name may be in several folders."""

    text: str
    pieces: tuple[Piece, ...] = ()
    ambiguous: bool = False


class Names:
    """The pieces of a folder by everything that they may be called."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = tuple(pieces)
        self._names: list[dict[str, list[Piece]]] = [{}, {}, {}, {}]
        self._folders: dict[str, list[Piece]] = {}
        self._numbers: dict[int, list[Piece]] = {}
        self._asked = 0
        for piece in pieces:
            self._learn(piece)

    def referred(self, cell: str) -> Iterator[Found]:
        """Yield each reference of a cell; one without pieces means nothing that is there.

        A stretch that is a name as a whole is taken so, whatever stands in it: 慰问（现场、签到）.jpg.
        """
        marks = [*_BETWEEN.finditer(cell)][:_MOST_PARTS]
        starts = [0, *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks), len(cell)]
        at = 0
        while at < len(starts):
            for last in range(len(starts) - 1, at - 1, -1):
                text = cell[starts[at] : ends[last]].strip(_QUOTES + "。.")
                if not 0 < len(text) <= _LONGEST_NAME or not (found := self.named(text)):
                    continue
                yield Found(text, found, ambiguous=self._is_ambiguous(text, found))
                at = last
                break
            else:
                yield from self._part(cell[starts[at] : ends[at]].strip(_QUOTES + "。"))
            at += 1

    def named(self, text: str) -> tuple[Piece, ...]:
        """Return the pieces of this name: with or without folders, with or without suffix; of a folder, all in it."""
        name = folded(text).removeprefix("./")
        for names in self._names:
            if found := names.get(name):
                return tuple(found)
        return tuple(self._folders.get(name.rstrip("/"), ()))

    def _is_ambiguous(self, text: str, found: tuple[Piece, ...]) -> bool:
        folders = {PurePosixPath(piece.name).parent for piece in found}
        return len(folders) > 1 and folded(text).rstrip("/") not in self._folders

    def near(self, text: str) -> tuple[str, ...]:
        """Return the names that a text most likely means."""
        if len(text) > _LONGEST_NAME or self._asked >= _MOST_ASKED:
            return ()
        self._asked += 1
        wanted, known = _without_suffix(folded(text)), self._names[-1]
        holding = [name for name in known if len(wanted) > 1 and len(name) > 1 and (wanted in name or name in wanted)]
        close = difflib.get_close_matches(wanted, known, n=_NEAR, cutoff=0.6)
        return tuple(known[name][0].name for name in dict.fromkeys((*close, *holding)))[:_NEAR]

    def _part(self, text: str) -> Iterator[Found]:
        if not text or unsafe(text):
            yield from [Found(text)] if text else []
        elif "*" in (plain := folded(text)) or "?" in plain:
            yield Found(text, self._matching(plain))
        elif match := _NUMBER.fullmatch(plain):
            yield Found(text, tuple(self._numbers.get(int(match[1]), ())))
        elif (match := _RANGE.fullmatch(plain)) and 0 <= int(match[3]) - int(match[2]) < _LONGEST_RANGE:
            yield from self._range(match[1] or "", int(match[2]), int(match[3]))
        elif len(words := text.split()) > 1 and all(map(self.named, words)):
            yield from (Found(word, self.named(word)) for word in words)
        else:
            yield Found(text)

    def _range(self, word: str, first: int, last: int) -> Iterator[Found]:
        """Yield each number of a range that is there, and once each stretch of those that are not."""
        for there, stretch in itertools.groupby(
            (self._numbered(f"{word}{number}", number) for number in range(first, last + 1)),
            lambda one: bool(one.pieces),
        ):
            found = [*stretch]
            if there or len(found) == 1:
                yield from found
            else:
                yield Found(f"{found[0].text}-{found[-1].text.removeprefix(word)}")

    def _numbered(self, text: str, number: int) -> Found:
        return Found(text, self.named(text) or tuple(self._numbers.get(number, ())))

    def _matching(self, pattern: str) -> tuple[Piece, ...]:
        if pattern.count("*") > _MOST_STARS:
            return ()
        expression = _expression(pattern)
        whole = "/" in pattern
        return tuple(
            piece
            for piece in self._pieces
            if expression.fullmatch(folded(piece.name if whole else PurePosixPath(piece.name).name))
        )

    def _learn(self, piece: Piece) -> None:
        path = PurePosixPath(piece.name)
        name, base = folded(piece.name), folded(path.name)
        spellings = (name, base, _without_suffix(name), _without_suffix(base))
        for names, spelling in zip(self._names, spellings, strict=True):
            names.setdefault(spelling, []).append(piece)
        for folder in path.parents:
            if folder.name:
                for spelling in {folded(str(folder)), folded(folder.name)}:
                    self._folders.setdefault(spelling, []).append(piece)
        if match := _LEADING.match(base):
            self._numbers.setdefault(int(match[1]), []).append(piece)


@functools.lru_cache(1024)
def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"([*?])", pattern)
    return re.compile("".join({"*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part)) for part in parts))


def looks_like_a_file(text: str) -> bool:
    """Tell whether words name a file, and do not just describe the evidence."""
    plain = folded(text)
    wild = "*" in plain or "?" in plain or "/" in plain
    return wild or bool(_SUFFIX.search(plain) or _NUMBER.fullmatch(plain) or _RANGE.fullmatch(plain))


def _without_suffix(name: str) -> str:
    return _SUFFIX.sub("", name)
