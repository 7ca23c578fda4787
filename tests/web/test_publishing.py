"""Publishing in the portal: what can be chosen, what comes of it, what was published before, and the office above."""

import io
import json
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.model.periods import Period
from shuangyong.office.rollup.asking import default_dims
from shuangyong.office.rollup.publications import publications
from shuangyong.office.rollup.rolling import roll_up
from shuangyong.web import publish_pages
from shuangyong.web.jobs import doing, publishing, table
from shuangyong.web.jobs.folders import JOBS
from shuangyong.web.jobs.kinds import Input

from .conftest import MINE, NAMES, OTHER, PRIVATE, YEAR
from .jobs.conftest import number_of
from .test_office import rows_of

FIELDS = {"year": str(YEAR), "sector": "1", "time": "month", "edition": "office", "form-json": "1"}


@pytest.fixture(autouse=True)
def as_quick(monkeypatch):
    """Jobs are done in the tests' own process, which must not become slower than others."""
    monkeypatch.setattr(doing, "_NICE", 0)


def ended(office, number):
    """Do a job, and return it."""
    doing.do(office.portal.folder, number, "")
    with office.store as store:
        found = table.find(store, number)
    assert not found.is_open
    return found


def asked(browser, **fields):
    return browser.post("/publish", data={**FIELDS, **fields})


def made(office, browser, answer):
    """Have a job done, and return what it made by the ends of names, with its words."""
    number = number_of(answer)
    job = ended(office, number)
    assert job.state == "done", job.words
    files = [browser.get(f"/jobs/{number}/files/{place}") for place in range(1, len(job.files) + 1)]
    assert all(one.status_code == 200 for one in files)
    return {name.rpartition(".")[2]: file for name, file in zip(job.files, files, strict=True)}, job


def noted(office):
    with office.store as store:
        return publications(store)


def test_files_hold_what_the_command_line_rolls_up(filed):
    browser = filed.browser("officer")
    forms = {"form-xlsx": "1", "form-docx": "1", "form-html": "1"}
    files, job = made(filed, browser, asked(browser, **forms))
    assert set(files) == {"xlsx", "docx", "html", "json"}
    with filed.store as store:
        dims = default_dims(store, Period(YEAR), documents=True)
        rollup = roll_up(store, installed(), Period(YEAR), dims)
    told = json.loads(files["json"].content)
    assert len(told["figures"]) == len(rollup.figures)
    total = {one["measure"]: one["net"] for one in told["figures"] if not one["by"]}
    assert {name: Decimal(net) for name, net in total.items()} == {
        one.measure: one.sum.net for one in rollup.figures if not one.by
    }
    for form in ("xlsx", "docx"):
        assert zipfile.ZipFile(io.BytesIO(files[form].content)).testzip() is None
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"].content)).sheetnames
    assert NAMES[MINE] in files["html"].text
    assert files["html"].headers["content-disposition"].startswith("attachment")
    assert not [form for form, file in files.items() if PRIVATE.encode() in file.content]
    page = browser.get(f"/jobs/{job.id}").text
    assert "数字是暂定的" in page
    assert "疑似重复的活动尚未裁定" in page


def test_an_edition_is_noted_once_and_listed_with_who_when_and_how(filed):
    browser = filed.browser("officer")
    made(filed, browser, asked(browser, time="quarter", region="region:county"))
    (one,) = noted(filed)
    assert (one.actor, one.period, one.public) == ("officer某（officer）", str(YEAR), False)
    assert one.dims == ("region:county", "sector", "quarter")
    assert filed.audited("rollup") == [str(YEAR)]
    text = browser.get(f"/publish?year={YEAR}").text
    assert "地区：县（市、区）、行业、季度" in text
    header, row = rows_of(browser.get("/publish/editions.xlsx"))
    assert header[:3] == ("时间", "谁", "期间")
    assert row[1:] == ("officer某（officer）", str(YEAR), "地区：县（市、区）、行业、季度", "内部版", "全部")


