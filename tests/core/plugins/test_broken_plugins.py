"""A broken plugin costs only itself, and its author is told what to mend."""

from importlib.metadata import EntryPoint

import pytest
from shuangyong.model.problems import ProblemsFound

SECTOR = """
    @hookimpl
    def sectors():
        yield Sector(id="port", label="港口", units="港口", self_name="我港")
"""


def test_the_plugin_that_the_broken_ones_are_made_of_is_sound(plugin, catalog):
    assert catalog(plugin("port", SECTOR)).sector("港口").id == "port"


def test_a_module_that_is_not_there_is_named(fault):
    cause = fault(EntryPoint("port", "no_such_module", "shuangyong"))
    assert cause == "导入 no_such_module 失败：ModuleNotFoundError: No module named 'no_such_module'"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("import no_such_library", "ModuleNotFoundError: No module named 'no_such_library'"),
        ("from shuangyong import Supprt", "ImportError: cannot import name 'Supprt'"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(7)", "SystemExit: 7"),
        ("def broken(:", "SyntaxError: "),
        ("examined = measure('体检人数', unit='人', secret=True)", "unexpected keyword argument 'secret'"),
    ],
)
def test_a_module_that_cannot_be_imported_is_told_with_its_line(fault, line, told):
    cause = fault(SECTOR + f"\n    {line}\n")
    assert cause.startswith("导入 plugin_port 失败：")
    assert told in cause
    assert "SyntaxError" in cause or "（plugin_port.py 第 8 行）" in cause


@pytest.mark.parametrize("value", ["plugin_port:nothing", "not a module!", ""])
def test_an_entry_point_that_names_no_module_is_refused(fault, plugin, value):
    plugin("port", SECTOR)
    assert fault(EntryPoint("port", value, "shuangyong")).startswith(f"导入 {value} 失败：")


def test_an_entry_point_that_names_a_function_is_refused(fault, plugin):
    plugin("port", SECTOR)
    assert "应指向一个模块" in fault(EntryPoint("port", "plugin_port:sectors", "shuangyong"))


def test_a_misspelt_hook_is_told_the_nearest(fault):
    assert fault(SECTOR.replace("def sectors", "def sector")).startswith("没有名为 sector 的钩子，是不是 sectors？")


def test_a_hook_that_is_like_none_is_told_all(fault):
    cause = fault(SECTOR.replace("def sectors", "def xyz"))
    assert cause.startswith(
        "没有名为 xyz 的钩子。可用的钩子：checks、choices、criteria、duties、pages、patterns、record_kinds"
    )


def test_a_misspelt_hook_is_found_even_where_pluggy_would_let_it_pass(fault):
    source = SECTOR.replace("@hookimpl", "@hookimpl(optionalhook=True)").replace("def sectors", "def sector")
    assert "是不是 sectors？" in fault(source)


def test_hooks_without_their_decorator_are_missed(fault):
    assert "没有用 @hookimpl 标出任何钩子" in fault(SECTOR.replace("@hookimpl", ""))


def test_an_unknown_argument_is_named(fault):
    assert fault(SECTOR.replace("sectors()", "sectors(year)")) == "钩子 sectors 不带参数，却写了 year。"


def test_a_hook_written_twice_is_refused(fault):
    again = SECTOR.replace("@hookimpl", '@hookimpl(specname="sectors")').replace("def sectors", "def more")
    assert fault(SECTOR + again) == "钩子 sectors 写了 2 次，请合成一个函数。"


@pytest.mark.parametrize("how", ["wrapper=True", "hookwrapper=True"])
def test_no_plugin_wraps_another(fault, how):
    assert "不能是包装" in fault(SECTOR.replace("@hookimpl", f"@hookimpl({how})"))


def test_a_hook_that_raises_is_told_with_its_line(fault):
    source = """
    @hookimpl
    def sectors():
        raise RuntimeError("no data file")
    """
    assert fault(source) == "钩子 sectors 出错：RuntimeError: no data file（plugin_port.py 第 6 行）"


def test_a_hook_that_raises_halfway_gives_nothing(fault):
    assert fault(SECTOR + "        int('x')\n").startswith("钩子 sectors 出错：ValueError: invalid literal for int()")


def test_a_hook_that_leaves_the_program_does_not(fault):
    assert fault(SECTOR + "        raise SystemExit\n").startswith("钩子 sectors 出错：SystemExit")


@pytest.mark.parametrize(
    ("hook", "answer", "told"),
    [
        ("sectors", "['港口']", "应给出 Sector，却给出 '港口'。"),
        ("sectors", "None", "出错：TypeError: 'NoneType' object is not iterable"),
        ("sectors", "Sector(id='port', label='港口', units='', self_name='')", "'Sector' object is not iterable"),
        ("sectors", "[Choices(kind='core.support', field='form', choices=())]", "应给出 Sector，却给出 Choices("),
        ("record_kinds", "[1]", "应给出 Record 的子类，却给出 1。"),
        ("record_kinds", "[int]", "应给出 Record 的子类，却给出 <class 'int'>。"),
        ("record_kinds", "[Support(matters=1)]", "应给出 Record 的子类，却给出 Support("),
        ("checks", "[all]", "应给出 RowCheck 或 LedgerCheck，却给出 <built-in function all>。"),
        ("checks", "[RowCheck(code='a', kind='core.support', needs='ships', holds=all, message='', fix='')]",
         "RowCheck 的 needs 应是元组，请写成 ('ships',)"),
        ("choices", "[Choices(kind='core.support', field='form', choices=('港航拥军'))]",
         "Choices 的 choices 应是元组，请写成 ('港航拥军',)，逗号不能少。"),
        ("renderers", "[{}]", "应给出 Renderer，却给出 {}。"),
        ("sample_ledgers", "[()]", "应给出 SampleLedger，却给出 ()。"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_shown_beside_the_right_one(fault, hook, answer, told):
    cause = fault(f"""
    @hookimpl
    def {hook}():
        return {answer}
    """)
    assert cause.startswith(f"钩子 {hook} ")
    assert told in cause


def test_an_answer_that_cannot_even_be_shown_is_told(fault):
    cause = fault("""
    class Shy:
        def __repr__(self):
            raise OSError("no")

    @hookimpl
    def sectors():
        yield Shy()
    """)
    assert cause.startswith("钩子 sectors 出错：OSError: no")


def test_a_module_that_fails_when_looked_at_is_told(fault):
    cause = fault("""
    def __dir__():
        import no_such_library
    """)
    assert cause.startswith("查看 plugin_port 失败：ModuleNotFoundError: No module named 'no_such_library'")


def test_whoever_asks_for_the_sector_of_a_broken_plugin_is_told_why(plugin, catalog):
    loaded = catalog(plugin("port", SECTOR + "\n    1 / 0\n"))
    for name in ("port", "港口"):
        with pytest.raises(ProblemsFound) as found:
            loaded.sector(name)
        unknown, broken = found.value.problems
        assert unknown.code == "unknown-name" and name in unknown.message
        assert broken.code == "broken-plugin"
        assert "插件 port 装坏了" in broken.message and "ZeroDivisionError" in broken.message
