"""Photographs in reports: at the paragraph that tells their row, stripped, never clipped, named where none can be."""

import base64
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from PIL import Image
from shuangyong.evidence.illustrating import illustrated, with_room
from shuangyong.evidence.leftovers import left_in_picture
from shuangyong.evidence.numbering import numbered
from shuangyong.report.briefs.about import of_month, of_row
from shuangyong.report.briefs.fitting import fits
from shuangyong.report.compose import compose
from shuangyong.report.document import FigureRun, Paragraph, Pictures

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def report(desk, catalog, event, photo):
    """Return a summary of two visits and one event of education, with the pictures of their rows."""
    desk.files(
        "慰问1.jpg", "慰问2.jpg", "慰问签到表.jpg", **{"竞赛.png": photo("PNG", size=(40, 60)), "通知.txt": b"x"}
    )
    desk.write(
        event["visit"]("慰问1、签到表、慰问签到表、通知", title="慰问欧阳建国"),
        event["visit"]("慰问2", 29),
        event["education"](
            date=event["date"](2026, 9, 18), title="知识竞赛", form="知识竞赛", participants=30, evidence="竞赛"
        ),
        event["person"](name="欧阳建国", category="残疾军人"),
    )
    ledger = desk.ledger()
    document = compose(ledger, catalog, "summary")
    return illustrated(document, ledger, numbered(desk.found(), ledger, catalog))


def test_pictures_stand_below_the_paragraph_that_tells_their_row(report):
    blocks = report.document.blocks
    shown = {place: block for place, block in enumerate(blocks) if isinstance(block, Pictures)}
    assert (report.shown, report.left_out, report.problems) == (3, 0, ())
    captions = []
    for place, block in shown.items():
        above = blocks[place - 1]
        assert isinstance(above, Paragraph)
        sheets = {source.sheet for run in above.content if isinstance(run, FigureRun) for source in run.figure.sources}
        captions.append((sheets, [one.label for one in block.pictures]))
    assert captions == [
        ({"国防教育活动"}, ["图1 知识竞赛"]),
        ({"走访慰问"}, ["图2 慰问", "图3 走访慰问"]),
    ]  # fmt: skip
    assert [left_in_picture(one.content) for one in report.document.pictures()] == [[], [], []]


@pytest.fixture
def papers(desk, event):
    """Return a desk whose papers, honours and publicity have pictures too, one of them a visit's own."""
    july = event["date"](2026, 7, 28)
    desk.files("文件.jpg", "奖牌.jpg", "展板.jpg", "慰问.jpg")
    return desk.write(
        event["document"](date=july, title="双拥工作制度", form="制度", evidence="文件"),
        event["honour"](date=july, honour="爱国拥军模范单位", level="县", collectives=1, evidence="奖牌"),
        event["publicity"](date=july, form="信息简报", items=1, evidence="展板、慰问"),
        event["visit"]("慰问"),
    )


def test_pictures_of_papers_and_honours_are_listed_and_not_shown(papers, catalog):
    ledger = papers.ledger()
    found = numbered(papers.found(), ledger, catalog)
    assert len(found.once) == 4
    summary = illustrated(compose(ledger, catalog, "summary"), ledger, found)
    month = brief_of(papers, catalog, lambda ledger: of_month(ledger, 7))
    for made in (summary, month):
        assert [one.label for one in made.document.pictures()] == ["图1 走访慰问"]
        assert (made.shown, made.left_out) == (1, 0)
    honour = brief_of(papers, catalog, lambda ledger: of_row(ledger, "表彰奖励!5"))
    assert (honour.shown, honour.left_out, honour.document.pictures()) == (0, 0, ())


