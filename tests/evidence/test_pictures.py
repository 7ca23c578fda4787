"""A picture's copy shows what the picture shows and says nothing else: no place, no device, no time."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from shuangyong.evidence.leftovers import left_in_picture
from shuangyong.evidence.pictures import LONGEST, clean_picture, look, shown_picture
from shuangyong.evidence.refusing import Unusable

SECRET = b"SECRET"


def opened(copy):
    return Image.open(io.BytesIO(copy.content))


def told():
    made = PngImagePlugin.PngInfo()
    made.add_text("Author", "SECRET")
    made.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>SECRET</x:xmpmeta>")
    return made


@pytest.mark.parametrize(
    ("format_", "mode", "options", "suffix", "shown"),
    [
        ("JPEG", "RGB", {"comment": "SECRET"}, ".jpg", "RGB"),
        ("JPEG", "L", {}, ".jpg", "L"),
        ("JPEG", "CMYK", {}, ".jpg", "RGB"),
        ("WEBP", "RGB", {}, ".jpg", "RGB"),
        ("WEBP", "RGBA", {}, ".png", "RGBA"),
        ("PNG", "RGB", {"pnginfo": told(), "dpi": (300, 300)}, ".png", "RGB"),
        ("PNG", "P", {"pnginfo": told()}, ".png", "RGB"),
        ("PNG", "LA", {"pnginfo": told()}, ".png", "RGBA"),
        ("PNG", "I;16", {"pnginfo": told()}, ".png", "L"),
        ("GIF", "P", {"comment": "SECRET"}, ".png", "RGB"),
        ("BMP", "RGB", {}, ".png", "RGB"),
        ("TIFF", "RGB", {}, ".tif", "RGB"),
        ("TIFF", "1", {}, ".tif", "L"),
    ],
)
def test_nothing_but_pixels_is_left_in_a_copy(photo, format_, mode, options, suffix, shown):
    original = photo(format_, mode, **options)
    if format_ != "BMP":
        assert SECRET in original or mode == "L"
    copy = clean_picture(original)
    assert (copy.suffix, (copy.width, copy.height), opened(copy).mode) == (suffix, (60, 40), shown)
    assert SECRET not in copy.content
    assert not opened(copy).getexif().get_ifd(0x8825)
    assert left_in_picture(copy.content) == []


def test_the_oracle_of_leftovers_finds_what_is_there(photo):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    jpeg = photo(comment="x", icc_profile=profile)
    assert left_in_picture(jpeg) == ["EXIF 或 XMP", "ICC", "注释"]
    assert left_in_picture(photo("PNG", pnginfo=told(), dpi=(1, 1))) == ["eXIf", "iTXt", "pHYs", "tEXt"]
    assert left_in_picture(clean_picture(jpeg).content + b"hidden") == ["多余的内容"]
    assert left_in_picture(clean_picture(photo("PNG")).content + b"hidden") == ["多余的内容"]
    assert "标签 271" in left_in_picture(photo("TIFF"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_stands_upright(photo, orientation):
    """The pixels are those that a program shows which obeys the orientation."""
    image = Image.new("RGB", (60, 40), "white")
    image.paste((255, 0, 0), (0, 0, 30, 20))
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(buffer, "JPEG", exif=exif, quality=95)
    red = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    copy = opened(clean_picture(buffer.getvalue()))
    assert copy.size == ((60, 40) if orientation < 5 else (40, 60))
    assert (look(buffer.getvalue()).width, look(buffer.getvalue()).height) == copy.size
    corners = {(x, y): copy.getpixel((x * (copy.width - 1), y * (copy.height - 1))) for x in (0, 1) for y in (0, 1)}
    assert [corner for corner, (r, g, _) in corners.items() if r > 200 and g < 80] == [red]


def test_colours_of_another_profile_are_turned_into_srgb(photo):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert opened(clean_picture(photo("PNG", colour=(10, 200, 30), icc_profile=profile))).size == (60, 40)
    swapped = Image.open(io.BytesIO(clean_picture(photo("PNG", colour=(10, 200, 30))).content)).getpixel((0, 0))
    assert swapped == (10, 200, 30)


def test_a_large_picture_is_made_smaller_and_a_small_one_never_larger(photo):
    copy = clean_picture(photo(size=(2 * LONGEST, LONGEST)))
    assert (copy.width, copy.height) == (LONGEST, LONGEST // 2)
    shown = shown_picture(photo(size=(600, 300)), 200)
    assert (shown.width, shown.height, shown.suffix) == (200, 100, ".jpg")
    assert shown_picture(photo(size=(60, 30)), 200).width == 60


def test_a_scan_keeps_all_its_pages(photo):
    pages = [Image.new("L", (50, 70), shade) for shade in (0, 120, 255)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:])
    assert look(buffer.getvalue()).pages == 3
    copy = opened(clean_picture(buffer.getvalue()))
    shades = []
    for page in range(3):
        copy.seek(page)
        shades.append(copy.getpixel((0, 0)))
    assert shades == [0, 120, 255]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width, height):
    """Return a PNG of some bytes that claims so many pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("act", [look, clean_picture, lambda data: shown_picture(data, 100)])
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bomb(60000, 60000), "太大"),
        (bomb(11000, 10500), "太大"),
        (bomb(100, 100), "损坏"),
        (b"\xff\xd8\xff", "损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "损坏"),
        (b"GIF89a", "损坏"),
        (b"BM", "损坏"),
        (b"II*\x00\xff\xff\xff\xff", "损坏"),
        (b"no picture", "损坏"),
    ],
)
def test_bombs_and_damaged_pictures_are_refused_in_words(act, data, why):
    with pytest.raises(Unusable) as refused:
        act(data)
    assert why in refused.value.why
    assert refused.value.fix.endswith("。")


def test_a_photograph_that_was_cut_off_is_damaged(photo):
    whole = photo(size=(800, 600))
    with pytest.raises(Unusable, match="损坏"):
        look(whole[: len(whole) // 2])
