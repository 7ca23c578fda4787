"""Ledgers of several folders, which often bear one name, are told apart, and no file takes another's place."""

import json

import pytest
from shuangyong.cli.options import numbered


@pytest.fixture
def twins(run, faulty, tmp_path):
    """A sound ledger and a faulty one of the same name in two folders."""
    found = [tmp_path / folder / "台账.xlsx" for folder in ("甲", "乙")]
    for path in found:
        path.parent.mkdir()
    assert run("new", found[0], "--sector", "hospital", "--sample", "--year", 2026)[0] == 0
    faulty[0].rename(found[1])
    return found


def test_marked_files_fill_a_folder(run, sample, tmp_path):
    other = tmp_path / "二.xlsx"
    other.write_bytes(sample.read_bytes())
    assert run("check", sample, other, "--mark", "退改")[0] == 0
    assert sorted(path.name for path in (tmp_path / "退改").iterdir()) == ["二-退改.xlsx", "台账-退改.xlsx"]


def test_marked_files_of_one_name_are_both_kept(run, twins, tmp_path):
    code, _, err = run("check", *twins, "--mark", "退改")
    assert code == 1
    assert sorted(path.name for path in (tmp_path / "退改").iterdir()) == ["台账-退改-2.xlsx", "台账-退改.xlsx"]
    assert "台账-退改-2.xlsx" in err


def test_each_is_named_with_its_folder(run, twins):
    answers = json.loads(run("check", *twins, "--format", "json")[1])
    assert [(one["path"], one["ok"]) for one in answers] == [(str(twins[0]), True), (str(twins[1]), False)]
    assert [one["file"] for one in answers] == ["台账.xlsx"] * 2
    assert str(twins[1]) in run("check", *twins)[1]


def test_one_alone_is_named_without(run, sample):
    assert json.loads(run("check", sample, "--format", "json")[1])["file"] == sample.name


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], []),
        (["一", "二"], ["一", "二"]),
        (["一", "一", "一"], ["一", "一-2", "一-3"]),
        (["一", "一-2", "一"], ["一", "一-2", "一-3"]),
    ],
)
def test_names_that_are_taken_are_numbered(names, told):
    assert numbered(names) == told
