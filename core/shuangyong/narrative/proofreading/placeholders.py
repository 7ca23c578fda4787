"""``placeholder``: blanks that were left in: 20xx年, XX镇, **, ____, □, and numbers that were cut out."""

import itertools
import re
from collections.abc import Iterable, Iterator

from .draft import Draft
from .findings import Finding

_MASK = r"[xXХ×ＸｘΧ*＊□_＿]"
_STAR = r"(?:\\?[*＊])"
_ORGANS = "镇|乡|村|市|县|区|省|旗|街道|社区|办事处|医院|卫生院|学校|中学|小学|幼儿园|局|部队|支队|大队|中队|单位|公司"
_COUNTED = "个|名|人|位|次|场|户|家|条|块|元|万元|份|期|件|台|套|批|月|日|年|届|%|％"

#: What a template asks for.
_ASKED = (
    "(?:单位|单位名称|单位全称|姓名|人名|领导姓名|职务|时间|日期|年份|地点|数量|数字|金额|人数|户数|次数|活动名称|部队名称|部队|"
    "具体(?:时间|日期|地点|数量|数字|金额|人数|内容|名称|单位|部门))"
)

#: What stands in place of a word or a number.
_BLANKS = re.compile(
    "|".join(
        (
            rf"(?:20|二〇|二○)(?:{_MASK}{{1,2}}|{_STAR}{{1,2}}|\d{_MASK})(?:年度?)?",
            r"(?<!\d)20[0-9]\s+年",
            rf"(?<![A-Za-z0-9.+])[xXХ×ＸｘΧ]{{2,}}(?![A-Za-z0-9])(?:{_COUNTED}|{_ORGANS}|大(?!街))?",
            rf"(?<![A-Za-z0-9.×])[xXХＸｘΧ](?={_COUNTED}|{_ORGANS})",
            r"(?<=[一-龥])[xXＸ](?![光线射型片轴档刀])(?=[一-龥])|(?<=十)×(?=[大届])|(?<![A-Za-z])N(?=周年|个|名|人|次|户|年)",
            rf"{_STAR}{{2,}}",
            rf"(?<=[一-龥]){_STAR}(?=[一-龥])",
            r"[_＿]{2,}|(?<=[一-龥])_(?=[一-龥])|(?<![A-Za-z0-9_])_(?=[年月日])",
            r"[□◻▢]+",
            r"(?<![〇○零一二三四五六七八九十\d])[○〇]{2,}(?=[一-龥])|△{2,}|▲{2,}|◯{2,}",
            r"[?？]{2,}(?=[年月日人名元次万])",
            r"(?<![A-Za-z0-9×.])×(?=市|县|区|镇|乡|村|局|号|年|月|日|户|名|位|次|人次|万?元)",
            rf"(?:20|2[Oo]|二[〇○Oo0])[—–\-－]{{1,4}}年|2[Oo](?:{_MASK}{{2}}|{_STAR}{{2}})年?",
            r"某年(?:某月)?(?:某日)?|某月某日|某[省市县区]某[市县区局镇乡村校院]|(?<![一-龥])某某(?=同志|部队|主任|书记|院长|局长|校长|领导)",
            r"(?<![A-Za-z])[A-Z][省市县区][A-Z][市县区镇乡局]",
            r"(?:…+|\.{3,6})(?=(?:户|人次|名(?!单|列|优)|次|万?元)(?:[，。；、）)]|[军烈战优官]))|…{1,2}年…{1,2}月(?:…{1,2}日)?",
            r"(?<=[一-龥])[?？](?=(?:户|名|次|元|万元|件|场|人次)(?:[，。；、）)]|$))",
            r"(?<![\d.,])0{2,}(?=万?元|人次|[人名户次])",
            r"#[一-龥]{2,6}#",
            r"(?:某某|×某)(?:市|县|区|镇|乡|街道|社区|村|医院|卫生院|学校|中学|小学|局|单位|公司)",
        )
    )
)

#: A line without one of these has no such blank.
_MASKING = re.compile(
    r"[xXХ×ＸｘΧ*＊_＿□◻▢○◯〇△▲?？#]|某|20[—–\-－]|20[0-9]\s|[2二][0Oo][Oo×xX]|2[Oo]|N(?=[周个名人次户年])"
    r"|[A-Z][省市县区]|…[户名次元万年人]|\.{3}|(?<![\d.,])00"
)
#: What is empty between brackets or quotes, and what a template asks for there.
_EMPTY = re.compile(
    "|".join(
        (
            r"[（(\[【〔][ \t\u3000_＿]*[）)\]】〕]|《[ \u3000]*》|“[ \u3000]*”",
            r"[（(【\[〔<＜{][^）)】\]〕>＞}\n]{0,10}"
            r"(?:此处|请填|待填|待补|待定|待核实|填写|填入|插入|单位名称|单位全称|具体数字|TODO)"
            r"[^）)】\]〕>＞}\n]{0,12}[）)】\]〕>＞}]",
            r"\{\{[^}\n]*\}\}|\$\{[^}\n]*\}",
        )
    )
)
_LABELS = re.compile(
    "|".join(
        (
            rf"(?:…+|\.{{3,6}})[（(]{_ASKED}[)）]|(?:(?<=[^\n])[【\[〔<＜]|[【\[〔<＜](?=具体|.{{0,4}}名称)|{{)(?:{_ASKED})[】\]〕}}>＞]",
            rf"(?:(?<=[共在于由计达慰访])|(?<=走访了|慰问了))[（(](?:填?写?{_ASKED})[)）]|[（(]填?写?{_ASKED}[)）](?=(?:户|名|人次|次|万?元|个|场|件|开展|召开|负责|牵头|同志))",
            r"(?<=[：:（(])\s*(?:待补充?|待填写?|待完善|待核实|待确认|待更新|待统计|暂缺)(?=\s*(?:[）)。；]|$))",
        )
    )
)
#: Where such a label may stand.
_LABEL = re.compile(
    "[（(【\\[〔<＜{…待暂](?:填|单位|姓名|人名|领导|职务|时间|日期|年份|地点|[数金人户次活部具补完核确更统缺])"
)
#: No measure word, though a character that can be one.
_NO_COUNT = "(?![人口体别字单称义额誉列优副籍型外等师校旦件]|关系)"

