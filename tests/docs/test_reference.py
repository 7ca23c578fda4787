"""The author's reference is what the code says, and says all of it."""

import importlib.util
from pathlib import Path

import attrs
import pytest
import shuangyong
from shuangyong import hooks, offers
from shuangyong.catalog import discover, load
from shuangyong.hooks import PROJECT
from shuangyong.report.filters import FILTERS
from shuangyong.report.names import CONTEXT, UNIT
from shuangyong.report.rows import PlanItems

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def written():
    return (DOCS / "参考.md").read_text(encoding="utf-8")


def test_it_is_not_stale(written):
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert written == module.reference(), "run: python docs/reference.py"


def test_every_hook_has_a_part(written):
    specs = [name for name, one in vars(hooks).items() if hasattr(one, f"{PROJECT}_spec")]
    assert len(specs) >= 7
    assert all(f"\n### {name}\n" in written and f"def {name}():" in written for name in specs)


def test_every_field_of_every_record_is_explained(written):
    records = [one for one in vars(offers).values() if isinstance(one, type) and one.__module__ == offers.__name__]
    assert len(records) >= 7
    for record in records:
        part = written.partition(f"\n### {record.__name__}\n")[2].partition("\n### ")[0]
        assert [f"| `{field.name}` |" in part for field in attrs.fields(record)].count(False) == 0, record


def test_every_kind_to_extend_is_there_with_its_own_fields(written):
    core = load(entry for entry in discover() if entry.name == "core")
    for kind in core.kinds.values():
        part = written.partition(f"\n### {kind.cls.__name__}\n")[2].partition("\n### ")[0]
        assert f"`{kind.id}` {kind.label}" in part
        assert all(f"| `{field}` |" in part for field in kind.own), kind


def test_every_name_of_templates_is_there(written):
    part = written.partition("\n## 模板里的名称\n")[2]
    names = {*CONTEXT, *UNIT, *FILTERS} | {name for name in dir(PlanItems) if not name.startswith("_")}
    assert not {name for name in names if f"`{name}`" not in part and f"`{name}(…)`" not in part}


def test_every_name_at_the_front_door_is_there(written):
    part = written.partition("\n## 入口\n")[2].partition("\n## ")[0]
    assert {name for name in shuangyong.__all__ if f"`{name}`" not in part} == set()
