"""A table says why 慰问人数, 人 in the ledger, is 人次 in a total; vocabulary: people of several rows are 人次."""

from shuangyong import Visit
from shuangyong.report.compose import compose
from shuangyong.report.document import Block, Paragraph, Table, plain
from shuangyong.report.statistics import PEOPLE_NOTE


def told(blocks: tuple[Block, ...]) -> tuple[list[str], list[str]]:
    tables = [block for block in blocks if isinstance(block, Table)]
    units = [plain(row[2]) for table in tables for row in table.rows if plain(row[1]) == "慰问人数"]
    return units, [plain(block.content) for block in blocks if isinstance(block, Paragraph)]


def test_one_row_is_in_people_as_the_ledger_is(port, ledger):
    catalog = port().catalog
    made = compose(ledger(catalog, [Visit(people=3)]), catalog, "summary")
    assert told(made.attachments[0].blocks) == (["人"], [])


def test_several_rows_are_in_visits_and_the_table_says_why(port, ledger):
    catalog = port().catalog
    source = ledger(catalog, [Visit(people=3), Visit(people=4)])
    assert told(compose(source, catalog, "summary").attachments[0].blocks) == (["人次"], [PEOPLE_NOTE])
    assert told(compose(source, catalog, "table").blocks) == (["人次"], [PEOPLE_NOTE])
