"""What is wrong with a plugin's section templates, said when it is loaded and not when a clerk exports."""

import itertools
from collections.abc import Iterable, Iterator, Mapping

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from ..model.documents import DOCUMENT_LABELS
from ..model.kinds import CORE, Kind
from ..offers import Section
from .names import NameCheck, nearest, telling
from .templates import environment, parsed


def known_kinds(plugin: str, kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return the kinds that a plugin's templates may name, by identifier: its own win over the core's."""
    return {kind.id: kind for space in (CORE, plugin) for kind in kinds.values() if kind.namespace == space}


def template_faults(plugin: str, module: str, sections: Iterable[Section], kinds: Mapping[str, Kind]) -> Iterator[str]:
    """Yield each fault of a plugin's sections, in Chinese, with the template and its line.

    Args:
        plugin: The plugin's name, the namespace of its kinds.
        module: Where its templates lie.
        sections: What it offers.
        kinds: All kinds by their full names.
    """
    known = known_kinds(plugin, kinds)
    sound = []
    for section in sections:
        faults = [*_faults(module, section, known)]
        yield from (f"报告段落 {section.id}（sections/{section.template}）：{fault}" for fault in faults)
        if not faults:
            sound.append(section)
    yield from _told_twice(module, sound, known)


def _faults(module: str, section: Section, known: Mapping[str, Kind]) -> Iterator[str]:
    try:
        trees = parsed(module, section.template)
    except TemplateNotFound as cause:
        yield f"没有模板文件 sections/{cause.name}，安装包里应带上它。"
    except TemplateSyntaxError as cause:
        yield f"{cause.name} 第{cause.lineno}行写法有误：{cause.message}。"
    else:
        for tree in trees:
            yield from NameCheck(known).faults(tree)
            yield from _unknown_filters(tree)


def _unknown_filters(tree: nodes.Template) -> Iterator[str]:
    for node_type, names, what in (
        (nodes.Filter, environment().filters, "过滤器"),
        (nodes.Test, environment().tests, "判断"),
    ):
        for node in tree.find_all(node_type):
            if node.name not in names:
                yield f"第{node.lineno}行：没有名为 {node.name} 的{what}{nearest(node.name, names)}"


def _told_twice(module: str, sections: Iterable[Section], known: Mapping[str, Kind]) -> Iterator[str]:
    tellings = [(section, telling(parsed(module, section.template), known)) for section in sections]
    for (one, told), (other, again) in itertools.combinations(tellings, 2):
        reports = [DOCUMENT_LABELS[report] for report in one.reports if report in other.reports]
        twice = [kind.label for kind in told.kinds if kind in again.kinds]
        if reports and twice:
            what = f"在{'、'.join(reports)}里都讲「{'、'.join(twice)}」"
            yield f"报告段落 {one.id} 和 {other.id} {what}，同一行会讲两次。"
