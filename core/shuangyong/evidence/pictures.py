"""Pictures made anew from their pixels alone, so that nothing else of the file goes along: no place, no device.

A copy is upright and in the colours of sRGB; JPEG, MPO and WebP become JPEG, scans stay TIFF with all their pages,
all others become PNG. Of what moves (GIF) the first picture is taken.
"""

import contextlib
import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator

import attrs
from PIL import Image, ImageCms, ImageOps, ImageSequence

from .leftovers import left_in_picture
from .refusing import Unusable, damaged

#: The longest side of a copy in pixels: a page of A4 at 300 dpi is 3508 high.
LONGEST = 4000
#: The largest file that is opened as a picture.
MOST_BYTES = 64 * 2**20
_MOST_PIXELS = 120_000_000
_MOST_SAMPLES = 240_000_000
_MOST_PAGES = 200
_QUALITY = 88
_GLANCE = (500, 500)
_FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
_AS_JPEG = ("JPEG", "MPO", "WEBP")

# What Pillow has to say of a damaged picture is told in our words.
logging.getLogger("PIL").addHandler(logging.NullHandler())

#: What Pillow's readers raise for bytes that are not what they should be.
_DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError, MemoryError,
    struct.error, zlib.error,
)  # fmt: skip


@attrs.frozen
class Copy:
    """A picture's copy: its bytes, the suffix that they bear, and its size in pixels."""

    content: bytes
    suffix: str
    width: int
    height: int


@attrs.frozen
class Look:
    """What a picture is: its size in pixels as it is shown, and how many pages it has."""

    width: int
    height: int
    pages: int


def look(data: bytes) -> Look:
    """Return what a picture is, having read it to its end; raises Unusable where it is damaged or too large."""
    with _opened(data) as image:
        width, height = image.size
        image.draft(None, _GLANCE)
        image.load()
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        return Look(height, width, pages) if turned else Look(width, height, pages)


def clean_picture(data: bytes) -> Copy:
    """Return a copy for leaving the unit: its pixels and nothing else, which is verified.

    Raises:
        Unusable: It cannot be read, or is too large.
    """
    with _opened(data) as image:
        if image.format == "TIFF":
            return _verified(_scan(image))
        return _verified(_written(_bare(image, LONGEST), jpeg=image.format in _AS_JPEG))


def shown_picture(data: bytes, longest: int) -> Copy:
    """Return a copy for a document, its longest side at most ``longest`` pixels; raises Unusable likewise."""
    with _opened(data) as image:
        return _verified(_written(_bare(image, longest), jpeg=image.format in (*_AS_JPEG, "TIFF")))


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Open an image whose size is within the limits; what goes wrong while it is used is told as damage."""
    if len(data) > MOST_BYTES:
        raise Unusable(f"图片文件超过 {MOST_BYTES >> 20} MB", "请用看图软件把图片缩小后再放进来。")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of EXIF that is damaged, and of sizes that are judged here
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _measure(image)
                yield image
        except Image.DecompressionBombError:
            raise _too_large("超过一亿") from None
        except _DAMAGE as fault:
            raise damaged("图片") from fault


def _measure(image: Image.Image) -> None:
    pixels = image.width * image.height
    # A JPEG is read at a fraction of its size.
    samples = 0 if image.format in ("JPEG", "MPO") else pixels * len(image.getbands())
    if pixels > _MOST_PIXELS or samples > _MOST_SAMPLES:
        raise _too_large(f"有 {image.width}×{image.height}")


def _too_large(how_large: str) -> Unusable:
    return Unusable(f"图片太大（像素{how_large}），可能是恶意文件", "请用看图软件把图片缩小后再放进来。")


def _bare(image: Image.Image, longest: int) -> Image.Image:
    """Return the pixels of an image alone, upright, in sRGB and not larger than asked."""
    image.draft(None, (longest, longest))
    upright = ImageOps.exif_transpose(image)
    image = _in_srgb(upright, image.info.get("icc_profile"))
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an image as L, RGB or RGBA in sRGB, its own colour profile applied and dropped."""
    alpha = "A" in image.getbands() or "transparency" in image.info
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if profile and image.mode in ("RGB", "CMYK", "RGBA", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
            image = made or image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that cannot be read changes no colours
    if alpha:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _written(image: Image.Image, *, jpeg: bool) -> Copy:
    buffer = io.BytesIO()
    if jpeg and image.mode != "RGBA":
        image.save(buffer, "JPEG", quality=_QUALITY, optimize=True)
        suffix = ".jpg"
    else:
        image.save(buffer, "PNG", optimize=image.width * image.height < _MOST_PIXELS // 10)
        suffix = ".png"
    return Copy(buffer.getvalue(), suffix, image.width, image.height)


def _scan(image: Image.Image) -> Copy:
    """Return a scan with all its pages."""
    if getattr(image, "n_frames", 1) > _MOST_PAGES:
        raise Unusable(f"扫描件超过 {_MOST_PAGES} 页", "请拆成几份，或存成 PDF。")
    first, *others = _pages(image)
    buffer = io.BytesIO()
    first.save(buffer, "TIFF", compression="tiff_deflate", save_all=True, append_images=others)
    return Copy(buffer.getvalue(), ".tif", first.width, first.height)


def _pages(image: Image.Image) -> Iterator[Image.Image]:
    samples = 0
    for page in ImageSequence.Iterator(image):
        samples += page.width * page.height * len(page.getbands())
        _measure(page)
        if samples > _MOST_SAMPLES:
            raise _too_large("各页合计超过两亿")
        yield _bare(page, LONGEST)


def _verified(copy: Copy) -> Copy:
    """Return a copy, once nothing but a picture is found in it."""
    if left := left_in_picture(copy.content):
        raise Unusable(f"去不掉图片里的附加信息（{'、'.join(left)}）", "请用看图软件把它另存为新的图片。")
    return copy