def test_a_job_that_is_done_twice_notes_its_edition_once(filed):
    browser = filed.browser("officer")
    number = number_of(asked(browser))
    ended(filed, number)
    with filed.store as store, store.transaction() as db:  # as if its end had been lost
        db.execute("UPDATE job SET state = 'running', ended = NULL WHERE id = ?", (number,))
    assert ended(filed, number).state == "done"
    assert len(noted(filed)) == 1
    other = number_of(asked(browser))
    ended(filed, other)
    assert len(noted(filed)) == 2


def test_a_public_edition_names_no_unit_and_a_second_one_is_warned_of(filed):
    browser = filed.browser("officer")
    files, _ = made(filed, browser, asked(browser, edition="public", **{"form-html": "1"}))
    for form in ("json", "html"):
        assert not [name for name in NAMES.values() if name in files[form].text]
    same = asked(browser, edition="public")
    assert same.status_code == 303
    other = asked(browser, edition="public", time="quarter")
    assert other.status_code == 409
    assert "推算出来" in other.text
    assert 'name="time" value="quarter"' in other.text
    assert asked(browser, edition="public", time="quarter", knowing="1").status_code == 303
    assert asked(browser, edition="office", time="quarter").status_code == 303


def test_of_two_public_editions_asked_for_at_the_same_moment_the_second_is_warned_of(filed, monkeypatch):
    first, second = filed.browser("officer"), filed.browser("admin")
    real, answers = publish_pages.start, []

    def held_up(*given, **named):  # the other asks between this one's look and its job
        monkeypatch.setattr(publish_pages, "start", real)
        answers.append(asked(second, edition="public", time="quarter").status_code)
        return real(*given, **named)

    monkeypatch.setattr(publish_pages, "start", held_up)
    late = asked(first, edition="public")
    assert (answers, late.status_code) == ([303], 409)
    assert "推算出来" in late.text
    with filed.store as store:
        assert len(table.all_of(store, ("publish",))) == 1


def test_what_is_asked_for_twice_is_one_job_until_it_is_done(filed):
    browser = filed.browser("officer")
    number = number_of(asked(browser))
    folders = len([*(filed.portal.folder / JOBS).iterdir()])
    assert number_of(asked(browser)) == number
    assert len([*(filed.portal.folder / JOBS).iterdir()]) == folders
    others = {number_of(asked(filed.browser("admin"))), number_of(asked(browser, time="quarter"))}
    assert number not in others and len(others) == 2
    assert filed.audited("job/start").count("publish") == 3
    ended(filed, number)
    assert number_of(asked(browser)) > max(others)


def test_figures_that_changed_since_are_told_with_why(filed):
    browser = filed.browser("officer")
    made(filed, browser, asked(browser))
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE submission SET counted = NULL WHERE unit = ?", (OTHER,))
        store.audit("测试", "return", OTHER, {})
    _, job = made(filed, browser, asked(browser))
    page = browser.get(f"/jobs/{job.id}").text
    assert "个数字变了" in page
    assert NAMES[OTHER] in page
    header, *rows = rows_of(browser.get(f"/jobs/{job.id}/table.xlsx"))
    assert header == ("指标", "分组", "上次", "这次")
    assert rows
    amounts = [amount for row in rows for amount in row[2:]]
    assert all(amount == "无" or isinstance(amount, int | float) for amount in amounts)
    assert {type(amount) for amount in amounts} & {int, float}


def test_only_some_figures_by_the_names_that_people_use(filed):
    browser = filed.browser("officer")
    files, _ = made(filed, browser, asked(browser, measures="征兵体检·体检人数"))
    assert {one["measure"] for one in json.loads(files["json"].content)["figures"]} == {
        "hospital.recruit_exam.examined"
    }
    (one,) = noted(filed)
    assert one.measures == ("hospital.recruit_exam.examined",)


@pytest.mark.parametrize(
    "fields",
    [
        {"form-json": ""},
        {"part": "Q9"},
        {"part": "Q1", "time": "half"},
        {"time": "century"},
        {"region": "region:moon"},
        {"region": "sector"},
        {"region": "choice:id_number"},
        {"measures": "没有的·指标"},
        {"measures": "' OR 1=1 --"},
        {"year": "二〇二五"},
        {"year": "9" * 30},
        {"year": ""},
    ],
)
def test_what_cannot_be_is_told_before_anything_is_made(filed, fields):
    answer = asked(filed.browser("officer"), **fields)
    assert answer.status_code == 400
    with filed.store as store:
        assert table.all_of(store, ("publish",)) == ()
    assert noted(filed) == ()


