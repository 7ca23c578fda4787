"""Chinese numerals and scales: 十二, 三百零五, 壹佰贰拾叁, 二〇二六, 1万5千; for cells and documents alike."""

import re
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
PLACES = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}

#: What an Arabic number may be multiplied by: 万, 千万, 百 …
SCALES = PLACES | GROUPS | {f"{low}{high}": a * b for low, a in PLACES.items() for high, b in GROUPS.items()}

#: The characters of Chinese numerals, for a character class.
CHARACTERS = "〇○零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸"

#: Several places in Arabic digits, as in 1万5千 or 3亿2000万.
MIXED = r"(?=[0-9]{1,4}[亿万千][0-9])(?:[0-9]{1,4}亿)?(?:[0-9]{1,4}万)?(?:[0-9]千)?(?:[0-9]百)?"

_PLAIN = str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸", "零零一二三四五六七八九十百千万亿二三六")


def plain_characters(text: str) -> str:
    """Return a Chinese numeral with the usual character for each of its variants (壹 〇 萬)."""
    return text.translate(_PLAIN)


def plain(amount: Decimal) -> Decimal:
    """Return an amount without trailing zeros or an exponent: 450, never 4.5E+2 or 450.00."""
    return Decimal(f"{amount.normalize():f}") if amount else Decimal(0)


def chinese(text: str) -> int | None:
    """Return the value of a well-formed Chinese numeral below 10**12, or None: 三五 and 一百二 have none for us."""
    plain = plain_characters(text).replace("廿", "二十").replace("卅", "三十")
    plain = re.sub(r"(?<!十)两(?=[百千万亿]|$)", "二", plain)
    plain = re.sub(r"(?<![一二三四五六七八九])十", "一十", plain)
    if len(plain) > 1 and "零" in plain[1:] and not plain.startswith("零") and set(plain) <= set(DIGITS):
        return int("".join(str(DIGITS.index(digit)) for digit in plain))
    value = _evaluate(plain)
    return value if value is not None and spell(value) in (plain, plain.replace("万零", "万")) else None


def spell(number: int) -> str:
    """Return a number from 0 to 10**12 - 1 in full Chinese numerals: 一千零二十, 一十二万五千."""
    if number == 0:
        return "零"
    words = ""
    for group, name in ((number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")):
        if group:
            words += ("零" if words and group < 1000 else "") + _section(group) + name
        elif words and number % 10**4:
            words += "零"
    return words.replace("零零", "零")


def _section(number: int) -> str:
    words = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += DIGITS[digit] + name
        elif words and not words.endswith("零") and number % place:
            words += "零"
    return words


def _evaluate(plain: str) -> int | None:
    total = section = digit = 0
    for character in plain:
        if character in PLACES:
            section, digit = section + digit * PLACES[character], 0
        elif character in GROUPS:
            total, section, digit = total + (section + digit) * GROUPS[character], 0, 0
        elif character in DIGITS:
            digit = DIGITS.index(character)
        else:
            return None
    value = total + section + digit
    return value if value < 10**12 else None


def mixed(text: str) -> Decimal:
    """Return the value of a number that matches :data:`MIXED`."""
    parts = re.findall(r"([0-9]+)([亿万千百])", text)
    return Decimal(sum(int(number) * SCALES[scale] for number, scale in parts))
