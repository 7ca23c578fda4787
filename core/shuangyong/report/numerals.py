"""Chinese numerals of headings and lists."""

_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """Return 一, 十, 二十一 …; from 100 on, which no outline reaches, Arabic numerals."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def heading_number(level: int, number: int) -> str:
    """Return what stands before a heading (GB/T 9704-2012, 7.3.3): 一、 （一） 1. （1）."""
    match level:
        case 1:
            return f"{chinese_number(number)}、"
        case 2:
            return f"（{chinese_number(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"
