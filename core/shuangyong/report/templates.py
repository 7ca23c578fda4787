"""Section templates: where they lie, how they are compiled, and the sandbox that they run in."""

import functools
import re
from collections.abc import Callable
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateNotFound, Undefined, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..model.dates import PartialDate
from ..model.kinds import CORE
from ..model.packages import package_folder
from .filters import FILTERS, day

#: The variable of a template that holds the manuscript.
MANUSCRIPT = "manuscript"

#: Stands where a template has a blank line: what Jinja's statements leave empty is none.
#: The end of a file is no blank line: what is included may be the middle of a sentence.
BREAK = "\x04"
_BLANK_LINE = re.compile(r"^[ \t]*$(?!\Z)", re.MULTILINE)
_LEFT_EMPTY = re.compile(r"\n\s*\n")

#: Where the core's own templates lie; a plugin includes one as ``core/planned.md``.
_CORE_MODULE = "shuangyong.kinds"


class SectionEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox of section templates, where an included name is one of the same plugin, or of the core."""

    def join_path(self, template: str, parent: str) -> str:
        """Return the full name of what a template includes: a plugin never reaches another's templates."""
        return _full_name(parent.partition("/")[0], template)


@functools.cache
def environment() -> SectionEnvironment:
    """Return the one environment; templates are compiled once a process, each under its plugin's own name."""
    made = SectionEnvironment(
        loader=FunctionLoader(_loaded),
        undefined=StrictUndefined,
        finalize=_finalized,
        lstrip_blocks=True,
        cache_size=-1,
    )
    made.globals = {name: made.globals[name] for name in ("namespace", "range")}
    made.filters.update(FILTERS)
    return made


def template(module: str, name: str) -> Template:
    """Return a compiled section template of a plugin's module; raises TemplateNotFound or TemplateSyntaxError."""
    return environment().get_template(f"{module}/{name}")


def paragraphs(rendered: str) -> str:
    """Return a rendering as Markdown, where the template's own blank lines part paragraphs and nothing else does."""
    return _LEFT_EMPTY.sub("\n", rendered).replace(BREAK, "\n\n")


def parsed(module: str, name: str) -> tuple[nodes.Template, ...]:
    """Return the syntax trees of a section template and of all that it includes.

    Raises:
        TemplateNotFound: It, or what it includes, is not there.
        TemplateSyntaxError: One of them cannot be parsed.
    """
    trees: dict[str, nodes.Template] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        source = _source(_full_name(module, current))
        if source is None:
            raise TemplateNotFound(current)
        trees[current] = _tree(current, source)
        included = (node.template for node in trees[current].find_all(nodes.Include))
        waiting += [node.value for node in included if isinstance(node, nodes.Const) and node.value not in trees]
    return tuple(trees.values())


@functools.cache
def _tree(name: str, source: str) -> nodes.Template:
    return environment().parse(source, name)


def _loaded(name: str) -> tuple[str, str | None, Callable[[], bool]] | None:
    source = _source(name)
    return None if source is None else (source, None, lambda: _source(name) == source)


def _full_name(module: str, name: str) -> str:
    return name.replace(f"{CORE}/", f"{_CORE_MODULE}/", 1) if name.startswith(f"{CORE}/") else f"{module}/{name}"


def _source(name: str) -> str | None:
    """Return the text of ``module/file``, with a mark where a block begins; None where there is no such file."""
    module, _, file = name.partition("/")
    if not file or "/" in file or "\\" in file:
        return None
    found = package_folder(module) / "sections" / file
    return _BLANK_LINE.sub(BREAK, found.read_text(encoding="utf-8")) if found.is_file() else None


@pass_context
def _finalized(context: Context, value: Any) -> str:
    """Return what ``{{ }}`` prints: data, which no later step reads as markup."""
    if isinstance(value, Undefined):
        return str(value)  # a blank says so, a misspelt name raises
    if value is None:
        raise TypeError("a template prints None")
    if isinstance(value, PartialDate):
        value = day(context, value)
    return context[MANUSCRIPT].inert(str(value))  # type: ignore[no-any-return]
