"""What gives a person or an army unit away, in whatever form clerks type it, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shuangyong.model.privacy import find_private, id_number_is_valid, is_designation, mask, without_designations

ID = "37021319800101001X"
#: The third is the example of GB 11643-1999 itself, the fourth a residence permit of 港澳居民.
IDS = (ID, "370213198001010028", "11010519491231002X", "810000199408230021")


def kinds_in(text):
    return [span.what for span in find_private(text)]


@pytest.mark.parametrize("number", IDS)
def test_an_id_number_is_known_by_province_birth_and_check(number):
    assert id_number_is_valid(number)
    assert kinds_in(f"证号{number}，已核") == ["身份证号"]


@pytest.mark.parametrize(
    "number",
    ["370213198001010011", "37021319801301001X", "99021319800101001X", "3702131980010100", "", "37021319800101001x"],
)
def test_another_number_is_no_valid_id_number(number):
    assert not id_number_is_valid(number)


@pytest.mark.parametrize(
    "typed",
    [
        ID.lower(),
        "".join(chr(ord(character) + 0xFEE0) for character in ID),
        " ".join(ID),
        "370213 19800101 001X",
        "370213-1980-0101-001X",
        "370213　19800101　001Ｘ",
        "\u200b".join(ID),
        ID[:6] + "\ufeff" + ID[6:],
        "370213\n19800101\n001X",
        "370213198001010011",
        "370213800101001",
    ],
)
def test_an_id_number_is_found_however_it_is_typed(typed):
    text = f"王某{typed}退役"
    assert kinds_in(text) == ["身份证号"]
    assert mask(text) == "王某［身份证号已隐去］退役"


@given(st.data())
def test_no_way_of_splitting_an_id_number_hides_it(data):
    between = st.sampled_from(["", " ", "-", "\u200b", "　", "—", "\u2060 "])
    typed = "".join(character + data.draw(between) for character in ID[:-1]) + "X"
    assert mask(typed) == "［身份证号已隐去］"


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000", "１３８００１３８０００", "138 0013 8000", "138-0013-8000", "8613800138000", "1380\u200b0138000",
        "0532-87654321", "053287654321", "010-87654321", "0532 8765 4321", "04118765432",
    ],
)  # fmt: skip
def test_a_phone_number_is_found_however_it_is_typed(typed):
    text = f"联系人李某，{typed}。"
    assert mask(text) == "联系人李某，［电话号码已隐去］。"


def test_a_short_phone_number_is_found_where_the_text_says_so():
    assert mask("电话：8765 4321，人数 87654321") == "电话：［电话号码已隐去］，人数 87654321"


def test_a_bank_card_is_found_by_its_check_digit():
    assert kinds_in("卡号6222 0212 3456 7890 128") == ["银行卡号"]
    assert kinds_in("卡号6222 0212 3456 7890 129") == []


@pytest.mark.parametrize(
    "text",
    [
        "慰问金15000-200000元", "2026-08-01至2026-08-15", "某医发〔2026〕3号", "编号370213202608010001",
        "91370200MA3C0XXX5T", "体检343人、合格237人", "1 2 3 5 6 8", "投入1380.01万元、3800元", "400-820-8820",
        "20260801", "12345678901234567890123", "",
    ],
)  # fmt: skip
def test_amounts_dates_and_file_numbers_give_nobody_away(text):
    assert find_private(text) == []
    assert mask(text) == text


def test_each_thing_is_found_once_and_in_order():
    text = f"{ID}、13800138000，到第31师"
    assert [(text[span.start : span.end], span.what) for span in find_private(text)] == [
        (ID, "身份证号"),
        ("13800138000", "电话号码"),
        ("第31师", "部队番号"),
    ]


@given(st.text())
def test_what_is_masked_gives_nothing_away(text):
    assert find_private(mask(text)) == []


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("走访慰问塔山英雄团官兵", "走访慰问驻地某部官兵"),
        ("与第31师座谈", "与驻地某部座谈"),
        ("到第 三 十 一 师", "到驻地某部"),
        ("驻地71集团军", "驻地某部"),
        ("为一二七师送医", "为驻地某部送医"),
        ("南京路上好八连", "南京路上驻地某部"),
        ("“硬骨头六连”", "“驻地某部”"),
        ("走访北海舰队第二驱逐舰支队官兵", "走访驻地某部官兵"),
        ("与武警青岛支队共建", "与驻地某部共建"),
        ("武警山东省总队青岛支队执勤三中队来队", "驻地某部来队"),
        ("武\u200b警青岛支队", "驻地某部"),
        ("慰问东部战区空军第５航空兵旅", "慰问驻地某部"),
        ("看望第12潜艇支队", "看望驻地某部"),
    ],
)
def test_a_designation_in_a_sentence_becomes_some_troops(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "第一师范学校", "第二营业部", "第三团支部", "十连冠", "新疆生产建设兵团第八师", "35名教师",
        "学生军训第三营第二连",
        "陆军第80集团军医院", "第四军医大学", "3.12师生植树", "模范教师", "雷锋连锁店", "红军长征", "英雄团队",
        "武警官兵和消防救援支队", "武警某支队", "武警中队", "武警、公安大队", "交警第二大队", "市公安局第三支队",
        "第二批汽车", "东部战区总医院", "消防救援第一大队", "第三届旅游", "驻北部战区某部", "武警医院第三大队",
    ],
)  # fmt: skip
def test_other_words_of_the_same_characters_stay(text):
    assert mask(text) == text


@pytest.mark.parametrize(
    "name",
    [
        "第31师", "第４师", "塔山英雄团", "三营", "八连", "预备役团", "济南舟桥旅", "陆军第80集团军", "127部队",
        "北海舰队第二驱逐舰支队", "第二驱逐舰支队", "武警青岛支队", "武警青岛市崂山区中队", "北部战区海军",
        "第3登陆舰支队", "第10驱逐舰", "东海舰队", "武警大同市支队", "73021部队二营",
        "某集团军第31师", "武警第二机动总队第5支队", "第\u200b31师",
    ],
)  # fmt: skip
def test_a_true_designation_is_known(name):
    assert is_designation(name)
    assert without_designations(name) == "驻地某部"


@pytest.mark.parametrize(
    "name",
    [
        "73021部队", "96101部队71分队", "驻地某部", "某旅", "武警某支队", "县人武部", "县消防大队", "武警中队",
        "民兵连", "第302医院", "文工团", "驻地军营", "",
        "91206部队", "市公安局第三支队", "交警第二机动大队", "消防救援第一特勤大队", "民兵第三应急大队",
        "东部战区总医院", "某战区", "北部战区某部",
    ],
)  # fmt: skip
def test_code_names_and_open_names_are_no_designations(name):
    assert not is_designation(name)
    assert without_designations(name) == name


def test_only_the_designation_among_several_names_is_replaced():
    assert without_designations("96101部队、第31师；县人武部、三营") == "96101部队、驻地某部、县人武部"
