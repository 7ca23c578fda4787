"""``personal_data``: private persons told by name with their hardship, and phone, ID and card numbers."""

import re
from collections.abc import Iterator

from ...model.privacy import find_private
from .draft import Draft
from .findings import Finding

#: The commonest surnames, which begin nearly every name (公安部户政 lists of 2019-2021), two characters first.
_SURNAMES = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜"
    "倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲"
    "房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁"
    "沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝]"
)
#: No given name begins or ends so: they make words of what looks like a surname.
_NO_GIVEN = (
    "的了是在有和与及为等对把被将从到向同给以所之其他她们这那个位名人也都就还又很更最已未不可要应各每每某次条件项"
    "属户员者任部队院校局镇村区市县省单困难慰问送医药"
)
#: What looks like a surname and a given name and is a word of these texts.
_WORDS = (
    "解决|安排|安置|安心|安享|安度|安装|关心|关爱|关怀|关注|常年|常态|成立|成为|高龄|高度|高标|方便|文化|文艺|向他|温暖|全部|全体|全程|全家|康复|康养|管理"
    "|项目|经费|经济|费用|宣传|宣讲|应急|应征|单独|明确|平均|平时|平安|乐观|房屋|房子|包括|包户|童年|谈心|谈话|阳光|金额|车辆|牛奶|农村|农户|农民|农忙"
    "|祝福|祝愿|祝贺|毛毯|毛巾|施工|施救|查体|查看|路费|钱物|钱款|广泛|支持|支付|师傅|巩固|司法|司机|满意|满怀|时刻|时时|时间|时常|白内|白天|古稀|尚未|尚有|左右"
    "|简单|简历|计划|计生|曲折|连续|连心|党组|党委|党支|冷暖|步入|强化|强调|顾虑|顾问|权益|荣誉|荣立|严格|严重|严肃|喜报|喜悦|和谐|和睦|万元|万众|千方|双方|东西|习惯|习近"
    "|充分|充实|边防|边境|段时|颜色|易地|易返|符合|祁连|米面|米油|米和|游览|游子|汤圆|水果|水电|终身|雷锋|山区|沙发|国家|盛情|庆祝|鲜花|花费|种植|种粮|能力|丰富"
    "|程序|程度|史料|尹始|任务|任职|石材|向上|向下|向党|于是|余人|余元|余户|余名|余次|余万|余家|余件"
)
_GIVEN = rf"(?:(?![{_NO_GIVEN}])[一-龥]){{1,2}}"
_NAME = rf"(?!{_WORDS})(?:{_SURNAMES}){_GIVEN}"

#: Whom a text tells about as someone to be cared for.
_WHO = (
    "三老功臣|三老人员|三老|功臣|老功臣|烈属|烈士遗属|军属|军烈属|军嫂|遗属|遗孀|优抚对象|老兵|退伍老兵|老战士|老红军|老八路|老复员军人|复员军人"
    "|退伍军人|退役军人|退役士兵|退伍兵|伤残军人|残疾军人|伤残退役军人|参战老兵|参战军人|参战人员|参试人员|困难户|低保户|五保户|特困户|贫困户|困难党员"
    "|困难群众|困难退役军人|困难军属|患者|病人|孤儿|老人|烈士子女|烈士母亲|烈士父亲|义务兵|现役军人|新兵|随军家属|军人家属|困难职工|困难学生|贫困学生|村民|居民|遗孤|复退军人|转业干部|军转干部|军人"
)
_HARDSHIP = re.compile(
    "患病|患有|患上|身患|重病|大病|病重|病情|病痛|疾病|癌|肿瘤|中风|瘫痪|偏瘫|卧床|残疾|致残|伤残|失明|失聪|精神病|尿毒症|糖尿病|心脏病|高血压|手术|住院"
    "|治病|看病|诊病|送医|救治|医药费|医疗费|困难|贫困|特困|低保|五保|救助|救济|补助|生活拮据|无依无靠|丧偶|离异|孤寡|独居|下岗|失业|负债|欠债|危房|房屋倒塌|家境"
    "|体弱多病|年老多病|丧失劳动"
)
_TOLD = re.compile(
    rf"(?:代表)?[”\"’』」]?(?P<names>{_NAME}(?:、{_NAME}){{0,9}})"
    r"(?:同志|老人|老兵|大爷|大娘|奶奶|爷爷|一家|家中|家里|家庭|夫妇|等|[，,、。；（(]|患|身患|因病|因|住院|生病)"
)
_WHOSE = re.compile(rf"(?:{_WHO})(?=(?:代表)?[”\"’』」]?(?:{_SURNAMES}))")
_CALLED = re.compile("老人|大爷|大娘|奶奶|爷爷|一家|家中|家里|夫妇|老两口")
_BEFORE = re.compile(rf"(?!{_WORDS})(?:{_SURNAMES})(?:(?![{_NO_GIVEN}])[一-龥]){{2}}$")
_LIVES = re.compile(r"(?:现?家?住(?:在|址)?|家庭住址)[：:]?[^，。；\n]{2,24}(?:号|栋|幢|单元|室|组)")
_LIVING = re.compile(rf"(?P<names>{_NAME})(?:同志)?[，,（(]?(?:现|家)?$")
#: Persons of public life and history, who are told by name rightly.
_PUBLIC = re.compile(
    "英雄|烈士(?!遗属|子女|父亲|母亲|家属)|楷模|先进事迹|模范人物|书记|主任|局长|院长|校长|镇长|乡长|市长|县长|区长|部长|政委|司令|团长|科长|股长|所长|站长|主席|总统|将军|元帅"
    "|副?理事长|委员|同志为|报告会|宣讲|主讲|授予|荣获|获评|当选|评为|表彰"
)
_OFFICE_LINE = re.compile("咨询|热线|办公|值班|监督|服务|传真|单位|举报|总机|客服|报名|公示|投诉|服务站|来电")
_NUMBERS = re.compile(r"\d(?:[^\n\d]{0,3}\d){6,40}[Xx]?")
#: How far around a number its owner is looked for.
_AROUND = 20


