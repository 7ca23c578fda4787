"""Pictures in documents: each exists, each is shown, each says in Chinese what is on it, and none is heavy."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PORTAL = ROOT / "docs" / "pictures"

#: Bytes of a picture of the portal, and of all of them.
LARGEST, TOGETHER = 120 * 2**10, 700 * 2**10


def shown(document):
    """Return the pictures of a document: what is said of each, and its file."""
    found = SHOWN.findall(document.read_text(encoding="utf-8"))
    return [(words, (document.parent / unquote(target)).resolve()) for words, target in found]


def portal_pictures():
    return sorted(PORTAL.glob("*"))


@pytest.mark.parametrize("document", [one for one in DOCUMENTS if shown(one)], ids=lambda one: one.name)
def test_every_picture_that_a_document_shows_exists_and_is_told_in_its_language(document):
    chinese = document.name != "README.md"
    for words, picture in shown(document):
        assert picture.is_file(), picture
        assert len(words) >= 8, (words, picture)
        assert bool(CHINESE.search(words)) is chinese, words


def test_every_picture_is_shown():
    files = {*portal_pictures(), *(ROOT / "docs" / "images").glob("*")}
    assert len(portal_pictures()) >= 6
    assert files == {picture for document in DOCUMENTS for _, picture in shown(document)}


def test_both_readmes_show_the_same_pictures():
    english, chinese = ([picture for _, picture in shown(ROOT / name)] for name in ("README.md", "README.zh-CN.md"))
    assert english == chinese
    assert {picture.parent for picture in english} >= {PORTAL}


def test_pictures_of_the_portal_are_small_and_have_a_palette():
    sizes = {picture.name: picture.stat().st_size for picture in portal_pictures()}
    assert max(sizes.values()) <= LARGEST, sizes
    assert sum(sizes.values()) <= TOGETHER, sizes
    for path in portal_pictures():
        with Image.open(path) as picture:
            assert (picture.format, picture.mode) == ("PNG", "P")
            assert picture.width == 1100, path
