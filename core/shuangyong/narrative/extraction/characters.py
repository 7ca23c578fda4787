"""Characters that a person does not see, or sees as a space: no text keeps them."""

import re

_GONE = [*range(0x09), *range(0x0E, 0x20), 0x7F, 0xAD, 0x200B, *range(0x200C, 0x2010), *range(0x202A, 0x202F)]
_GONE += [*range(0x2060, 0x2065), *range(0x2066, 0x2070), 0xFEFF, 0xFFFE, 0xFFFF]
_SPACES = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0xA0, 0x2028, 0x2029, 0x202F]

#: For ``str.translate``: controls, marks of direction and of no width vanish; tabs and breaks are spaces.
CLEAN: dict[int, str | None] = {**dict.fromkeys(_GONE), **dict.fromkeys(_SPACES, " ")}

HAN = "㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff"
_SUSPECT = re.compile(f"[{''.join(map(re.escape, map(chr, CLEAN)))}]")

#: For a class of a regular expression: characters as wide as they are high.
WIDE = f"{HAN}、-〟＀-｠￠-￦“”‘’—…·"
_AMID = re.compile(rf"(?<=[{WIDE}]) +(?=[{WIDE}0-9])|(?<=[0-9%％]) +(?=[{WIDE}])")
_LATIN_END = re.compile(r"[A-Za-z0-9,.;:)]$")
_LATIN_START = re.compile(r"[A-Za-z0-9(]")


def clean(text: str) -> str:
    """Return text as a person sees it, on one line, without space at its ends."""
    return (text.translate(CLEAN) if _SUSPECT.search(text) else text).strip()


def closed(text: str) -> str:
    """Return text without the spaces that a typesetter puts between Chinese characters and digits."""
    return _AMID.sub("", text)


def joined(one: str, other: str) -> str:
    """Return two halves of a broken line as one: Latin words keep a space between them, nothing else does.

    A number that was broken amid its digits is whole again, for no typesetter breaks between two of them.
    """
    word = _LATIN_END.search(one) and _LATIN_START.match(other)
    digits = one[-1:].isdigit() and other[:1].isdigit()
    return f"{one} {other}" if word and not digits else one + other
