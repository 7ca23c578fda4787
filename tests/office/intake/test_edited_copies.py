"""A submitted copy that was edited: it notes when its original was saved, and is as new as it was saved itself."""

import io
import re
import zipfile

import pytest
from shuangyong.workbook.marking import marked_bytes

NOTED = "2024-11-01T00:00:00Z"


def saved_again(data, saved):
    """Return a workbook that says that it was saved then; with an empty text, that says nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream := io.BytesIO(), "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + saved.encode(), content)
            target.writestr(name, content)
    return stream.getvalue()


def test_of_two_mended_copies_the_later_saved_counts_whichever_comes_first(store, take, put, sent, retyped):
    wrong = put(sent(code="H1", qualified=999, saved=NOTED))
    (entry,) = take(wrong).entries
    assert entry.verdict == "returned"
    marked = marked_bytes(wrong.read_bytes(), entry.problems)
    older = saved_again(retyped(marked, "征兵体检", {"F5": 80}), "2024-11-05T01:00:00Z")
    newer = saved_again(retyped(marked, "征兵体检", {"F5": 85}), "2024-11-06T01:00:00Z")
    assert take.verdicts(put(newer, "新.xlsx"), put(older, "旧.xlsx")) == ["accepted", "older"]
    row = store.db.execute("SELECT r.number, r.modified FROM submission s JOIN revision r ON r.id = s.counted")
    assert tuple(row.fetchone()) == (2, "2024-11-06T01:00:00Z")


@pytest.mark.parametrize(
    ("saved", "modified"),
    [
        ("2024-11-05T08:00:00+08:00", "2024-11-05T00:00:00Z"),
        ("2024-10-01T00:00:00Z", NOTED),  # a clock that runs behind
        ("2024-01-01T00:00:00Z", NOTED),  # as submit writes it
        ("2024-13-45T99:00:00Z", NOTED),
        ("", NOTED),
    ],
)
def test_a_copy_is_as_new_as_the_later_of_what_it_notes_and_what_it_says(store, take, put, sent, saved, modified):
    take(put(saved_again(sent(code="H1", saved=NOTED), saved)))
    assert store.db.execute("SELECT modified FROM revision").fetchone()[0] == modified


@pytest.mark.parametrize("noted", ["以后再说", ""])
def test_a_note_that_says_nothing_leaves_what_the_file_says(store, take, put, sent, noted):
    take(put(saved_again(sent(code="H1", saved=noted), "2024-11-05T00:00:00Z")))
    assert store.db.execute("SELECT modified FROM revision").fetchone()[0] == "2024-11-05T00:00:00Z"
