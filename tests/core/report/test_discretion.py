"""No paper holds a personal number, nor a word that says where one was taken out."""

import pytest
from shuangyong import Commendation, PlanItem, Publicity, Support, Visit
from shuangyong.report.compose import compose
from shuangyong.report.discretion import discreet

PHONE = "13800138000"
IDENTITY = "110101199003074514"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (f"走访老兵（电话{PHONE}）", "走访老兵"),
        (f"走访老兵（联系电话：{PHONE}）并慰问", "走访老兵并慰问"),
        (f"走访老兵（李某，手机{PHONE}）", "走访老兵（李某）"),
        (f"走访老兵（电话{PHONE}，李某）", "走访老兵（李某）"),
        (f"走访老兵，身份证号{IDENTITY}，送米面", "走访老兵，送米面"),
        (f"联系方式：{PHONE}、{PHONE}", ""),
        (f"慰问{PHONE}", "慰问"),
        ("走访老兵（住址［住址已隐去］）", "走访老兵"),
        ("走访［已隐去］家", "走访家"),
        ("开通服务电话3部（含专线）", "开通服务电话3部（含专线）"),
    ],
)
def test_what_is_private_goes_with_the_words_that_hold_it(typed, printed):
    assert discreet(typed) == printed


@pytest.mark.parametrize("kind", ["summary", "plan", "table"])
def test_no_document_says_that_something_is_hidden(port, ledger, kind, lines_of):
    title = f"走访老兵（电话{PHONE}）"
    records = [
        PlanItem(title=title, target=f"联系{PHONE}", result="未完成"),
        Commendation(honour=f"模范（{IDENTITY}）"),
        Publicity(form="展板", items=3),
        Support(title=title, items=2),
        Support(title=f"电话{PHONE}", items=1),
        Visit(title=title, people=3),
    ]
    catalog = port().catalog
    document = compose(ledger(catalog, records), catalog, kind)
    written = [*lines_of(document), *(figure.label for figure in document.figures())]
    if kind == "table":
        assert {"为部队办实事·物资数量（走访老兵）", "为部队办实事·物资数量（其他）"} <= {*written}
    assert written and not [line for line in written if "已隐去" in line or PHONE in line]
