"""Record kinds: what a class gives its kind, and every contradiction that is refused."""

from decimal import Decimal
from typing import Any

import attrs
import pytest
from shuangyong import Activity, PartialDate, Record, choice, day, measure, ratio, record, text
from shuangyong.model.fields import METADATA, Field
from shuangyong.model.kinds import Kind, kind_id, make_kind

ACTIVITY = make_kind(Activity, "core", None)


@record("港口支前", pillar="co_building")
class PortSupport(Activity):
    """Ships loaded for the troops."""

    ships: int | None = measure("船次", unit="艘次")
    crew: int | None = measure("船员", unit="人", counts_as="participants", at_most="crew_all")
    crew_all: int | None = measure("在册船员", unit="人")
    fee: Decimal | None = measure("费用", unit="元", counts_as="spending")
    share = ratio("船员比例", of="crew", to="crew_all")


@record("夜间支前")
class NightSupport(PortSupport):
    """The same by night."""

    lamps: int | None = measure("灯具数", unit="个", stock=True)


@record("军港名册", pillar="co_building", register=True)
class Berth(Record):
    """A berth kept for the troops."""

    name: str = text("泊位", required=True)


PORT = make_kind(PortSupport, "port", ACTIVITY)
NIGHT = make_kind(NightSupport, "port", PORT)


def ids(kind: Kind) -> list[str]:
    return [field.id for field in kind.fields]


def test_a_kind_is_named_after_its_class():
    assert (kind_id(PortSupport), PORT.name, str(PORT)) == ("port_support", "port.port_support", "port.port_support")


def test_a_kind_takes_pillar_and_fields_from_its_parent():
    assert NIGHT.pillar is PORT.pillar
    assert set(ids(PORT)) < set(ids(NIGHT))
    assert NIGHT.own == {"lamps"}


def test_own_fields_stand_after_the_head_of_the_root_the_most_special_first():
    assert ids(PORT)[:5] == ["date", "end_date", "title", "place", "ships"]
    assert ids(NIGHT)[-9:] == ids(ACTIVITY)[-9:]
    assert ids(NIGHT)[4:6] == ["lamps", "ships"]


def test_a_ratio_has_no_column_and_no_place_in_a_row():
    assert "share" not in [field.id for field in PORT.columns]
    assert "share" not in [attribute.name for attribute in attrs.fields(PortSupport)]
    assert [field.id for field in PORT.ratios] == ["share"]


def test_measures_begin_with_the_count_of_rows():
    assert next(field.id for field in PORT.measures) == "count"
    assert (PORT.count.label, PORT.count.unit) == ("次数", "次")
    assert make_kind(Berth, "port", None).count.unit == "条"
    assert "share" not in [field.id for field in PORT.measures]


def test_a_header_is_the_label_with_the_unit_of_a_measure():
    assert PORT.field("ships").header == "船次（艘次）"
    assert PORT.field("title").header == "活动名称"


def test_an_unknown_field_is_a_key_error():
    with pytest.raises(KeyError):
        PORT.field("sails")


@pytest.mark.parametrize(("measure_id", "kind"), [("lamps", NIGHT), ("ships", PORT), ("spending", ACTIVITY)])
def test_a_measure_counts_up_to_the_kind_that_declares_it(measure_id, kind):
    assert NIGHT.declarer(measure_id) is kind


def test_rows_are_counted_up_to_the_root():
    assert NIGHT.declarer("count") is ACTIVITY


def test_a_kind_is_what_it_extends_but_not_the_reverse():
    assert NIGHT.is_a(PORT)
    assert NIGHT.is_a(ACTIVITY)
    assert not PORT.is_a(NIGHT)
    assert NIGHT.lineage == (NIGHT, PORT, ACTIVITY)


def test_what_extends_a_register_is_a_register():
    @record("浮码头")
    class Floating(Berth):
        """A floating berth."""

    assert make_kind(Floating, "port", make_kind(Berth, "port", None)).register


def test_records_refuse_negative_numbers_and_too_many_decimals():
    with pytest.raises(ValueError, match="船次不能小于零：-1"):
        PortSupport(ships=-1)
    with pytest.raises(ValueError, match="费用最多2位小数"):
        PortSupport(fee=Decimal("0.005"))
    assert PortSupport(fee=Decimal("0.050")).fee == Decimal("0.05")


def refusal(cls: type[Any], parent: Kind | None = None) -> str:
    with pytest.raises(ValueError) as caught:
        make_kind(cls, "port", parent)
    return str(caught.value)


def test_a_class_without_the_decorator_is_refused():
    class Bare(Record):
        """Not decorated."""

    assert "Bare" in refusal(Bare)
    assert "@record" in refusal(Bare)


def test_a_class_whose_parent_alone_is_decorated_is_refused():
    class Bare(PortSupport):
        """Not decorated."""

    assert "@record" in refusal(Bare, PORT)


def test_a_kind_with_rows_needs_a_pillar():
    @record("无归属")
    class Homeless(Record):
        """Belongs nowhere."""

    assert "pillar=" in refusal(Homeless)


def test_a_kind_needs_a_docstring():
    @record("无说明", pillar="benefits")
    class Silent(Record):
        name: str | None = text("姓名")

    assert "文档字符串" in refusal(Silent)


def test_no_field_may_be_called_count():
    @record("计数", pillar="benefits")
    class Counting(Record):
        """Counts."""

        date: PartialDate | None = day("日期")
        count: int | None = measure("数目", unit="个")

    assert "count（数目）" in refusal(Counting)
    assert "请换一个名称" in refusal(Counting)