def test_pictures_are_limited_and_a_damaged_one_is_told(desk, catalog, event, photo, monkeypatch):
    desk.files("1.jpg", "2.jpg", "3.jpg", **{"坏.jpg": photo(size=(300, 300))[:700]})
    desk.write(event["visit"]("坏、1、2、3"))
    ledger = desk.ledger()
    found = numbered(desk.found(), ledger, catalog)
    made = illustrated(compose(ledger, catalog, "summary"), ledger, found)
    assert (made.shown, made.left_out, [problem.code for problem in made.problems]) == (1, 3, ["unusable-evidence"])
    monkeypatch.setattr("shuangyong.evidence.illustrating.IN_ALL", 0)
    made = illustrated(compose(ledger, catalog, "summary"), ledger, found)
    assert (made.shown, [block for block in made.document.blocks if isinstance(block, Pictures)]) == (0, [])


def brief_of(desk, catalog, about):
    """Return a brief with the pictures of what it tells."""
    ledger = desk.ledger()
    found = numbered(desk.found(), ledger, catalog)
    about = with_room(about(ledger), found)
    return illustrated(compose(ledger, catalog, "brief", about=about), ledger, found, about)


def test_a_brief_shows_the_pictures_of_what_it_tells_in_one_line_below_its_text(desk, catalog, event):
    desk.files("祭扫.jpg", "慰问1.jpg", "慰问2.jpg", "赠书.jpg")
    desk.write(
        event["visit"]("慰问1、慰问2"),
        event["visit"]("赠书", 29, title="赠书"),
        event["education"](date=event["date"](2026, 4, 3), title="到烈士陵园祭扫", evidence="祭扫"),
    )
    month = brief_of(desk, catalog, lambda ledger: of_month(ledger, 7))
    *texts, pictures = month.document.blocks
    assert all(isinstance(block, Paragraph) for block in texts) and fits(month.document)
    assert [one.label for one in pictures.pictures] == ["图1 走访慰问", "图2 赠书"]
    assert (month.shown, month.left_out) == (2, 1)
    # A row is told though no figure of it is: its pictures, and no other's, belong to its brief.
    row = brief_of(desk, catalog, lambda ledger: of_row(ledger, "国防教育活动!5"))
    assert not row.document.figures()
    assert [one.label for one in row.document.pictures()] == ["图1 到烈士陵园祭扫"]
    assert (row.shown, row.left_out) == (1, 0)


def test_a_brief_says_less_to_make_room_for_pictures_and_has_none_where_none_fit(desk, catalog, event):
    desk.files("现场.jpg")
    rows = [
        event["visit"]("现场" if day == 1 else None, day, title=f"走访第{day}村烈属和军属家庭") for day in range(1, 12)
    ]
    desk.write(*rows)
    ledger = desk.ledger()
    bare = compose(ledger, catalog, "brief", about=of_month(ledger, 7))
    made = brief_of(desk, catalog, lambda ledger: of_month(ledger, 7))
    assert made.shown == 1 and fits(made.document)
    assert len(made.document.figures()) < len(bare.figures()) and fits(bare)
    desk.write(event["visit"]("现场", title="走访慰问烈属" * 27))
    long = brief_of(desk, catalog, lambda ledger: of_month(ledger, 7))
    assert (long.shown, long.left_out) == (0, 1) and fits(long.document)


@pytest.mark.slow
def test_word_prints_a_full_brief_with_pictures_on_one_page(desk, catalog, event, page_counts):
    desk.files("1.jpg", "2.jpg")
    briefs = []
    for last in range(2, 13):
        evidence = {1: "1", 2: "2"}
        desk.write(
            *(
                event["visit"](evidence.get(day), day, title=f"走访第{day}村烈属和军属家庭", cash=600)
                for day in range(1, last + 1)
            )
        )
        briefs.append(brief_of(desk, catalog, lambda ledger: of_month(ledger, 7)))
    assert [made.shown for made in briefs] == [2] * len(briefs)
    pages = page_counts([catalog.renderer("docx").write(made.document) for made in briefs], "docx")
    assert pages == [1] * len(briefs)


