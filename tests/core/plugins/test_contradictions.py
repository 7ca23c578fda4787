"""What contradicts the model or another plugin is refused, with plugin, class and mend named."""

import pytest

HOOK = """
    @hookimpl
    def record_kinds():
        return {classes}
"""


@pytest.fixture
def kind_fault(fault):
    """Return what is wrong with these classes, given as kinds."""

    def of(source, classes="[Transport]"):
        return fault(source + HOOK.format(classes=classes))

    return of


def transport(body, *, parent="Support", options="", doc='"Loading for the troops."'):
    """Return the source of a kind with these fields."""
    return f"""
    @record("军运保障"{options})
    class Transport({parent}):
        {doc}
        {body}
"""


def test_the_kind_that_the_wrong_ones_are_made_of_is_sound(plugin, catalog):
    source = transport('ships: int | None = measure("保障船次", unit="艘次")') + HOOK.format(classes="[Transport]")
    assert catalog(plugin("port", source)).kind("port.transport").field("ships").unit == "艘次"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('rate = ratio("合格率", of="passed", to="matters")',
         "字段 rate（合格率）：比率引用了不存在的指标「passed」，已有指标：beneficiaries、goods_value"),
        ('ships: int | None = measure("保障船次", unit="艘次", counts_as="trainees")',
         "字段 ships（保障船次）：counts_as 指向不存在的指标「trainees」，只能是自己或上级类的："),
        ('ships: int | None = measure("保障船次", unit="艘次", at_most="title")',
         "字段 ships（保障船次）：at_most 指向不存在的指标「title」"),
        ('ships: int | None = measure("保障船次", unit="艘次", counts_as="ships")', "counts_as 绕回了自己"),
        ('ships: int = measure("保障船次", unit="艘次")', "字段 ships（保障船次）：类型注解应为 int | None。"),
        ('ships: Decimal | None = measure("保障船次", unit="艘次")', "类型注解应为 int | None。"),
        ('cost: int | None = measure("费用", unit="元")', "字段 cost（费用）：类型注解应为 Decimal | None。"),
        ('cost: int | None = measure("费用", unit="万元")', "字段 cost（费用）：单位请写「元」"),
        ('ships = measure("保障船次", unit="艘次")', "字段 ships（保障船次）：类型注解应为 int | None。"),
        ('count: int | None = measure("趟数", unit="趟")', "字段 count（趟数）：count 是内置的次数"),
        ('matters: int | None = measure("办事", unit="件")', "字段 matters 父类已经声明，请删去或改名。"),
        ('guests: int | None = measure("参加人次", unit="人次")', "名称与字段 participants 相同"),
        ('ships: Unknown | None = measure("保障船次", unit="艘次")', "NameError: name 'Unknown' is not defined"),
    ],
)  # fmt: skip
def test_a_field_that_contradicts_the_model_is_named(kind_fault, body, told):
    cause = kind_fault(transport(body).replace("Unknown | None", '"Unknown | None"'))
    assert "Transport：" in cause
    assert told in cause


def test_a_sensitive_measure_is_refused(kind_fault):
    cause = kind_fault(transport('troops: int | None = measure("出动兵力", unit="人", sensitive=True)'))
    assert "Transport：字段 troops（出动兵力）：指标要参加汇总，不能是敏感字段" in cause


@pytest.mark.parametrize("label", ["名/册", "单位信息", "_模板", "长" * 32])
def test_a_kind_whose_name_no_sheet_can_bear_is_refused(kind_fault, label):
    cause = kind_fault(transport('ships: int | None = measure("保障船次", unit="艘次")').replace("军运保障", label))
    assert f"名称「{label}」不能作工作表名" in cause


@pytest.mark.parametrize(
    ("options", "body", "told"),
    [
        ('pillar="benefits"', 'seats: int | None = measure("座位", unit="个", stock=True)',
         "字段 seats（座位）：存量要有日期（date）才知道哪一行最新，或者把本类设为名册 register=True。"),
        ('pillar="benefits", register=True', 'seats: int | None = measure("座位", unit="个")',
         "字段 seats（座位）：名册不记流量，请写 stock=True。"),
        ("", 'name: str | None = text("名称")', "没有说明属于哪一方面，请在 @record 中写 pillar=。"),
        ('pillar="benefit"', 'name: str | None = text("名称")', "Transport：KeyError: 'benefit'"),
        ('pillar="benefits", tail="end"', 'name: str | None = text("名称")',
         "Transport：tail 指向不存在的字段「end」，有：name。"),
    ],
)  # fmt: skip
def test_a_kind_of_its_own_needs_a_pillar_and_fitting_measures(kind_fault, options, body, told):
    cause = kind_fault(transport(body, parent="Record", options=f", {options}" if options else ""))
    assert told in cause


