"""A duty that contradicts the kinds or itself costs its plugin, which is told why."""

import pytest

DUTY = """
    @record("军运保障")
    class Transport(Support):
        "Loading for the troops."

        ships: int | None = measure("保障船次", unit="艘次")

    @hookimpl
    def sectors():
        yield Sector(id="port", label="港口", units="港务局", self_name="我港")

    @hookimpl
    def record_kinds():
        yield Transport

    @hookimpl
    def duties():
        yield Duty(id="drill", title="演练", {more})
"""
DEED = 'deeds=(Deed("port.transport"),)'


def test_a_sound_duty_binds_its_sector_only(plugin, catalog):
    loaded = catalog(plugin("port", DUTY.format(more=f'{DEED}, every="year", replaces="core.news"')))
    assert [one.broken for one in loaded.plugins] == [None, None]
    duties = loaded.duties("port")
    assert "port.drill" in duties and "core.news" not in duties
    assert "port.drill" not in loaded.duties("dock") and "core.news" in loaded.duties("dock")


def test_a_duty_for_some_units_replaces_nothing_for_the_others(plugin, catalog):
    more = f'{DEED}, every="year", replaces="core.news", units=("码头",)'
    loaded = catalog(plugin("port", DUTY.format(more=more)))
    assert "core.news" not in loaded.duties("port", "某某码头公司")
    assert "core.news" in loaded.duties("port", "某某港务局")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('every="year"', "没有说明哪些台账能完成它"),
        (DEED, "every（多久一次）、festivals（围绕哪些节日）、windows（从哪天到哪天）要写一项"),
        (f'{DEED}, every="year", festivals=("八一",)', "也只能写一项"),
        (f'{DEED}, every="week"', "every「week」不存在，可以写的有：year、half、quarter、month。"),
        (f'{DEED}, festivals=("元宵",)', "没有「元宵」这个节日"),
        (f'{DEED}, windows=(("02-30", "03-01"),)', "应写成"),
        (f'{DEED}, windows=(("12-01", "01-31"),)', "跨年的请拆成两段"),
        (f'{DEED}, every="month", months=(0,)', "写 1 到 12"),
        (f'{DEED}, every="year", months=(3,)', 'months 只和 every="month" 一起用'),
        (f'{DEED}, every="year", times=0', "写 0 表示取消 replaces 指出的那一项"),
        (f'{DEED}, every="year", lead=-1', "是天数，不能小于 0"),
        (f'{DEED}, every="year", basis="habit"', "basis「habit」不存在，可以写的有：law、rule、local、custom。"),
        (f'{DEED}, every="year", counts="crew"', "counts「crew」不是 port.transport 的指标，有：ships、"),
        (f'{DEED}, every="year", replaces="core.nothing"', "要代替的「core.nothing」不存在，有：core.army_day_visits"),
        ('deeds=(Deed("port.ship"),), every="year"', "用到不存在的种类「port.ship」"),
        (
            'deeds=(Deed("port.transport", {"kind": ("甲",)}),), every="year"',
            "没有选项字段「kind」，有：form、festival。",
        ),
        ('deeds=(Deed("port.transport", {"form": ("甲",)}),), every="year"', "没有选项「甲」，有：科技拥军、"),
        (f'{DEED}, every="year", units="码头"', "Duty 的 units 应是元组"),
    ],
)
def test_what_contradicts_is_told(fault, more, told):
    assert told in fault(DUTY.replace("{more}", more))


def test_a_duty_twice_is_told(fault):
    twice = DUTY.replace(
        "{more}", f'{DEED}, every="year")\n        yield Duty(id="drill", title="演练", {DEED}, every="half"'
    )
    assert "任务 drill 给出了两次。" in fault(twice)
