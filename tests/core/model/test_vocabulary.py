"""The kinds against the vocabulary that is their contract, where that file is at hand."""

import importlib.util
import re
from pathlib import Path

import pytest
from shuangyong.catalog import installed

SHARED = Path(__file__).parents[4] / "shared"
TOOL, TABLES = SHARED / "tools/vocab.py", SHARED / "design/vocabulary.md"
pytestmark = pytest.mark.skipif(not TOOL.exists(), reason="the vocabulary (../shared/design) is not at hand")

#: Beyond the vocabulary: what is proved by a paper, a certificate or a cutting refers to it as an activity does.
PROVED_BY_PAPERS = {
    (f"core.{kind}", "evidence") for kind in ("document", "funding", "commendation", "publicity", "awareness", "policy")
}

#: Likewise: what came of planned activities is counted state by state, and 完成率 is a ratio of two of these counts.
CAME_OF_PLANS = {("core.plan_item", name) for name in ("partly", "undone", "cancelled", "unsaid", "completion")}

BACKTICKED = re.compile(r"`(\w+)` ?([^`]*)")


def load_tool():
    spec = importlib.util.spec_from_file_location("vocab", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def namespaces():
    return {plugin.name for plugin in installed().plugins if plugin.broken is None}


def vocabulary():
    """Return the vocabulary's kinds of every namespace that is installed."""
    return {name: kind for name, kind in load_tool().load().items() if name.split(".")[0] in namespaces()}


def described():
    """Return what the tables say of each field: (kind, field) -> (the words behind it, whether a row of a table)."""
    found, namespace = {}, "core"
    for line in TABLES.read_text(encoding="utf-8").partition("## Core\n")[2].splitlines():
        if heading := re.match(r"### `(\w+)` \S", line):
            namespace = "core" if heading[1] == "activity" else heading[1]
        row = re.match(r"\| `(\w+)`(?: < \w+)? \| \S+ \| (.*)\|", line)
        if row and namespace in namespaces():
            for field, words in BACKTICKED.findall(row[2]):
                found.setdefault((f"{namespace}.{row[1]}", field), words.strip(" ,;"))
    return found


def kinds():
    return installed().kinds


def declared(kind, field):
    """Tell whether a field is one that the kind's own row of the table declares, not one that it mentions."""
    return field in kinds()[kind].own


def test_the_tables_are_read():
    assert len(vocabulary()) >= 32
    assert len(described()) > 80


def test_every_kind_of_the_vocabulary_is_there_and_no_other():
    assert {name for name in kinds() if name.split(".")[0] in namespaces()} == set(vocabulary())


def test_every_kind_has_its_parent_and_label():
    expected = {name: (kind["parent"], kind["label"]) for name, kind in vocabulary().items()}
    found = {name: (kind.parent.name if kind.parent else None, kind.label) for name, kind in kinds().items()}
    assert found == expected


def test_every_kind_declares_the_measures_of_the_vocabulary_with_their_units():
    for name, kind in vocabulary().items():
        own = {
            field.id: field.unit or ""
            for field in kinds()[name].fields
            if field.measure and field.id in kinds()[name].own and (name, field.id) not in CAME_OF_PLANS
        }
        assert own == kind["measures"], name


def test_every_measure_counts_toward_what_the_vocabulary_says():
    for name, kind in vocabulary().items():
        own = {
            field.id: field.counts_as
            for field in kinds()[name].fields
            if field.counts_as and field.id in kinds()[name].own
        }
        base = {"goods_value": "spending"} if name == "core.activity" else {}
        assert own == {**kind["counts_as"], **base}, name


def test_flows_stocks_and_ratios_are_those_of_the_vocabulary():
    marks = {"M:last": "stock", "M": "flow", "R": "ratio"}
    seen = 0
    for (name, field_id), words in described().items():
        mark = re.search(r"(?<![\w:])(M:last|M|R)(?![\w:])", words)
        if mark and declared(name, field_id):
            assert kinds()[name].field(field_id).measure == marks[mark[1]], (name, field_id)
            seen += 1
    assert seen > 40


def test_ratios_are_of_the_measures_of_the_vocabulary():
    text = TABLES.read_text(encoding="utf-8")
    expected = set(re.findall(r"`(\w+)` \S+ R = (\w+) / (\w+)", text))
    found = {
        (field.id, field.numerator, field.denominator)
        for kind in kinds().values()
        for field in kind.ratios
        if (kind.name, field.id) not in CAME_OF_PLANS
    }
    assert expected >= found
    assert found


def test_every_field_of_the_vocabulary_is_there_with_its_label():
    for (name, field_id), words in described().items():
        kind = kinds()[name]
        if field_id in {"beneficiaries", "waived", "people", "goods_value", "items"} and not declared(name, field_id):
            continue  # mentioned as the parent's
        if re.match(r"\w+$", field_id) and field_id in {field.id for field in vocabulary_measures(name)}:
            continue  # the target of an arrow
        label = words.split(" ")[0].split("(")[0].strip(",")
        field = kind.field(field_id)
        if label and "一" <= label[0] <= "鿿":
            assert field.label == label, (name, field_id)


def vocabulary_measures(name):
    """Return what a kind's measures count toward: named in its row, declared above it."""
    kind = kinds()[name]
    return [
        kind.field(field.counts_as) for field in kind.fields if field.counts_as and not declared(name, field.counts_as)
    ]


def test_no_kind_has_a_field_that_the_vocabulary_lacks_but_evidence_of_papers_and_states_of_plans():
    activity = re.search(r"### `activity`(.*?)\n\n", TABLES.read_text(encoding="utf-8"), re.S)[1]
    named = {("core.activity", field) for field, _ in BACKTICKED.findall(activity)} | set(described())
    own = {(name, field_id) for name, kind in kinds().items() for field_id in kind.own}
    assert own - named == PROVED_BY_PAPERS | CAME_OF_PLANS


def test_sensitive_fields_are_those_of_the_vocabulary():
    expected = {pair for pair, words in described().items() if re.search(r"(?<!\w)S(?!\w)", words)}
    found = {(name, field.id) for name, kind in kinds().items() for field in kind.fields if field.sensitive}
    assert found == expected
    assert kinds()["core.activity"].field("partner").designation


def test_choices_begin_with_those_of_the_vocabulary():
    seen = 0
    for (name, field_id), words in described().items():
        if listed := re.search(r"\(([^()]*/[^()]*)\)", words):
            choices = listed[1].split("/")
            assert list(kinds()[name].field(field_id).choices[: len(choices)]) == choices, (name, field_id)
            seen += 1
    assert seen >= 10


def test_registers_and_pillars_are_those_of_the_vocabulary():
    assert {name for name, kind in kinds().items() if kind.register} >= {"core.partner", "core.entitled_person"}
    pillar = None
    for line in TABLES.read_text(encoding="utf-8").partition("## Core\n")[2].partition("## Sectors")[0].splitlines():
        if heading := re.match(r"### (\w+)$", line):
            pillar = heading[1]
        if row := re.match(r"\| `(\w+)`", line):
            assert kinds()[f"core.{row[1]}"].pillar.id == pillar
    assert pillar == "benefits"
