"""The evidence behind a ledger's rows: in a folder beside the unit's own file, or in its cells; the office has none."""

from starlette.responses import Response

from ...evidence.finding import evidence_of
from ...evidence.index import CAUTION, index_document
from ...evidence.inspecting import inspected
from ...evidence.numbering import numbered
from ...evidence.pieces import Evidence
from ...model.privacy import mask
from ...model.problems import Problem
from ...submission import ledger_with_evidence
from ...workbook.values import EVIDENCE
from ..rendering import download
from .desks import Desk, DeskPage, own_file, show

_INDEX = {"docx": "Word", "html": "网页"}


def evidence_page(desk: Desk) -> Response | None:
    """Show what there is and what is missing; in the portal, what the rows name, and that the office has none of it."""
    ledger = desk.ledger()
    if desk.file is None:
        named = [(row, str(text)) for row in ledger.rows if (text := row.value(EVIDENCE))]
        return show(
            desk, "evidence_named.html", named=[(f"{row.sheet}!{row.cell(EVIDENCE)}", text) for row, text in named]
        )
    found = evidence_of(desk.file, ledger)
    listed = numbered(found, ledger, desk.catalog)
    opened = bool(desk.asked("open"))
    looked = inspected(listed) if opened else None
    return show(
        desk,
        "evidence.html",
        found=found,
        folder=found.folder.name if found.folder else "",
        stem=desk.file.stem,
        entries=[
            (entry, f"{entry.row.sheet}!{entry.row.cell(EVIDENCE)}", mask(entry.piece.name)) for entry in listed.entries
        ],
        count=len(listed.once),
        extents=looked.extents if looked else {},
        problems=[*found.problems, *(looked.problems if looked else ())],
        opened=opened,
        broken=_broken(found, looked.problems if looked else ()),
        caution=CAUTION,
        forms=_INDEX,
    )


def evidence_index(desk: Desk) -> Response | None:
    """Give the index of the evidence."""
    form = desk.request.path_params["form"]
    if form not in _INDEX:
        return None
    ledger = desk.ledger()
    listed = numbered(evidence_of(own_file(desk), ledger), ledger, desk.catalog)
    document = index_document(ledger, listed, inspected(listed).extents, today=desk.today)
    return download(document.title, desk.catalog.renderer(form).write(document), form)


def evidence_package(desk: Desk) -> Response | None:
    """Give the ledger as it may leave the unit, with numbered copies of its evidence."""
    file, ledger = own_file(desk), desk.ledger()
    name = f"{ledger.unit.name}{ledger.year}年双拥工作台账"
    return download(f"{name}-上报", ledger_with_evidence(file, ledger, desk.catalog, name).data, "zip")


def _broken(found: Evidence, problems: tuple[Problem, ...]) -> bool:
    """Tell whether no package can be made."""
    return any(problem.severity == "error" for problem in (*found.problems, *problems))


PAGES = (
    DeskPage(path="/evidence", answer=evidence_page, tab="佐证材料"),
    DeskPage(path="/evidence/index.{form}", answer=evidence_index, own=True),
    DeskPage(path="/evidence/package.zip", answer=evidence_package, own=True),
)