def test_a_kind_says_what_it_records(kind_fault):
    assert kind_fault(transport("pass", doc="")) == "Transport：没有文档字符串，请写一句它记什么。"


def test_a_class_without_the_decorator_is_told_to_take_it(kind_fault):
    assert (
        kind_fault("""
    class Transport(Support):
        "Loading for the troops."
    """)
        == 'Transport：缺少 @record("名称") 装饰。'
    )


def test_all_faults_are_told_at_once(kind_fault):
    cause = kind_fault(transport('rate = ratio("合格率", of="passed", to="failed")', doc="pass"))
    assert all(word in cause for word in ("没有文档字符串", "「passed」", "「failed」"))


def test_a_kind_given_twice_is_refused(kind_fault):
    assert kind_fault(transport("pass"), "[Transport, Transport]") == (
        "Transport 与 port.transport（Transport）重复，请只给出一次，或改类名。"
    )


def test_two_classes_of_one_name_are_refused(kind_fault):
    source = transport("pass") + "\n    First = Transport\n" + transport("pass").replace("军运", "海运")
    assert "与 port.transport（Transport）重复" in kind_fault(source, "[First, Transport]")


def test_two_sheets_of_one_label_are_refused(kind_fault):
    again = transport("pass").replace("class Transport", "class Carriage")
    assert kind_fault(transport("pass") + again, "[Transport, Carriage]") == (
        "种类 port.transport、port.carriage 的名称都是「军运保障」，工作表会重名，请改名。"
    )
    assert "种类 core.visit、port.transport 的名称都是「走访慰问」" in kind_fault(
        transport("pass").replace("军运保障", "走访慰问")
    )


def test_a_kind_of_the_core_cannot_be_taken_over(kind_fault):
    cause = kind_fault("", "[Support]")
    assert cause.startswith("钩子 record_kinds 给出的 Support 是 shuangyong.kinds.co_building 的类，不必再给出")


def test_a_parent_that_is_not_given_is_named_once_with_its_mend(kind_fault):
    child = transport("pass").replace("Transport(Support)", "Freight(Transport)").replace("军运", "货运")
    grandchild = transport("pass").replace("Transport(Support)", "Parcel(Freight)").replace("军运", "包裹")
    assert kind_fault(transport("pass") + child + grandchild, "[Parcel, Freight]") == (
        "Freight 的上级类 Transport（plugin_port）不在任何完好的插件里："
        "若是本插件的，请在 record_kinds 中一并给出；若是别的插件的，请先装好那个插件。"
    )


def test_a_child_of_a_contradictory_kind_is_not_blamed_for_it(kind_fault):
    child = transport("pass").replace("Transport(Support)", "Freight(Transport)").replace("军运", "货运")
    cause = kind_fault(transport("pass", doc="") + child, "[Transport, Freight]")
    assert cause == "Transport：没有文档字符串，请写一句它记什么。"


def test_a_mixin_does_not_make_a_parent(kind_fault):
    cause = kind_fault("    class Mixin:\n        __slots__ = ()\n" + transport("pass", parent="Mixin, Support"))
    assert cause.startswith("Transport 的上级类 Mixin（plugin_port）不在任何完好的插件里")


