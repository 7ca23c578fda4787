"""What script adds to forms: chosen files are listed, and a form that acts is sent once however often it is clicked."""

import pytest

from .conftest import MINE, YEAR, ledger, settled

pytestmark = pytest.mark.slow


def test_chosen_files_are_listed_and_sent_once(window, address, tmp_path):
    page = window("mine")
    page.goto(f"{address}/units/{MINE}?year={YEAR}")
    file = tmp_path / "我的<b>台账.xlsx"
    file.write_bytes(ledger())
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_label("填好的台账").set_input_files(file)
    assert page.locator("ul.chosen li").all_inner_texts() == [f"我的<b>台账.xlsx（{round(len(ledger()) / 1024)} KB）"]
    # Two clicks before anything of the answer is there.
    page.get_by_role("button", name="检查并报送").evaluate("button => { button.click(); button.click(); }")
    page.wait_for_url("**/results/*")
    assert "已收下" in settled(page).inner_text("main")
    assert len(sent) == 1
