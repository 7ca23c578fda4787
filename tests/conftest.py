"""For tests in several folders: files on paper, a sector's sample year, plugins and commands as a stranger has them."""

import datetime
import gc
import hashlib
import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import attrs
import pypdfium2
import pytest
from hypothesis import settings
from shuangyong import Record
from shuangyong.catalog import Catalog, discover, load
from shuangyong.checks import run_checks
from shuangyong.examination import Examination, examine
from shuangyong.model.documents import DocumentKind
from shuangyong.model.ledgers import Ledger, Row
from shuangyong.report.compose import compose
from shuangyong.report.document import Heading, Table, plain
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes

FONTS = Path(__file__).with_name("fonts.conf")
AT_ONCE = 100  # files that LibreOffice is given in one command; it leaves those after the 247th
LINE_TOLERANCE = 4  # pt between the bottoms of characters of one line; lines stand 28 pt apart, table rows 12


def pytest_configure(config: pytest.Config) -> None:
    """Have xdist keep the order below: of itself it begins with the files of many tests, which are the quick ones.

    And let Hypothesis wait for slow machines, as its own profile for CI does.
    """
    settings.register_profile("unhurried", settings(), deadline=None)
    settings.load_profile("unhurried")
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the collector of garbage from looking through ten thousand tests, which stay, over and over."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_unconfigure() -> None:
    """Let the collector have all again, for DuckDB complains at the end of what is never freed."""
    gc.unfreeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that have slow tests: none of them is left for one worker while the others are idle."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@attrs.frozen
class Line:
    """A line of a rendered page: its text, and where its ink begins and ends, in points from the left and bottom."""

    text: str
    left: float
    right: float
    bottom: float


@attrs.frozen
class Rendered:
    """A file as printed, a PDF; pages count from 1."""

    pdf: Path

    @property
    def texts(self) -> list[str]:
        """The text of each page."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            return [_text(page) for page in document]

    def lines(self, number: int) -> list[Line]:
        """Return the lines of a page, from the top."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            return _lines(document[number - 1])

    def png(self, number: int, dpi: int = 60) -> Path:
        """Return a picture of a page, for people to look at."""
        stem = self.pdf.with_name(f"page-{number}-{dpi}")
        page = str(number)
        command = ["pdftoppm", "-r", str(dpi), "-f", page, "-l", page, "-singlefile", "-png", self.pdf, stem]
        subprocess.run([_program("pdftoppm"), *command[1:]], check=True, timeout=300)
        return stem.with_suffix(".png")


def _text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return text.get_text_bounded().replace("\r\n", "\n")
    finally:
        text.close()


def _lines(page: pypdfium2.PdfPage) -> list[Line]:
    text = page.get_textpage()
    try:
        characters = [
            (text.get_text_range(index, 1), *text.get_charbox(index, loose=True)) for index in range(text.count_chars())
        ]
    finally:
        text.close()
    rows: list[list[tuple[str, float, float, float, float]]] = []
    printed = [each for each in characters if each[0].strip()]
    for character in sorted(printed, key=lambda each: (-each[2], each[1])):
        if rows and abs(rows[-1][0][2] - character[2]) < LINE_TOLERANCE:
            rows[-1].append(character)
        else:
            rows.append([character])
    return [
        Line("".join(each[0] for each in row), row[0][1], max(each[3] for each in row), row[0][2])
        for row in (sorted(row, key=lambda each: each[1]) for row in rows)
    ]


def _program(*names: str) -> str:
    """Return the first of these programs; without one, CI fails and other machines skip the test."""
    for name in names:
        if found := shutil.which(name):
            return found
    reason = f"needs {' or '.join(names)}, which is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _printing(source: Path, profile: Path) -> list[str | Path]:
    """Return the command that prints a file to a PDF beside it."""
    if source.suffix == ".html":
        program = _program("chromium", "chromium-browser", "google-chrome")
        target = f"--print-to-pdf={source.with_suffix('.pdf')}"
        # As root, as in most containers, Chromium refuses to run in a sandbox.
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        return [program, *quiet, f"--user-data-dir={profile}", target, source.as_uri()]
    return [*_office(profile), "--convert-to", "pdf", "--outdir", source.parent, source]


def _office(profile: Path) -> list[str | Path]:
    return [_program("soffice", "libreoffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless"]


def _run(command: list[str | Path], expected: Path) -> Path:
    environment = {**os.environ, "FONTCONFIG_FILE": str(FONTS)}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False)
    assert expected.exists(), f"nothing was written: {done.stderr.decode(errors='replace')[-2000:]}"
    return expected


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], Rendered]:
    """Render a file: ``rendered(data, "docx").texts[0]``; docx and xlsx through LibreOffice, html through Chromium.

    The typefaces come from fonts.conf. Mark the test ``slow``: a page takes some seconds.
    """
    folder = tmp_path_factory.mktemp("rendered")

    def render(data: bytes, suffix: str) -> Rendered:
        home = folder / hashlib.sha256(suffix.encode() + data).hexdigest()[:16]
        if not (home / "file.pdf").exists():
            home.mkdir(exist_ok=True)
            source = home / f"file.{suffix}"
            source.write_bytes(data)
            _run(_printing(source, folder / "profile" / suffix), source.with_suffix(".pdf"))
        return Rendered(home / "file.pdf")

    return render


