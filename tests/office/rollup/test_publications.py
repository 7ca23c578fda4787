"""What is written is noted, and rolling an old period up again says what changed and why."""

import attrs
from shuangyong.model.periods import Period
from shuangyong.office.rollup.publications import differences, publish
from shuangyong.office.rollup.rolling import roll_up

YEAR = Period(2026)


def published(store, catalog, **options):
    rollup = roll_up(store, catalog, YEAR, "region,sector", **options)
    publish(store, rollup, catalog, actor="王科长", output="汇总表.xlsx")
    return rollup


def now(store, catalog, **options):
    return differences(store, roll_up(store, catalog, YEAR, "region,sector", **options), catalog)


def test_what_was_never_published_cannot_differ(filled, catalog):
    assert now(filled(2026), catalog) is None


def test_the_same_again_differs_in_nothing(filled, catalog):
    store = filled(2026)
    published(store, catalog)
    again = now(store, catalog)
    assert (again.changed, again.because, again.actor) == ((), (), "王科长")


def test_writing_is_audited_in_the_transaction_that_notes_it(filled, catalog):
    store = filled(2026)
    published(store, catalog)
    row = store.db.execute("SELECT actor, subject, detail FROM audit WHERE action = 'rollup'").fetchone()
    assert (row["actor"], row["subject"]) == ("王科长", "2026")
    assert "汇总表.xlsx" in row["detail"]


def test_a_unit_that_moved_is_named_with_what_changed(filled, catalog):
    store = filled(2026)
    published(store, catalog)
    with store.transaction() as db:
        db.execute("UPDATE roster SET region = '370214' WHERE unit = 'CB'")
    found = now(store, catalog)
    assert found.because == ("CB单位（CB）改了行政区划",)
    groups = {tuple(one.by.items()) for one in found.changed}
    assert (("region", "370214"),) in groups and () not in groups
    gone = [one for one in found.changed if one.by == {"region": "370213", "sector": "commerce"}]
    assert gone and all(one.now is None for one in gone)


def test_a_new_revision_and_a_unit_that_left_are_named(filled, filed, catalog, samples):
    store = filled(2026)
    published(store, catalog)
    ledger = samples("bureau", 2026)
    filed("B1", 2026, sector="bureau", name="B1单位", ledger=attrs.evolve(ledger, rows=ledger.rows[:-3]))
    with store.transaction() as db:
        db.execute("DELETE FROM roster WHERE unit = 'H2'")
    found = now(store, catalog)
    assert found.because == ("不再计入H2单位（H2）", "B1单位（B1）的台账换成了另一稿")
    counts = next(one for one in found.changed if one.measure == "core.activity.count" and not one.by)
    assert counts.now < counts.before


def test_another_version_of_a_plugin_is_named(filled, catalog):
    store = filled(2026)
    published(store, catalog)
    with store.transaction() as db:
        db.execute("UPDATE revision SET versions = '{\"hospital\": \"9\"}' WHERE name = 'H1单位'")
    newer = attrs.evolve(
        catalog,
        plugins=tuple(attrs.evolve(one, version="9") if one.name == "hospital" else one for one in catalog.plugins),
    )
    rollup = roll_up(store, newer, YEAR, "region,sector")
    first, *rest = rollup.figures
    changed = attrs.evolve(rollup, figures=(attrs.evolve(first, sum=attrs.evolve(first.sum, gross=1)), *rest))
    version = next(one.version for one in catalog.plugins if one.name == "hospital")
    assert differences(store, changed, newer).because == (
        "H1单位（H1）的台账用另一版程序重新提取过",
        f"插件 hospital 由 {version} 变为 9",
    )


def test_a_public_edition_is_held_against_public_ones(filled, catalog):
    store = filled(2026)
    published(store, catalog)
    assert now(store, catalog, public=True) is None
    published(store, catalog, public=True)
    assert now(store, catalog, public=True).changed == ()


def test_a_choice_of_figures_is_held_against_the_same_choice(filled, catalog):
    store = filled(2026)
    published(store, catalog)
    assert now(store, catalog, measures=["core.activity.count"]) is None
