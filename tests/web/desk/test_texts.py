"""A clerk without an account: a draft proofread against the clerk's own file, an old document read."""

import pytest

from ..conftest import ledger
from ..test_handing_in import wrong
from ..test_unit_texts import word
from .conftest import cells_in, home_of, let_in


def send(clerk, what, data=None, **fields):
    """Upload a text, and return the address of what became of it."""
    answer = clerk.browser.post(f"/{what}/upload", files={"document": ("总结.docx", data or word())}, data=fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_draft_is_proofread_against_the_clerks_own_file(clerk):
    text = clerk.get(send(clerk, "proofread")).text
    assert "与台账不一致" in text
    assert "98765" in text
    assert "核对过" in text


def test_a_ledger_with_errors_is_not_compared_and_that_is_said(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(ledger(change=wrong))
    clerk = let_in(home_of(path))
    text = clerk.get(send(clerk, "proofread")).text
    assert '<p class="note bad"><b>先看这里：</b>台账还有错误，没有和它核对' in text
    assert "没有填的空" in text
    assert "与台账不一致" not in text


def test_a_file_that_is_no_ledger_does_not_keep_texts_from_being_read(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    clerk = let_in(home_of(path))
    where = send(clerk, "read")
    text = clerk.get(where).text
    assert "征兵体检" in text
    assert "不入账" not in text
    assert "没有归入" not in text
    assert "98765" in cells_in(clerk.get(f"{where}/ledger.xlsx").content)
    assert path.read_bytes() == b"PK\x03\x04 cut off"


@pytest.mark.parametrize("what", ["proofread", "read"])
def test_a_token_that_nobody_was_given_is_not_there(clerk, what):
    assert clerk.get(f"/{what}/{'x' * 32}").status_code == 404
    assert clerk.get(f"/{what}").status_code == 200
