"""The contract finds what it says it finds: one fault put into a sound plugin, and the words that tell of it."""

import importlib
import sys

import pytest
from shuangyong.catalog import discover, load
from shuangyong.scaffolding import Scaffold, write_scaffold
from shuangyong.testing import OfferContract, PluginContract

#: What stands in the sound plugin, by file; each fault replaces some of it.
HINT = ', hint="收到几件诉求"'
SAID = "办理军人军属诉求"
LAST = "。\n{%- if last"
TITLE = 'title="上半年诉求办理"'
HOLDS = "handling.beneficiaries > 0 or handling.received == 0"


@pytest.fixture(scope="session")
def core():
    return load(entry for entry in discover() if entry.name == "core")


@pytest.fixture
def contract(tmp_path, monkeypatch, as_installed, core, request):
    """Make a plugin with a text of one of its files changed and return its contract."""
    name = f"port_{abs(hash(request.node.name)) % 10**9}"  # a name of its own, for modules are imported once
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def make(file="README.md", old="", new="", **more):
        write_scaffold(Scaffold(name=name, label="港口", self_name="我港"), tmp_path, core)
        path = tmp_path / f"shuangyong_{name}" / file if file != "README.md" else tmp_path / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
        as_installed(tmp_path)
        importlib.invalidate_caches()
        catalog = load(entry for entry in discover() if entry.name in ("core", name))
        members = {"plugin": name, "catalog": property(lambda _: catalog), **more}
        return type("Contract", (PluginContract,), members)()

    return make


def found(contract, test, tmp_path):
    """Return what a test of the contract tells, or nothing."""
    method = getattr(contract, f"test_{test}")
    arguments = [tmp_path] if "tmp_path" in method.__func__.__code__.co_varnames else []
    try:
        method(*arguments)
    except AssertionError as told:
        return str(told)
    return ""


TESTS = [name.removeprefix("test_") for name in dir(PluginContract) if name.startswith("test_")]


def test_a_sound_plugin_passes_every_test(contract, tmp_path):
    made = contract()
    assert {test: found(made, test, tmp_path) for test in TESTS} == dict.fromkeys(TESTS, "")


@pytest.mark.parametrize(
    ("test", "file", "old", "new", "told"),
    [
        ("it_is_installed_and_sound", "kinds.py", "KINDS = ", "1 / 0\nKINDS = ", "ZeroDivisionError"),
        ("its_kinds_speak_to_clerks", "kinds.py", HINT, "", "request_handling.received（受理件数）：指标没有填写提示"),
        ("it_is_installed_and_sound", "kinds.py", "诉求办理", "诉求/办理", "不能作工作表名"),
        ("its_names_clash_with_no_others", "rules.py", ".request-of", "_request-of", "开头，免得与别的插件相同"),
        ("its_rules_judge_and_speak", "rules.py", HOLDS, "handling.beneficiaries", "holds 应返回 True 或 False"),
        ("its_rules_judge_and_speak", "rules.py", "请填提出诉求的人次；不掌握就留空，不要填 0。", "", "怎样改（fix）"),
        ("it_is_installed_and_sound", "reports.py", "plans=(", 'replaces="core.x", plans=(', "「core.x」不存在"),
        ("its_rules_judge_and_speak", "rules.py", "{received}", "{received:%%}", "的 message 填不出来"),
        (
            "its_templates_are_found_and_used",
            "sections/idle.md",
            "",
            "## 闲置\n",
            "模板 sections/idle.md 没有段落用它。",
        ),
        (
            "it_comes_in_by_the_front_door",
            "kinds.py",
            "KINDS = ",
            "from shuangyong.catalog import load as load\n\nKINDS = ",
            "shuangyong.catalog 不在插件可用的名称里",
        ),
        (
            "it_comes_in_by_the_front_door",
            "kinds.py",
            "KINDS = ",
            "import shuangyong.model.kinds\n\nKINDS = ",
            "kinds.py 第",
        ),
        (
            "its_sample_checks_clean_and_reads_back_equal",
            "sample.py",
            "settled=17",
            "settled=19",
            "办结件数（19件）多于受理件数（18件",
        ),
        (
            "its_sample_checks_clean_and_reads_back_equal",
            "sample.py",
            "settled=17, beneficiaries=21",
            "settled=17, beneficiaries=0",
            "受理了 18 件诉求，受益人次却是 0。",
        ),
        (
            "its_sample_shows_it_at_work",
            "sample.py",
            "records=records",
            "records=lambda year: records(year)[2:]",
            "示例里没有一行「军人军属诉求办理」",
        ),
        ("the_sample_is_told_without_leftovers", "sections/requests.md", SAID, "（待补）", "没有替换的占位"),
        ("the_sample_is_told_without_leftovers", "sections/requests.md", SAID, "None", "程序里的空值"),
        ("the_sample_is_told_without_leftovers", "sections/requests.md", SAID, "\ue000", "看不见的字符"),
        ("the_sample_is_told_without_leftovers", "sections/requests.md", SAID, "（办理", "（） 不成对"),
        ("the_sample_is_told_without_leftovers", "sections/requests.md", LAST, "\n{%- if last", "段末没有句号"),
        (
            "an_empty_ledger_is_told_without_leftovers",
            "sections/requests.md",
            "{% if request_handling %}",
            "{% if true %}",
            "空台账也说了数：军人军属诉求办理·次数 0",
        ),
        (
            "one_row_of_each_kind_is_told_without_leftovers",
            "sections/requests.md",
            LAST,
            "{% if request_handling.settled %}。{% endif %}\n{%- if last",
            "段末没有句号",
        ),
        (
            "its_pages_show_whatever_the_ledger_holds",
            "__init__.py",
            "@hookimpl\ndef sectors()",
            "@hookimpl\ndef pages():\n    from shuangyong import PluginPage\n"
            "    yield PluginPage(id='first', label='首行', show=lambda ledger: [str(ledger.rows[0].date)])\n\n\n"
            "@hookimpl\ndef sectors()",
            "网页 first（首行）做不出来：IndexError",
        ),
        ("its_output_is_the_same_everywhere", "sample.py", TITLE, "title=min(str(hash('甲')), '9')", "另一个进程"),
    ],
)
def test_a_fault_is_told(contract, tmp_path, test, file, old, new, told):
    assert told in found(contract(file, old, new), test, tmp_path)


def test_a_plugin_that_is_not_there_is_told_with_those_that_are():
    made = type("Contract", (OfferContract,), {"plugin": "nothing"})()
    with pytest.raises(AssertionError, match="没有安装名为 nothing 的插件，装好的有：core、"):
        made.test_it_is_installed_and_sound()


def test_a_plugin_without_a_sector_is_told_which_contract_it_keeps(contract):
    made = contract("__init__.py", "@hookimpl\ndef sectors()", "def sectors()")
    with pytest.raises(AssertionError, match="没有行业；不带行业的插件请继承 OfferContract"):
        made.test_an_empty_ledger_is_told_without_leftovers()


def test_importing_the_front_door_imports_neither_the_contract_nor_pytest(typed, tmp_path):
    program = "import sys, shuangyong; print([n for n in sys.modules if n.startswith(('pytest', 'shuangyong.'))])"
    assert typed([sys.executable, "-c", program], tmp_path).strip() == "[]"