def find(draft: Draft) -> Iterator[Finding]:
    """Yield what tells a private person's affairs."""
    told: list[tuple[int, int]] = []
    for start, end, name, lives in sorted(_named(draft)):
        span = start, end
        hard = lives or _HARDSHIP.search(draft.sentence_text(span))
        if not hard or _PUBLIC.search(_near(draft, span)) or (told and start < told[-1][1]):
            continue
        told.append(span)
        message = f"“{name}”是普通群众的姓名，又写了病情、困难或住址，属于个人隐私。"
        mend = "公开或上报的材料请改为“姓+某”（如“黄某”），或只写人数；名单留在本单位台账里。"
        yield draft.finding("personal_data", span, message, mend)
    yield from _numbered(draft)


def _named(draft: Draft) -> Iterator[tuple[int, int, str, bool]]:
    """Yield where someone is named as a person to be cared for, as an old man or woman, or with an address."""
    for match in draft.matches(_WHOSE):
        if named := _TOLD.match(draft.text, match.end()):
            yield match.start(), named.end("names"), named["names"], False
    for match in draft.matches(_CALLED):
        if called := _BEFORE.search(draft.before(match.start(), 4)):
            yield match.start() - len(called.group()), match.start(), called.group(), False
    for match in draft.matches(_LIVES):
        before = draft.before(match.start(), 12)
        if living := _LIVING.search(before):
            start = match.start() - len(before) + living.start()
            yield start, start + len(living["names"]), living["names"], True


def _numbered(draft: Draft) -> Iterator[Finding]:
    done = 0
    for match in draft.matches(_NUMBERS):
        first = max(done, match.start() - len(draft.before(match.start(), _AROUND)))
        done = match.end()
        for span in find_private(draft.text[first:done]):
            start, end = first + span.start, first + span.end
            if span.what != "部队番号" and not _office_line(draft, start, end):
                message = f"这里有{span.what}，不能写进公开或上报的材料。"
                yield draft.finding("personal_data", (start, end), message, "请删去；确需联系的写单位的办公电话。")


def _near(draft: Draft, span: tuple[int, int]) -> str:
    start, end = span
    return draft.before(start, 12) + draft.text[start:end] + draft.after(end, 12)


def _office_line(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a phone number is that of an office: no mobile, or told as one that people are to call."""
    digits = re.sub(r"\D", "", draft.text[start:end])
    return (
        len(digits) < 13
        and not re.fullmatch(r"(?:86)?1\d{10}", digits)
        and bool(_OFFICE_LINE.search(draft.before(start, 16)) or digits.startswith("0"))
    )