def test_a_measure_of_a_parent_is_not_declared_again():
    @record("再报")
    class Again(PortSupport):
        """Again."""

        participants: int | None = measure("再报", unit="人次")

    assert "字段 participants 父类已经声明，请删去或改名" in refusal(Again, PORT)


@pytest.mark.parametrize("name", ["participants", "share"])
def test_a_ratio_may_not_bear_the_name_of_an_inherited_field(name):
    again = type("Again", (PortSupport,), {"__doc__": "Again.", name: ratio("再报", of="ships", to="crew")})
    assert f"字段 {name} 父类已经声明，请删去或改名" in refusal(record("再报")(again), PORT)


def test_two_fields_of_one_sheet_may_not_share_a_label():
    @record("同名")
    class Twins(Activity):
        """Two fields of one name."""

        venue: str | None = text("地点")

    found = refusal(Twins, ACTIVITY)
    assert "venue（地点）" in found
    assert "place" in found
    assert "请改名" in found


@pytest.mark.parametrize(
    ("hint", "declared", "expected"),
    [
        (int, measure("数", unit="人"), "int | None"),
        (Decimal | None, measure("数", unit="人"), "int | None"),
        (int | None, measure("数", unit="元"), "Decimal | None"),
        (float | None, measure("数", unit="元"), "Decimal | None"),
        (str | None, text("文", required=True), "str。"),
        (str | None, day("日"), "PartialDate | None"),
        (int | None, choice("选", ("甲", "乙")), "str | None"),
    ],
)
def test_an_annotation_must_say_what_the_field_holds(hint, declared, expected):
    namespace = {"__doc__": "Wrong.", "__annotations__": {"odd": hint}, "odd": declared, "__module__": __name__}
    wrong = record("错", pillar="benefits", register=False)(type("Wrong", (Record,), namespace))
    assert f"类型注解应为 {expected}" in refusal(wrong)
    assert "字段 odd" in refusal(wrong)


@pytest.mark.parametrize("relation", ["counts_as", "at_most"])
@pytest.mark.parametrize("target", ["nothing", "title", "share"])
def test_a_relation_must_lead_to_a_measure(relation, target):
    namespace = {
        "__doc__": "Leads astray.",
        "__annotations__": {"odd": int | None},
        "odd": measure("奇", unit="人", **{relation: target}),
        "__module__": __name__,
    }
    found = refusal(record("奇数")(type("Astray", (PortSupport,), namespace)), PORT)
    assert f"字段 odd（奇）：{relation} 指向不存在的指标「{target}」" in found
    assert "ships" in found  # what there is


def test_a_ratio_must_be_of_measures():
    @record("比")
    class Odds(PortSupport):
        """A ratio of nothing."""

        odds = ratio("比率", of="ships", to="title")

    found = refusal(Odds, PORT)
    assert "odds（比率）" in found
    assert "「title」" in found
    assert "crew_all" in found


def test_measures_may_not_count_toward_each_other_in_a_circle():
    @record("圈")
    class Circle(Activity):
        """Counts in a circle."""

        one: int | None = measure("甲", unit="人", counts_as="two")
        two: int | None = measure("乙", unit="人", counts_as="one")

    found = refusal(Circle, ACTIVITY)
    assert "one（甲）：counts_as 绕回了自己" in found
    assert "two（乙）：counts_as 绕回了自己" in found


def test_a_measure_may_not_count_toward_itself():
    @record("自")
    class Selfish(Activity):
        """Counts toward itself."""

        one: int | None = measure("甲", unit="人", counts_as="one")

    assert "绕回了自己" in refusal(Selfish, ACTIVITY)


@pytest.mark.parametrize("mark", ["sensitive", "designation"])
def test_a_measure_may_not_be_sensitive(mark):
    field = Field(label="人数", type="integer", unit="人", measure="flow", **{mark: True})
    namespace = {
        "__doc__": "Secret sums.",
        "__annotations__": {"secret": int | None},
        "secret": attrs.field(default=None, metadata={METADATA: field}),
        "__module__": __name__,
    }
    found = refusal(record("密")(type("Secret", (Activity,), namespace)), ACTIVITY)
    assert "secret（人数）" in found
    assert "敏感" in found


def test_a_register_holds_no_flow():
    @record("册", pillar="benefits", register=True)
    class Roll(Record):
        """A register."""

        people: int | None = measure("人数", unit="人")

    assert "people（人数）：名册不记流量，请写 stock=True" in refusal(Roll)


def test_a_stock_needs_a_date_or_a_register():
    @record("存", pillar="benefits")
    class Stock(Record):
        """A stock of which nobody knows when."""

        people: int | None = measure("人数", unit="人", stock=True)

    found = refusal(Stock)
    assert "people（人数）" in found
    assert "register=True" in found


def test_every_fault_is_named_at_once():
    @record("多")
    class Many(Record):
        count: int = measure("数目", unit="个", counts_as="nothing")

    found = refusal(Many)
    for part in ("pillar=", "文档字符串", "内置的次数", "int | None", "「nothing」"):
        assert part in found
    assert found.count("Many：") == 5


def test_an_annotation_that_names_nothing_is_a_name_error():
    wrong = record("无名", pillar="benefits")(
        type("Nameless", (Record,), {"__doc__": "x", "__annotations__": {"odd": "Nowhere"}, "odd": text("文")})
    )
    with pytest.raises(NameError, match="Nowhere"):
        make_kind(wrong, "port", None)
