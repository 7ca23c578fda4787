"""Write 参考.md, the reference for plugin authors, from the code: ``python docs/reference.py``.

Everything comes from what the program itself goes by: hooks and their examples, the records that they return, the
functions that declare fields, the kinds to extend, and what a template may name.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import shuangyong
from shuangyong import hooks, offers
from shuangyong.catalog import discover, load
from shuangyong.hooks import PROJECT
from shuangyong.loading import RETURNS
from shuangyong.model import duties, fields, kinds, plugin_pages
from shuangyong.model.kinds import CORE, Kind
from shuangyong.report import prose
from shuangyong.report.filters import FILTERS
from shuangyong.report.names import CONTEXT, UNIT
from shuangyong.report.row_view import RowView
from shuangyong.report.rows import Names, PlanItems, RowSet

TARGET = Path(__file__).with_name("参考.md")

_HEAD = """# 插件参考

由代码生成（`python docs/reference.py`），不要手改。怎样做一个插件，见[插件开发](插件开发.md)。
"""
_FIELD_FUNCTIONS = (kinds.record, fields.measure, fields.ratio, fields.choice, fields.text, fields.day, fields.integer)
_FIELD_WORDS = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.M)
_MODULES = re.compile(r"\b(?:collections\.abc|typing|shuangyong(?:\.\w+)*)\.(?=[A-Z])")
_LITERAL = re.compile(r"``(.+?)``")


def reference() -> str:
    """Return the reference as Markdown."""
    catalog = load(entry for entry in discover() if entry.name == CORE)
    core = catalog.plugins[0].offers
    parts = [
        _HEAD,
        "## 入口\n\n插件可以 `from shuangyong import` 的名称：\n\n" + _names(shuangyong.__all__),
        "## 钩子\n\n" + "\n\n".join(map(_hook, _hooks())),
        "## 钩子给出的记录\n\n全部用关键字参数来写。\n\n" + "\n\n".join(map(_record, _records())),
        "## 声明种类和字段\n\n" + "\n\n".join(map(_function, _FIELD_FUNCTIONS)),
        "### 字段的各项\n\n" + _described(fields.Field),
        "## 核心的台账种类\n\n可以扩展，也可以在模板里用标识写到；比率和存量在“记法”里注明。\n\n"
        + "\n\n".join(_kind(kind) for kind in catalog.kinds.values()),
        '## 核心的段落\n\n用 `replaces=` 可以换掉；模板可以 `{% include "core/文件名" %}`。\n\n' + _sections(core),
        "## 模板怎样写\n\n" + _prose(),
        "## 模板里的名称\n\n" + _template_names(),
        "## 过滤器\n\n" + _table(("过滤器", "作用"), ((f"`{name}`", _line(made)) for name, made in FILTERS.items())),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _hooks() -> list[Any]:
    return [one for one in vars(hooks).values() if hasattr(one, f"{PROJECT}_spec")]


def _records() -> list[type]:
    """Return the records that hooks return, each once, in the order of the hooks, and what they are made of."""
    given = [cls for hook in _hooks() for cls in RETURNS[hook.__name__] if attrs.has(cls)]
    return [*dict.fromkeys(given), duties.Deed, plugin_pages.PageTable, plugin_pages.PageFigure]


def _hook(hook: Callable[..., Any]) -> str:
    words, _, example = inspect.cleandoc(hook.__doc__ or "").partition("Example::")
    returned = _MODULES.sub("", str(inspect.signature(hook).return_annotation))
    code = inspect.cleandoc(example.strip("\n"))
    return f"### {hook.__name__}\n\n{_marked(words.strip())} → `{returned}`\n\n```python\n{code}\n```"


def _record(cls: type) -> str:
    return f"### {cls.__name__}\n\n{_described(cls)}"


def _described(cls: type) -> str:
    """Return a record's docstring with its attributes as a table: name, default, meaning."""
    words, _, listed = inspect.cleandoc(cls.__doc__ or "").partition("\nAttributes:\n")
    meaning = dict(_FIELD_WORDS.findall(listed))
    rows = ((f"`{field.name}`", _default(field), _marked(meaning.pop(field.name))) for field in attrs.fields(cls))
    table = _table(("名称", "不写时", "意思"), rows)
    assert not meaning, f"{cls.__name__} describes what it has not: {meaning}"
    return f"{_marked(words.strip())}\n\n{table}"


def _default(field: "attrs.Attribute[Any]") -> str:
    if field.default is attrs.NOTHING:
        return "必填"
    if callable(field.default) or isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        return "见右"
    return f"`{field.default!r}`"