def test_a_year_of_which_nothing_counts_is_told(office):
    browser = office.browser("officer")
    job = ended(office, number_of(asked(browser)))
    assert job.state == "failed"
    assert "还没有可以汇总的台账" in job.words
    assert noted(office) == ()


def test_what_is_open_is_told_before(filed):
    text = filed.browser("officer").get(f"/publish?year={YEAR}").text
    assert "应报 2 家，计入汇总 2 家" in text
    assert "还没有备份过" in text
    assert "疑似重复" in text or "正在查找" in text


def test_a_private_number_in_a_name_leaves_in_no_file(filed):
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE roster SET name = ? WHERE unit = ?", (f"甲医院{PRIVATE}", MINE))
        store.audit("测试", "roster", MINE, {})
    job = ended(filed, number_of(asked(filed.browser("officer"))))
    assert job.state == "failed"
    assert PRIVATE not in job.words
    assert not job.files
    assert noted(filed) == ()


def test_the_package_for_the_office_above(filed):
    browser = filed.browser("officer")
    data = {"year": str(YEAR), "office": "李沧区双拥办", "region": "370213"}
    files, job = made(filed, browser, browser.post("/publish/forward", data=data))
    assert job.files == (f"李沧区双拥办{YEAR}年汇总件.zip",)
    names = zipfile.ZipFile(io.BytesIO(files["zip"].content)).namelist()
    assert names
    assert PRIVATE.encode() not in b"".join(
        zipfile.ZipFile(io.BytesIO(files["zip"].content)).read(name) for name in names
    )
    assert filed.audited("forward") == [f"李沧区双拥办-{YEAR}"]
    assert 'value="李沧区双拥办"' in browser.get(f"/publish?year={YEAR}").text


@pytest.mark.parametrize("fields", [{"region": "999999"}, {"region": "<b>"}, {"office": ""}, {"year": "x"}])
def test_a_package_needs_to_know_whose_it_is(filed, fields):
    data = {"year": str(YEAR), "office": "李沧区双拥办", "region": "370213", **fields}
    browser = filed.browser("officer")
    answer = browser.post("/publish/forward", data=data)
    if answer.status_code == 303:
        job = ended(filed, number_of(answer))
        assert job.state == "failed"
        assert "<b>" not in browser.get(f"/jobs/{job.id}").text
    else:
        assert answer.status_code == 400
    assert filed.audited("forward") == []


@pytest.mark.parametrize("login", ["reader", "mine"])
def test_only_officers_publish(filed, login):
    browser = filed.browser(login)
    assert browser.get("/publish").status_code == 404
    assert asked(browser).status_code == 404
    assert "/publish" not in browser.get("/me").text


def test_a_public_edition_that_is_still_being_made_is_warned_of_too(filed):
    browser = filed.browser("officer")
    assert asked(browser, edition="public").status_code == 303
    other = asked(browser, edition="public", time="quarter")
    assert other.status_code == 409
    assert "officer某" in other.text
    assert asked(browser, edition="public").status_code == 303


def test_a_year_less_its_first_half_is_warned_of(filed):
    browser = filed.browser("officer")
    assert asked(browser, edition="public", part="H1").status_code == 303
    assert asked(browser, edition="public", part="H2").status_code == 303
    whole = asked(browser, edition="public")
    assert whole.status_code == 409
    assert f"{YEAR}-H1" in whole.text


def test_a_job_that_was_killed_after_its_edition_was_noted_tells_the_same_changes(filed):
    def run(audits):
        fields = {"period": str(YEAR), "dims": "sector", "public": False, "measures": [], "forms": []}
        given = Input(actor="某", asked="", audits=audits, fields=fields)
        return publishing.run(filed.portal.folder, installed(), given, lambda _done, _all: None)

    run(10**6)
    with filed.store as store, store.transaction() as db:
        db.execute("UPDATE submission SET counted = NULL WHERE unit = ?", (OTHER,))
        newest = db.execute("SELECT MAX(id) FROM audit").fetchone()[0]
    first, again = run(newest), run(newest)
    assert first.report["changed"]
    assert again.report == first.report
