"""An office's own columns are rolled up as any others."""

import json

import attrs
from click.testing import CliRunner
from shuangyong.cli.options import BESIDE
from shuangyong.cli.rollup import command
from shuangyong.extension.applying import extended, read_extension
from shuangyong.model.ledgers import Row

EXTENSION = """
name = "试点"

[[column]]
kind = "core.visit"
id = "gifts"
label = "慰问品份数"
type = "measure"
unit = "份"
"""


def test_a_column_of_the_offices_own_is_added_up(store, filed, rostered, catalog, samples):
    path = store.folder / BESIDE
    path.write_text(EXTENSION, encoding="utf-8")
    ours = extended(catalog, read_extension(path, catalog).extension)
    kind = ours.kinds["core.visit"]
    ledger = samples("bureau", 2026)
    visits = [
        Row(kind=kind, record=kind.row_class(gifts=number), sheet=kind.label, number=number, columns={"gifts": "B"})
        for number in (3, 4)
    ]
    rostered(("B1", "2020-01-01", None), sector="bureau")
    filed("B1", 2026, sector="bureau", ledger=attrs.evolve(ledger, rows=tuple(visits)))
    words = [str(store.folder), "-o", "-", "--by", "sector", "--measure", "core.visit.gifts"]
    ran = CliRunner().invoke(command, words, standalone_mode=False)
    whole = json.loads(ran.stdout)["figures"][0]
    assert (whole["label"], whole["net"]) == ("走访慰问·慰问品份数", "7")