@pytest.fixture(scope="session")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], bytes]:
    """Open a file in LibreOffice and save it in its own format again: ``resaved(data, "docx")``."""
    folder = tmp_path_factory.mktemp("resaved")

    def resave(data: bytes, suffix: str) -> bytes:
        source = folder / f"file.{suffix}"
        source.write_bytes(data)
        target = folder / "again" / source.name
        target.unlink(missing_ok=True)
        options = ["--convert-to", suffix, "--outdir", target.parent, source]
        return _run([*_office(folder / "profile"), *options], target).read_bytes()

    return resave


@pytest.fixture(scope="session")
def page_counts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[bytes], str], list[int]]:
    """Return how many pages LibreOffice makes of each file, many a run: ``page_counts([data, ...], "docx")``."""

    def count(contents: Sequence[bytes], suffix: str) -> list[int]:
        folder = tmp_path_factory.mktemp("pages")
        files = [folder / f"{place:04}.{suffix}" for place in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        convert = [*_office(folder / "profile"), "--convert-to", "pdf", "--outdir", folder]
        for start in range(0, len(files), AT_ONCE):
            some = files[start : start + AT_ONCE]
            _run([*convert, *some], some[-1].with_suffix(".pdf"))
        return [_page_count(file.with_suffix(".pdf")) for file in files]

    return count


def _page_count(pdf: Path) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


@attrs.frozen
class SampleYear:
    """A sector's sample year, with no other sector installed, and what becomes of it."""

    catalog: Catalog
    sector: str

    def ledger(self, year: int = 2026) -> Ledger:
        """Return the sample of a year."""
        return sample_ledger(self.catalog, self.sector, year)

    def examined(self, folder: Path, year: int = 2026) -> Examination:
        """Write the sample of a year as a workbook and examine it."""
        file = folder / "ledger.xlsx"
        file.write_bytes(ledger_bytes(self.catalog, self.ledger(year)))
        return examine(file, self.catalog)

    def told(self, kind: DocumentKind = "summary", last: Ledger | None = None, **changes: object) -> list[str]:
        """Return the paragraphs of a document of the sample, changed as asked; headings begin with #, unnumbered."""
        ledger = attrs.evolve(self.ledger(), **changes)
        document = compose(ledger, self.catalog, kind, last, today=datetime.date(2026, 12, 31))
        lines = [block for block in document.blocks if not isinstance(block, Table)]
        return ["#" * isinstance(line, Heading) + plain(line.content) for line in lines]

    def warnings(self, record: Record) -> list[str]:
        """Return the codes of what the rules warn of in a ledger with this row only."""
        kind = next(kind for kind in self.catalog.kinds.values() if kind.cls is type(record))
        row = Row(kind=kind, record=record, sheet=kind.label, number=3, columns={})
        checked = run_checks(attrs.evolve(self.ledger(), rows=(row,), declarations={}), self.catalog)
        return [one.code for one in checked.problems if one.sheet == kind.label and one.severity == "warning"]


@pytest.fixture(scope="module")
def sample_year(request: pytest.FixtureRequest) -> SampleYear:
    """The sample year of the sector that the test's folder is named after."""
    sector = request.path.parent.name
    return SampleYear(load(entry for entry in discover() if entry.name in ("core", sector)), sector)


def _as_installed(project: Path) -> None:
    """Write beside a project's package what an installer would, so that with the folder on the path it is found."""
    about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = project / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    points = [
        line
        for group, entries in about["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in entries.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")


def _typed(
    words: Sequence[str],
    folder: Path,
    *,
    programs: Path | None = None,
    path: Sequence[Path] = (),
    codes: Sequence[int] = (0,),
) -> str:
    """Run a command as a person would who has these programs, and packages at these places."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment |= {"PYTHONPATH": os.pathsep.join(map(str, path)), "PYTHONDONTWRITEBYTECODE": "1"}
    program = shutil.which(words[0], path=programs)
    assert program, f"there is no {words[0]}"
    done = subprocess.run(
        [program, *words[1:]], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode in codes, f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def typed() -> Callable[..., str]:
    """Run a command: ``typed(["shuangyong", "plugins"], folder)``."""
    return _typed


@pytest.fixture(scope="session")
def as_installed() -> Callable[[Path], None]:
    """Make a project look installed to whoever has its folder on the path."""
    return _as_installed