#: A number whose place is plainly empty.
_CUT_OUT = re.compile(
    "|".join(
        (
            r"(?:建军|建党|建国|建院|建校|成立)周年",
            r"(?:关于|制定|制订|结合|做好)年(?![初底末终龄轻级均会节检审货味青老少报鉴产薪假年度内前后来代关])",
            r"(?<=[和、的])届[一二三四五六七]中|(?<=[于在到至])月(?=[份日，])|第[届次](?=[一-龥])|(?:共|约|近|达)余[名人户元件次]",
            r"(?<=[年])月日|年[ \u3000]+月[ \u3000]+日",
            r"(?<=[于在自从至到，。])年(?=\d{1,2}月)|(?<=\d年)月(?=[日，。、；]|$)",
            r"(?<=[一-龥])[ \u3000]{2,}(?=(?:人|名|户|次|元|万元|个|场|件|份)[，。；、）)])",
            r"^[ \t\u3000]*(?:20年(?=以来|度|[一-龥]{0,12}(?:双拥|工作))|年(?=[，,是]|度?我))",
            r"党的[大届](?=精神|报告|以来|和|[一二三四五六七]中)",
            r"(?:慰问金|慰问款|资金|经费|善款|价值|折合|折价|合计|共计|总计|投入)(?:人民币)?(?:[约近达]?元|万元)(?=[，。；、）)]|$)",
        )
    ),
    re.MULTILINE,
)
_NO_YEAR_OPENS = re.compile(r"^[ \t\u3000]*(?:年|年度)?以来(?=[，,])", re.MULTILINE)
_NO_YEAR_IN_TITLE = re.compile(r"(?<=[院局校镇乡区委办处站园司县市队])年(?=双拥|拥军|工作|国防)")
#: A measure word behind blanks, and what stands before blanks that a number should fill.
_GAP = re.compile(rf"(?P<gap>[ \u3000]+)(?:[户名]|人次|场次|万?元){_NO_COUNT}(?=[一-龥，。；、]|$)", re.MULTILINE)
_BEFORE_GAP = re.compile("(?:[共为约近达计有访问放入得至了，、])$")

#: ``**加粗**`` of Markdown is no mask where it wraps a whole line, or the words up to a colon that open one.
_BOLD = re.compile(
    r"^[ \t]*(?:[-#>+]|\d+\.)*[ \t]*(?P<open>\*\*)(?! )[^*\n]+(?P<close>\*\*)(?=\s*$|[：:])", re.MULTILINE
)
_COMMON = "正式成文前请填上；没有的内容就删去这一处。"


def find(draft: Draft) -> Iterator[Finding]:
    """Yield the blanks of a document."""
    bold = {match.start(group) for match in draft.matches(_BOLD) for group in ("open", "close")}
    masks = (match.span() for line in draft.lines_with(_MASKING) for match in _BLANKS.finditer(draft.text, *line))
    labels = (match.span() for line in draft.lines_with(_LABEL) for match in _LABELS.finditer(draft.text, *line))
    blanks = sorted({*masks, *labels, *(match.span() for match in draft.matches(_EMPTY))})
    blanks = [span for span in blanks if span[0] not in bold]
    yield from _masks(draft, blanks)
    for match in itertools.chain(draft.matches(_CUT_OUT), _gaps(draft)):
        yield draft.finding(
            "placeholder",
            match.span(),
            f"“{draft.text[slice(*draft.clause(*match.span()))]}”缺了数字，是复制时漏掉的空。",
            "请补上数字。",
        )
    for match in draft.matches(_NO_YEAR_OPENS):
        span = (match.start(), draft.clause(match.end() + 1, match.end() + 1)[1])
        yield draft.finding("placeholder", span, "句首只有“以来”，前面的年份不见了。", "请补上年份，如“2026年以来”。")
    for line in itertools.chain.from_iterable(part.titles for part in draft.parts):
        if _NO_YEAR_IN_TITLE.search(line.said):
            yield draft.finding("placeholder", (line.start, line.end), "标题里“年”字前缺了年份。", "请补上年份。")


def _gaps(draft: Draft) -> Iterator[re.Match[str]]:
    """Yield the gaps before measure words: 走访   户, 达 元."""
    for match in draft.matches(_GAP):
        before = draft.before(match.start(), 1)
        if _BEFORE_GAP.search(before) or (len(match["gap"]) > 1 and "一" <= before <= "龥"):
            yield match


def _masks(draft: Draft, spans: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    """Yield one finding for masks that touch: 20xx年xx月."""
    for start, end in _joined(spans):
        said = draft.text[start:end]
        yield draft.finding("placeholder", (start, end), f"“{said}”是没有填的空或遮盖的字。", _COMMON)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = next(iterator := iter(spans), None)
    if first is None:
        return
    here = first
    for start, end in itertools.chain(iterator):
        if start <= here[1]:
            here = (here[0], max(end, here[1]))
        else:
            yield here
            here = (start, end)
    yield here
