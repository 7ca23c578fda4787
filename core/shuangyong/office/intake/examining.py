"""What a worker does with a file, in this process or in another."""

import hashlib
from collections.abc import Callable

import attrs

from ...catalog import Catalog, installed_for_figures
from ...extension.applying import extended
from ...extension.parsing import carried
from ...model.fault_traces import traced
from ...model.problems import ProblemsFound, error
from ..forwarding.opening import Package, open_package
from .source import Source
from .taking import Taken, take


@attrs.frozen
class Task:
    """What a worker is given."""

    source: Source
    sha256: str


@attrs.frozen
class Examiner:
    """What a worker does; sent to another process it takes only the extension along and loads the plugins anew."""

    catalog: Catalog

    def __call__(self, task: tuple[int, Task]) -> Taken | Package:
        """Return what the file of a task holds; a fault of ours costs this file only, and is told with it."""
        source = task[1].source
        try:
            return _opened(source, self.catalog) if source.package else take(source.data, source.name, self.catalog)
        except MemoryError:
            raise
        except Exception as fault:
            return _failed(source, fault)

    def __reduce__(self) -> tuple[Callable[[str], "Examiner"], tuple[str]]:
        """Tell how to make it anew: a catalog holds functions that cannot be sent."""
        return _examiner, (self.catalog.extension.text if self.catalog.extension else "",)


def _examiner(extension: str) -> Examiner:
    told = carried(extension)
    return Examiner(extended(installed_for_figures(), told) if told else installed_for_figures())


def _opened(source: Source, catalog: Catalog) -> Taken | Package:
    try:
        return open_package(source.data, catalog)
    except ProblemsFound as found:
        return Taken(sha256=hashlib.sha256(source.data).hexdigest(), problems=found.problems)


def _failed(source: Source, fault: Exception) -> Taken:
    problem = error(
        "program-fault",
        f"读「{source.name}」时程序内部出错，没有收下；其余的文件不受影响。",
        "这不是您的操作问题：请把下面的出错内容和这个文件发给维护人员。",
    )
    told = f"{source.label}:\n{traced(fault)}"
    return Taken(sha256=hashlib.sha256(source.data).hexdigest(), problems=(problem,), fault=told)
