"""Standards: choosing the one that counts, the office's own, and scores of all units; the command line agrees."""

import io
import json
import threading
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from shuangyong.assess.shipped import DEFAULT
from shuangyong.catalog import installed
from shuangyong.cli import main
from shuangyong.model.problems import ProblemsFound
from shuangyong.office_standards import offered, standard_for
from shuangyong.web.jobs import scoring, table
from shuangyong.web.jobs.kinds import Input

from .conftest import MINE, NAMES, OTHER, YEAR
from .jobs.conftest import number_of

PAGE = f"/standards?year={YEAR}"


def rows_of(data):
    return [*openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)]


def seen(browser):
    return browser.get(PAGE).text.partition('name="seen" value="')[2].partition('"')[0]


def choose(browser, id_, **fields):
    return browser.post("/standards/choose", data={"year": str(YEAR), "seen": seen(browser), "id": id_, **fields})


def own_file(browser, form="toml"):
    """Return the shipped standard under another title."""
    data = browser.get(f"/standards/standard.{form}?id=unit").content
    if form == "toml":
        title = data.decode().partition('title = "')[2].partition('"')[0]
        return data.decode().replace(f'title = "{title}"', 'title = "本区标准<b>"').encode()
    return data


def upload(browser, data, name="区标准.toml"):
    return browser.post("/standards/upload", files={"standard": (name, data)})


def scored(office, year=YEAR):
    asked = Input(actor="某", asked="", audits=0, fields={"year": year})
    return scoring.run(office.portal.folder, installed(), asked, lambda _done, _all: None)


def test_a_standard_is_read_on_a_page_and_given_as_a_file(filed):
    browser = filed.browser("reader")
    text = browser.get(PAGE).text
    assert "没有选过，先用这个" in text
    assert "用这个</button>" not in text
    page = browser.get("/standards/read?id=unit").text
    assert "评分标准" in page
    assert browser.get("/standards/standard.xlsx?id=unit").content[:2] == b"PK"
    for where in ("/standards/read?id=", "/standards/read?id=no", "/standards/standard.docx?id=unit"):
        assert browser.get(where).status_code == 404


@pytest.mark.parametrize("form", ["toml", "xlsx"])
def test_an_office_keeps_its_own_and_chooses_it(filed, form):
    browser = filed.browser("officer")
    data = own_file(browser, form)
    answer = upload(browser, data, f"区标准.{form}")
    assert answer.status_code == 303, answer.text
    id_ = answer.headers["location"].partition("id=")[2]
    page = browser.get(answer.headers["location"]).text
    assert "本区标准<b>" not in page
    assert upload(browser, data, f"区标准.{form}").headers["location"].endswith(id_)  # kept once
    assert choose(browser, id_).status_code == 303
    with filed.store as store:
        built, _ = standard_for(store, installed(), YEAR)
        assert (built.standard.title == "本区标准<b>") == (form == "toml")
        assert len([one for one in offered(store, installed()) if one.own]) == 1
    assert filed.audited("standard/choose") == [str(YEAR)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.toml", b""),
        ("a.toml", b"[x"),
        ("a.toml", b"\xff\xfe"),
        ("a.xlsx", b"PK no workbook"),
        ("a.exe", b"MZ"),
        ("../../a.toml", b"title = 1"),
    ],
)
def test_what_is_no_standard_is_told_and_not_kept(filed, name, data):
    assert upload(filed.browser("officer"), data, name).status_code == 400
    with filed.store as store:
        assert not [one for one in offered(store, installed()) if one.own]


def test_errors_of_a_standard_are_all_told(filed):
    browser = filed.browser("officer")
    text = own_file(browser).decode()
    broken = text.replace('nature = "一票否决"', 'nature = "没有这种"').replace("\npoints = ", "\npoints = -", 1)
    answer = upload(browser, broken.encode())
    assert answer.status_code == 400
    assert "没有这种" in answer.text


@pytest.mark.parametrize("fields", [{"id": "no"}, {"id": ""}, {"id": "national"}, {"year": "x"}, {"seen": ""}])
def test_a_forged_choice_changes_nothing(filed, fields):
    browser = filed.browser("officer")
    own = upload(browser, own_file(browser)).headers["location"].partition("id=")[2]
    assert (
        choose(browser, fields.get("id", own), **{name: fields[name] for name in fields if name != "id"}).status_code
        == 400
    )
    assert not filed.audited("standard/choose")


