"""The standards by which a ledger on a desk can be scored, and the one that is meant where nobody names one."""

from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from ...assess.building import Built
from ...assess.given import Given, given_beside
from ...assess.shipped import DEFAULT, installed_standards, standard_of
from ...assessment import chosen_standard
from ...catalog import Catalog
from ...office.store.opening import Store
from ...office.store.standards import chosen_for
from ...office_standards import named, offered

#: What a clerk's own file goes by; no installed standard does.
_OWN = "file"


@attrs.frozen(kw_only=True)
class Standards:
    """What may be chosen.

    Attributes:
        titles: By identifier, in the order in which they are offered.
        usual: The identifier of the one that is meant where nobody names one.
        read: Returns one of them with what people have judged; raises ProblemsFound where it has errors.
    """

    titles: Mapping[str, str]
    usual: str
    read: Callable[[str], tuple[Built, tuple[Given, ...]]]


def of_an_office(store: Store, catalog: Catalog, year: int) -> Standards:
    """Return an office's standards: its own and those installed; the one that it chose for a year is meant."""
    return Standards(
        titles={one.id: one.title for one in offered(store, catalog)},
        usual=chosen_for(store, year) or DEFAULT,
        read=lambda id_: named(store, catalog, id_),
    )


def of_a_clerk(catalog: Catalog, file: Path | None) -> Standards:
    """Return what a clerk has: those installed, and first a file where the command names one."""
    own = {_OWN: file.name} if file else {}

    def read(id_: str) -> tuple[Built, tuple[Given, ...]]:
        if file is None or id_ != _OWN:
            return standard_of(catalog, id_), ()
        built = chosen_standard(str(file), catalog)
        return built, given_beside(file, built.standard)

    return Standards(titles={**own, **installed_standards(catalog)}, usual=_OWN if file else DEFAULT, read=read)
