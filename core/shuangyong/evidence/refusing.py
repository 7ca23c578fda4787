"""Why a piece of evidence cannot be shown or copied, in words that end a sentence about it."""


class Unusable(Exception):
    """A piece cannot be opened or copied: ``why`` says so in a Chinese clause, ``fix`` how to mend it."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(why)
        self.why = why
        self.fix = fix


_SEND_AGAIN = "请换一份能正常打开的文件。"


def damaged(what: str) -> Unusable:
    """Return the refusal of a file that its own program could not open either."""
    return Unusable(f"{what}已损坏或不完整，打不开", _SEND_AGAIN)