def _function(function: Callable[..., Any]) -> str:
    parts = []
    keywords = False
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keywords:
            keywords = True
            parts.append("*")
        parts.append(_MODULES.sub("", str(parameter)))
    listed = "".join(f"\n    {part}," for part in parts)
    words, _, arguments = inspect.cleandoc(function.__doc__ or "").partition("\nArgs:\n")
    items = "\n".join(f"- `{name}`: {_marked(text)}" for name, text in _FIELD_WORDS.findall(arguments))
    shown = f"```text\n{function.__name__}({listed}\n)\n```"
    return f"### {function.__name__}\n\n{_marked(words.strip())}\n\n{shown}\n\n{items}".strip()


def _kind(kind: Kind) -> str:
    parent = f"，扩展 `{kind.parent.cls.__name__}`" if kind.parent else ""
    about = "，没有自己的表" * kind.abstract + "，名册" * kind.register
    pillar = f"（{kind.pillar.label}）" if kind.pillar else ""
    rows = (
        (f"`{field.id}`", field.label, field.unit or "", _note(field)) for field in kind.fields if field.id in kind.own
    )
    named = f"`{kind.id}` {kind.label}{pillar}{parent}{about}。{_marked(kind.doc)}"
    table = _table(("字段", "名称", "单位", "记法"), rows) if kind.own else ""
    return f"### {kind.cls.__name__}\n\n{named}\n\n{table}".strip()


def _note(field: fields.Field) -> str:
    notes = [
        "比率" if field.measure == "ratio" else "存量" if field.measure == "stock" else "",
        f"{field.numerator}/{field.denominator}" if field.numerator else "",
        f"计入 {field.counts_as}" if field.counts_as else "",
        f"不超过 {field.at_most}" if field.at_most else "",
        "必填" if field.required else "",
        "不上报" if field.sensitive else "不写番号" if field.designation else "",
        "、".join(field.choices),
    ]
    return "；".join(note for note in notes if note)


def _sections(core: Any) -> str:
    sections = sorted(core.report_sections, key=lambda section: (section.reports, section.position))
    rows = ((f"`{CORE}.{one.id}`", "、".join(one.reports), one.place, str(one.rank), one.template) for one in sections)
    places = "、".join(f"`{place}`" for place in offers.PLACES)
    return f"公文各部分依次是：{places}。\n\n" + _table(("段落", "公文", "部分", "次序", "模板"), rows)


def _prose() -> str:
    """Return what the module of templates tells authors, its reStructuredText as Markdown."""
    _, _, words = (prose.__doc__ or "").partition("\n\n")
    before, _, rest = words.partition("::\n\n")
    example, _, after = rest.partition("\n\n**")
    return f"{_marked(before)}:\n\n```jinja\n{inspect.cleandoc(example)}\n```\n\n**{_marked(after)}"


def _template_names() -> str:
    groups = [
        ("到处都有", ((f"`{name}`", "") for name in CONTEXT)),
        ("`unit.`", ((f"`{name}`", "") for name in UNIT)),
        ("一种台账的行（`visit`、`visit.all`、`visit.where(…)`）", _members(RowSet)),
        ("`plan` 另有", _members(PlanItems, RowSet)),
        ("`last`、`totals`", _members(Names)),
        ("一行（`{% for row in visit %}`），加上本种类各字段", _members(RowView)),
    ]
    return "\n\n".join(
        f"**{title}**\n\n" + (_table(("名称", "意思"), rows) if any(row[1] for row in rows) else _bare(rows))
        for title, rows in ((title, [*rows]) for title, rows in groups)
    )


def _members(cls: type, without: type = object) -> Iterator[tuple[str, str]]:
    for name in sorted(set(dir(cls)) - set(dir(without))):
        if not name.startswith("_"):
            member = inspect.getattr_static(cls, name)
            made = member.fget if isinstance(member, property) else member
            yield f"`{name}{'' if isinstance(member, property) else '(…)'}`", _line(made)


def _bare(rows: list[tuple[str, str]]) -> str:
    return "、".join(name for name, _ in rows)


def _names(names: list[str]) -> str:
    return "、".join(f"`{name}`" for name in names)


def _line(function: Any) -> str:
    return _marked(" ".join(inspect.cleandoc(function.__doc__).split()))


def _marked(words: str) -> str:
    """Return reStructuredText as Markdown, on lines of a table's cell."""
    return _LITERAL.sub(r"`\1`", re.sub(r"\n {4,}", " ", words))


def _table(header: tuple[str, ...], rows: Any) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