def test_of_two_who_choose_at_once_one_does(filed):
    browsers, start, answers = [filed.browser(one) for one in ("officer", "admin")], threading.Barrier(2), []
    id_ = upload(browsers[0], own_file(browsers[0])).headers["location"].partition("id=")[2]
    old = seen(browsers[0])

    def act(browser):
        start.wait()
        answers.append(choose(browser, id_, seen=old).status_code)

    threads = [threading.Thread(target=act, args=(one,)) for one in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 400]
    assert filed.audited("standard/choose") == [str(YEAR)]


def test_all_units_are_ranked_with_reasons_as_the_command_line_ranks_them(filed, capsys):
    browser = filed.browser("officer")
    id_ = upload(browser, own_file(browser)).headers["location"].partition("id=")[2]
    choose(browser, id_)
    outcome = scored(filed)
    assert "本区标准<b>" in outcome.words
    units = outcome.report["units"]
    assert {one["code"] for one in units} == {MINE, OTHER}
    assert all(one["reasons"] for one in units)
    assert {made.name.rpartition(".")[2] for made in outcome.files} == {"xlsx", "docx"}
    assert scoring.shown(outcome.report, {"q": "乙"})["count"] == 1
    (row,) = scoring.table(outcome.report, {"q": "乙"}).rows
    assert row[1:3] == (OTHER, NAMES[OTHER])
    assert all(isinstance(amount, Decimal) for amount in row[4:6])
    assert str(row[4]) == next(one["total"] for one in units if one["code"] == OTHER)
    assert row[7] == "" or isinstance(row[7], Decimal)
    json.dumps(outcome.report)
    with pytest.raises(SystemExit) as ended:
        main(["assess", str(filed.portal.folder), "--year", str(YEAR), "--format", "json"])
    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert "本区标准<b>" in json.dumps(told, ensure_ascii=False)
    assert {one["code"]: one["total"] for one in told["units"]} == {one["code"]: one["total"] for one in units}


def test_a_year_without_ledgers_is_told(filed):
    with pytest.raises(ProblemsFound):
        scored(filed, 2019)


def test_scoring_is_asked_for_as_a_job(filed):
    browser = filed.browser("officer")
    answer = browser.post("/standards/score", data={"year": str(YEAR)})
    assert answer.status_code == 303
    assert browser.get(answer.headers["location"]).status_code == 200
    assert answer.headers["location"] in browser.get(PAGE).text
    assert browser.post("/standards/score", data={"year": "x"}).status_code == 400
    assert filed.browser("reader").post("/standards/score", data={"year": str(YEAR)}).status_code == 404


def test_units_are_scored_by_the_standard_that_counted_when_it_was_asked_for(filed):
    browser = filed.browser("officer")
    number = number_of(browser.post("/standards/score", data={"year": str(YEAR)}))
    with filed.store as store:
        asked = table.find(store, number).input
    upload(browser, own_file(browser))
    with filed.store as store:
        own = next(one for one in offered(store, installed()) if one.own)
    assert choose(browser, own.id).status_code == 303
    assert asked.fields == {"year": YEAR, "standard": DEFAULT}
    outcome = scoring.run(filed.portal.folder, installed(), asked, lambda _done, _all: None)
    assert outcome.report["title"] != scored(filed).report["title"]
    # With another standard it is other work, not the same asked for twice.
    assert number_of(browser.post("/standards/score", data={"year": str(YEAR)})) != number


def test_a_standard_that_unpacks_to_very_much_is_refused_before_it_is_read(office):
    browser = office.browser("officer")
    stream = io.BytesIO(own_file(browser, "xlsx"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/a.bin", bytes(41 << 20))
    answer = upload(browser, stream.getvalue(), "标准.xlsx")
    assert answer.status_code == 400
    assert "展开后超过" in answer.text


def test_a_standard_may_have_a_long_name(office):
    browser = office.browser("officer")
    assert upload(browser, own_file(browser), f"{'标' * 95}.toml").status_code == 303