@pytest.mark.parametrize(
    ("hook", "answer", "told"),
    [
        ("sectors", "Sector(id='harbour', label='港口', units='', self_name='')", "行业 harbour 应与插件名「port」"),
        ("sample_ledgers", "SampleLedger(sector='dock', unit=int, records=list)", "示例台账的行业 dock 应与"),
        ("choices", "Choices(kind='core.suport', field='form', choices=('a',))", "选项加到了不存在的种类「core.sup"),
        ("choices", "Choices(kind='core.support', field='title', choices=('a',))",
         "core.support 没有选项字段「title」，有：form、festival。"),
        ("checks", "RowCheck(code='a', kind='port.x', needs=('y',), holds=all, message='', fix='')",
         "规则 a 用于不存在的种类「port.x」。"),
        ("checks", "RowCheck(code='a', kind='core.support', needs=('ships',), holds=all, message='', fix='')",
         "规则 a 用到 core.support 没有的字段「ships」，有："),
        ("report_sections", "Section(id='a', place='middle')", "报告段落 a 的位置「middle」不存在，有：opening、"),
        ("report_sections", "Section(id='a', place='closing', reports=('sumary',))",
         "报告段落 a 的公文「sumary」不存在，有：summary、plan、"),
        ("report_sections", "Section(id='a', place='closing', replaces='core.opning')",
         "报告段落 a 要代替的「core.opning」不存在，有：core."),
        ("report_sections", "Section(id='a', place='closing', reports=('plan',), plans=('走访',))",
         "报告段落 a 的 plans「走访」不是种类或方面的名称，也不是 port 或其他。"),
        ("choices", "Choices(kind='harbour.tug', field='form', choices=('a',))",
         "选项加到了不存在的种类「harbour.tug」。若是插件 harbour 的，请先装好它。"),
        ("choices", "Choices(kind='support', field='form', choices=('a',))",
         "选项加到了不存在的种类「support」。请写全名，如 core.support。"),
        ("checks", "RowCheck(code='a', kind='dock.repairs', needs=('y',), holds=all, message='', fix='')",
         "规则 a 用于不存在的种类「dock.repairs」。dock 有：dock.repair。"),
        ("checks", "RowCheck(code='a', kind='core.support', needs=(), holds=all, message='', fix='')",
         "规则 a 没有说明标在哪一格，请写 at=。"),
        ("checks", "RowCheck(code='a', kind='core.awareness', needs=('rate',), holds=all, message='', fix='')",
         "规则 a 用到比率「rate」，逐行没有值，请改用 aware 和 surveyed。"),
        ("checks", "RowCheck(code='a', kind='core.visit', needs=('cash',), holds=1, message='', fix='', severity='a')",
         "规则 a 的 severity「a」不存在，有：error、warning。"),
        ("checks", "RowCheck(code='a', kind='core.visit', needs=('people',), holds=all, message='{peple} 人', fix='')",
         "规则 a 的 message 用到 core.visit 没有的字段「{peple}」，有："),
        ("checks", "RowCheck(code='a', kind='core.visit', needs=('people',), holds=all, message='{} 人', fix='')",
         "规则 a 的 message 用到 core.visit 没有的字段「{}」"),
        ("checks", "RowCheck(code='a', kind='core.visit', needs=('people',), holds=all, message='{people 人', fix='')",
         "规则 a 的 message 花括号不成对"),
        ("checks", "LedgerCheck(code='a', sector='doc', find=lambda ledger: ())",
         "规则 a 用于没有安装的行业「doc」，有：dock。"),
        ("checks", "LedgerCheck(code='a', find=lambda: ())",
         "规则 a 的 find 参数应是 (ledger) 或 (ledger, kinds)，却是 ()。"),
        ("checks", "LedgerCheck(code='a', find=lambda ledger, catalog: ())",
         "规则 a 的 find 参数应是 (ledger) 或 (ledger, kinds)，却是 (ledger, catalog)。"),
    ],
)  # fmt: skip
def test_an_offer_that_points_nowhere_is_named(fault, hook, answer, told):
    cause = fault(f"""
    @hookimpl
    def {hook}():
        yield {answer}
    """)
    assert cause.startswith(told)


@pytest.mark.parametrize(
    "answer",
    [
        "RowCheck(code='a', kind='dock.repair', needs=('ships',), holds=all, message='{date.year} {{}}', fix='')",
        "LedgerCheck(code='a', sector='dock', find=lambda ledger: ())",
        "LedgerCheck(code='a', find=lambda ledger, kinds: ())",
        "LedgerCheck(code='a', find=lambda ledger, **more: ())",
    ],
)
def test_a_rule_for_another_sector_is_no_contradiction(fault, answer):
    assert (
        fault(f"""
    @hookimpl
    def checks():
        yield {answer}
    """)
        is None
    )


def test_an_old_name_that_is_taken_is_refused(kind_fault):
    cause = kind_fault(transport('ships: int | None = measure("保障船次", unit="艘次", aliases=("受益人次",))'))
    assert cause == (
        "Transport：字段 ships（保障船次）：旧名「受益人次」又是字段 beneficiaries 的名称或旧名，老台账会读错，请删去。"
    )
    cause = kind_fault(transport("pass", options=', aliases=("走访慰问",)'))
    assert cause == "种类 port.transport 的旧名「走访慰问」又是另一个种类的名称或旧名，老台账会读错，请删去。"


def test_a_template_that_names_what_is_not_there_is_refused(fault, tmp_path):
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "told.md").write_text("甲\n{{ visit.peple }}和{{ vist }}\n", encoding="utf-8")
    cause = fault("""
    @hookimpl
    def report_sections():
        yield Section(id="told", place="closing")
    """)
    assert "报告段落 told（sections/told.md）：第2行：visit 没有 peple，是不是 people？" in cause
    assert "报告段落 told（sections/told.md）：第2行：没有名为 vist 的变量，是不是 visit？" in cause


def test_a_section_given_twice_is_refused(fault):
    assert (
        fault("""
    @hookimpl
    def report_sections():
        yield Section(id="transport", place="speciality")
        yield Section(id="transport", place="benefits")
    """)
        == "报告段落 transport 给出了两次。"
    )
