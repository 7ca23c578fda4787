"""A text with plain digits and signs, character for character, so that offsets stay what they are."""

import re

_FOLDED = str.maketrans("０１２３４５６７８９．％﹪－～＋＊／＿Ｘｘ\u00a0", "0123456789.%%-~+*/_Xx ")
_SUSPECT = re.compile(f"[{''.join(map(chr, _FOLDED))}]")


def fold(text: str) -> str:
    """Return the text with full-width digits and signs as ASCII: ３４３ is 343, ８５％ is 85%."""
    return text.translate(_FOLDED) if _SUSPECT.search(text) else text