def test_last_years_figures_call_for_no_pictures(desk, catalog, event, tmp_path):
    desk.files("甲.jpg")
    ledger = desk.write(event["visit"]("甲")).ledger()
    found = numbered(desk.found(), ledger, catalog)
    import attrs

    other = compose(attrs.evolve(ledger, file="去年.xlsx"), catalog, "summary")
    assert illustrated(other, ledger, found).shown == 0


def test_in_word_no_picture_stands_in_a_line_of_exact_height(report, catalog):
    content = catalog.renderer("docx").write(report.document)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        sizes = {name: Image.open(io.BytesIO(archive.read(name))).size for name in media}
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        styles = ElementTree.fromstring(archive.read("word/styles.xml"))
        relations = archive.read("word/_rels/document.xml.rels").decode()
        types = archive.read("[Content_Types].xml").decode()
    assert media == ["word/media/picture1.png", "word/media/picture2.jpg", "word/media/picture3.jpg"]
    assert 'Extension="jpg"' in types and 'Extension="png"' in types
    by_style = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    drawn = [one for one in body.iter(f"{W}p") if one.find(f".//{W}drawing") is not None]
    assert len(drawn) == 3
    for paragraph in drawn:
        style = by_style[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        assert style.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "auto"
        assert paragraph.find(f"{W}pPr/{W}spacing") is None
    extents = [(int(one.get("cx")), int(one.get("cy"))) for one in body.iter() if one.tag.endswith("}extent")]
    for (width, height), size in zip(extents, sizes.values(), strict=True):
        assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
        assert width <= 156 * 36000
    # Two in a line are equally high and fit the line together.
    assert extents[1][1] == extents[2][1]
    assert extents[1][0] + extents[2][0] <= 156 * 36000
    blips = re.findall(r'r:embed="(\w+)"', ElementTree.tostring(body).decode().replace("ns", "r")) or [
        value for one in body.iter() if one.tag.endswith("}blip") for value in one.attrib.values()
    ]
    assert set(blips) == {"picture1", "picture2", "picture3"} == set(re.findall(r'Id="(picture\d)"', relations))
    assert content == catalog.renderer("docx").write(report.document)


def test_in_html_pictures_are_embedded_and_nothing_is_fetched(report, catalog):
    page = catalog.renderer("html").write(report.document).decode()
    sources = re.findall(
        r'<img src="data:image/(jpeg|png);base64,([^"]+)" alt="([^"]+)" style="max-height: 60mm">', page
    )
    assert [(kind, alt) for kind, _, alt in sources] == [
        ("png", "图1 知识竞赛"), ("jpeg", "图2 慰问"), ("jpeg", "图3 走访慰问")
    ]  # fmt: skip
    contents = [base64.b64decode(data) for _, data, _ in sources]
    assert contents == [one.content for one in report.document.pictures()]
    assert "img-src data:" in page
    assert "<figcaption>图3 走访慰问</figcaption>" in page


def test_without_pictures_a_page_may_load_none(desk, catalog, event):
    ledger = desk.write(event["visit"](None)).ledger()
    page = catalog.renderer("html").write(compose(ledger, catalog, "summary")).decode()
    assert "img-src" not in page and "<img" not in page


@pytest.mark.parametrize("format_", ["docx", "html", "md", "xlsx"])
def test_figures_are_still_traced_beside_pictures(report, catalog, format_, tmp_path):
    from shuangyong.report.explaining import explain

    path = tmp_path / f"总结.{format_}"
    path.write_bytes(catalog.renderer(format_).write(report.document))
    explained = explain(path)
    assert len(explained) == len(report.document.figures()) > 0
    assert not [one for one in explained if one.edited]


def test_texts_and_tables_name_the_pictures(report, catalog):
    import openpyxl

    text = catalog.renderer("md").write(report.document).decode()
    assert "（图2 慰问；图3 走访慰问）" in text.partition("<!--")[0]
    book = openpyxl.load_workbook(io.BytesIO(catalog.renderer("xlsx").write(report.document)))
    assert "图1 知识竞赛" in [cell.value for row in book["正文"].iter_rows() for cell in row]
