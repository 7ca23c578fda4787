"""Copies of PDF and Office files: their content stays, their authors, folders, places and hidden parts do not."""

import io
import zipfile

import docx
import openpyxl
import pypdfium2
import pytest
from openpyxl.comments import Comment
from PIL import Image
from shuangyong.evidence.office import clean_office
from shuangyong.evidence.pdf import clean_pdf, pages_of
from shuangyong.evidence.refusing import Unusable

SECRET = b"SECRET"


def forged(*objects):
    """Return a PDF of these objects, the first its catalog, the last its information."""
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, last = len(objects) + 1, len(objects)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, last, len(content))
    )


def stream(marks, content):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (marks, len(content), content)


#: Everything that a PDF can say beside its page, and a note drawn on it in blue.
TELLING = forged(
    b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/OpenAction<</S/JavaScript/JS(SECRET)>>"
    b"/Names<</EmbeddedFiles<</Names[(a)8 0 R]>>>>>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Metadata 5 0 R/Annots[6 0 R]"
    b"/PieceInfo<</A<</Private(SECRET \\) >>)/More 10 0 R>>>>/AA<</O<</S/JavaScript/JS(SECRET)>>>>>>",
    stream(b"", b"1 0 0 rg 20 20 100 100 re f"),
    stream(b"/Type/Metadata/Subtype/XML", b"<x:xmpmeta>SECRET</x:xmpmeta>"),
    b"<</Type/Annot/Subtype/Square/Rect[140 140 190 190]/T(SECRET)/Contents(SECRET)/AP<</N 9 0 R>>/F 4>>",
    b"<<>>",
    b"<</Type/Filespec/F(SECRET)/EF<</F 5 0 R>>>>",
    stream(b"/Type/XObject/Subtype/Form/BBox[0 0 50 50]", b"0 0 1 rg 0 0 50 50 re f"),
    b"<</Author(SECRET)/Title(SECRET)/Creator(SECRET)>>",
)


def pixels(data):
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=1, draw_annots=True).to_pil().tobytes() for page in document]


def test_a_copy_of_a_pdf_shows_the_same_and_says_nothing_of_its_making():
    assert SECRET in TELLING
    copy = clean_pdf(TELLING)
    assert SECRET not in copy
    assert pixels(copy) == pixels(TELLING)
    with pypdfium2.PdfDocument(copy) as document:
        assert document.get_metadata_value("Author") == "" == document.get_metadata_value("Title")
    assert copy == clean_pdf(TELLING), "equal files have equal copies"


def test_photographs_in_a_pdf_lose_their_place_and_stay_as_they_are(photo):
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(120, 80)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(io.BytesIO(photo(colour=(200, 30, 30))), inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(120, 80))
    page.insert_obj(image)
    page.gen_content()
    buffer = io.BytesIO()
    document.save(buffer)
    original = buffer.getvalue()
    assert SECRET in original and b"Exif" in original
    copy = clean_pdf(original)
    assert SECRET not in copy and b"Exif" not in copy
    assert pixels(copy) == pixels(original)


def test_the_pages_of_a_pdf_are_counted():
    pages = [Image.new("L", (50, 70), shade) for shade in (0, 120, 255)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], author="SECRET")
    assert pages_of(buffer.getvalue()) == 3 == pages_of(clean_pdf(buffer.getvalue()))
    assert SECRET not in clean_pdf(buffer.getvalue())


@pytest.mark.parametrize("data", [b"%PDF", b"%PDF-1.7\n%%EOF", TELLING[:200]])
def test_a_damaged_pdf_is_refused_in_words(data):
    with pytest.raises(Unusable, match="PDF 文件已损坏"):
        clean_pdf(data)


# --- Word and Excel ------------------------------------------------------------------------------------------------


def word(photo):
    document = docx.Document()
    document.add_paragraph("慰问通知")
    document.add_picture(io.BytesIO(photo()))
    document.add_picture(io.BytesIO(photo("PNG")))
    document.core_properties.author = document.core_properties.comments = "SECRET"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def with_members(data, **changes):
    """Return a package with members changed, or added where the change is bytes."""
    parts = members(data)
    for name, change in changes.items():
        parts[name] = change if isinstance(change, bytes) else change(parts[name])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_copy_of_a_word_file_opens_and_names_nobody(photo):
    original = word(photo)
    assert SECRET in b"".join(members(original).values())
    copy = clean_office(original)
    parts = members(copy)
    assert SECRET not in b"".join(parts.values())
    assert not [name for name in parts if name.startswith(("docProps/", "customXml/"))]
    assert b"docProps" not in parts["[Content_Types].xml"] + parts["_rels/.rels"]
    opened = docx.Document(io.BytesIO(copy))
    assert opened.paragraphs[0].text == "慰问通知"
    assert len(opened.inline_shapes) == 2
    assert copy == clean_office(original)


def test_folders_of_whoever_made_a_file_are_not_named(photo):
    link = (
        b'<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="file:///C:/Users/SECRET/a.dotx" TargetMode="External"/>'
        b'<Relationship Id="rIdU" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/hyperlink" Target="file:///C:/SECRET"/><Relationship Id="rIdV" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.com/" '
        b'TargetMode="External"/></Relationships>'
    )
    original = with_members(
        word(photo), **{"word/_rels/document.xml.rels": lambda xml: xml.replace(b"</Relationships>", link)}
    )
    copy = b"".join(members(clean_office(original)).values())
    assert SECRET not in copy
    assert b"https://example.com/" in copy


def test_a_copy_of_a_workbook_opens_and_names_nobody():
    book = openpyxl.Workbook()
    book.active["A1"] = "慰问名单"
    book.properties.creator = "SECRET"
    buffer = io.BytesIO()
    book.save(buffer)
    copy = clean_office(buffer.getvalue())
    assert SECRET not in b"".join(members(copy).values())
    assert openpyxl.load_workbook(io.BytesIO(copy)).active["A1"].value == "慰问名单"


def test_what_cannot_be_cleaned_is_refused_with_the_way_out(photo):
    book = openpyxl.Workbook()
    book.active["A1"].comment = Comment("看", "SECRET")
    buffer = io.BytesIO()
    book.save(buffer)
    plain = word(photo)
    revised = b'<w:body><w:p><w:ins w:id="1" w:author="SECRET"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    for data, why in (
        (buffer.getvalue(), "批注"),
        (with_members(plain, **{"word/vbaProject.bin": b"x"}), "宏"),
        (with_members(plain, **{"word/embeddings/a.xlsx": b"x"}), "嵌着别的文件"),
        (with_members(plain, **{"word/document.xml": lambda xml: xml.replace(b"<w:body>", revised)}), "修订"),
        (with_members(plain, **{"word/media/image1.jpg": b"\xd7\xcd\xc6\x9a wmf"}), "去不掉"),
        (plain[:500], "打不开"),
    ):
        with pytest.raises(Unusable, match=why) as refused:
            clean_office(data)
        assert "PDF" in refused.value.fix
