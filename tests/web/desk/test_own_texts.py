"""A clerk's texts at a clerk's own desk: proofread against the file as it is now, read into rows."""

import time

import pytest

TEXT = "2025年，医院开展征兵体检1次，体检9999人。联系人电话13905320001。"


def finished(clerk, path, name, text):
    """Send a text, and return the page that tells what came of it."""
    fields = {"year": "2025", "sector": "hospital"}
    answer = clerk.browser.post(path, data=fields, files={"document": (name, text.encode())})
    assert answer.status_code == 303, answer.text
    latest = time.monotonic() + 300
    while time.monotonic() < latest:
        found = clerk.get(answer.headers["location"])
        assert found.status_code == 200
        if "正在" not in found.text:
            return found.text
        time.sleep(0.2)
    pytest.fail("it was not finished")


@pytest.mark.slow
def test_a_text_is_proofread_against_the_file(clerk):
    told = finished(clerk, "/proofread/upload", "总结.txt", TEXT)
    assert "9999" in told
    assert "电话" in told


@pytest.mark.slow
def test_a_text_is_read_into_rows(clerk):
    told = finished(clerk, "/read/upload", "总结.txt", TEXT)
    assert "征兵体检" in told
