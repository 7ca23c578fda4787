"""Personal numbers and true designations in plain cells."""

import attrs
import pytest
from shuangyong import Document, EntitledPerson, LeadingGroup, Meeting, PartialDate, Partner, Visit

DAY = PartialDate(2026, 8, 1)
ID = "11010519491231002X"  # the worked example of GB 11643-1999
PHONE = "13800138000"


@pytest.mark.parametrize(("number", "what"), [(ID, "身份证号"), (PHONE, "电话号码")])
@pytest.mark.parametrize("field", ["title", "place", "joint_with", "evidence", "remarks"])
def test_a_personal_number_in_any_plain_text_is_a_warning_and_is_not_repeated(find, cell, field, number, what):
    (problem,) = find(Visit(date=DAY, **{field: f"联系老王{number}。"}))
    assert (problem.severity, problem.code) == ("warning", "private-number")
    assert problem.cell == cell("core.visit", field, 3)
    assert what in problem.message
    assert "老王" in problem.value
    assert number[6:] not in repr(attrs.asdict(problem))


def test_a_personal_number_in_its_own_column_is_in_order(find):
    assert find(EntitledPerson(name="某甲", category="退役军人", id_number=ID, phone=PHONE)) == []
    assert find(LeadingGroup(leader="某甲", liaison_phone=PHONE)) == []


@pytest.mark.parametrize("text", ["体检343名", "沧医发〔2026〕6号", "2026年8月1日", "投入12000元", "门诊楼301室"])
def test_ordinary_numbers_are_in_order(find, text):
    assert find(Document(title=text, date=DAY)) == []


@pytest.mark.parametrize("name", ["第3师", "警卫连"])
def test_a_true_designation_in_a_designation_column_is_a_warning(find, cell, name):
    (problem,) = find(Partner(name=name))
    assert (problem.severity, problem.code) == ("warning", "true-designation")
    assert problem.cell == cell("core.partner", "name", 3)
    assert problem.value == "［番号已隐去］"
    assert name not in repr(attrs.asdict(problem))
    assert "某部" in problem.fix


def test_a_true_designation_in_a_plain_text_is_a_warning(find):
    (problem,) = find(Meeting(date=DAY, title="与陆军第3师座谈"))
    assert problem.code == "true-designation"
    assert problem.value == "与陆军［番号已隐去］座谈"
    assert "第3师" not in repr(attrs.asdict(problem))


@pytest.mark.parametrize("name", ["驻地某部", "92330部队", "某旅", "驻地某部卫生队"])
def test_a_public_name_of_troops_is_in_order(find, name):
    assert find(Visit(date=DAY, partner=name)) == []


def test_what_names_troops_in_their_own_column_only_is_ordinary_text_elsewhere(find):
    assert find(Meeting(date=DAY, title="七连冠座谈", place="警卫连")) == []
