"""``web_residue``: what a web page left in a copied text: download buttons, titles of collections, stray signs."""

import itertools
import re
from collections.abc import Iterable, Iterator

from .draft import Draft
from .findings import Finding

_CN = "一-龥"
_COUNT = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_FORMS = "总结|计划|方案|报告|汇报|材料|制度|讲话稿?|发言稿?|心得体会|体会|要点|措施|简报|信息"

#: Titles of collections as lines of their own, and words of those who collect.
_COLLECTION_LINE = re.compile(
    "|".join(
        (
            rf"^[#\s*]*(?:第{_COUNT}篇|篇{_COUNT}|【篇{_COUNT}】|[（(]篇{_COUNT}[)）])[：:、\s]*[^\n]{{0,40}}$",
            rf"^[^\n。；]{{0,40}}(?:{_FORMS})\s*(?:[（(]?篇{_COUNT}[)）]?|[（(]?第{_COUNT}篇[)）]?)\s*$",
            rf"^[^\n。；]{{0,40}}(?:{_FORMS})(?:的)?(?:范文|例文|模板|样本|范本|大全|集锦)(?:\s*[（(][^\n）)]*[)）])?\s*$",
            r"^[^\n。；]{2,30}(?:总结|计划|方案)[（(]?之?[（(]?(?:[一二三四五六七八九十]|\d{1,2})[)）]\s*$",
            rf"^[^\n。；]{{2,40}}(?:{_FORMS})\s*[（(【\[](?:通用|精选|共|合集|最新|推荐)*{_COUNT}篇[)）】\]]\s*$",
            rf"^\s*(?:范文|例文|范文参考|参考范文|相关范文)\s*(?:{_COUNT}|[：:][^\n]*)?\s*$",
            r"^[^\n。，；]{0,16}(?:文秘网?|公文网|范文网|文秘站|秘书网|写作网)(?:[—\-－_|·][^\n。]{0,24})?\s*$",
        )
    ),
    re.MULTILINE,
)
_COLLECTION = re.compile(
    "|".join(
        (
            rf"(?:总结|计划|方案)(?:报告|汇报)?(?:范文|例文|模板|精选|汇编|合集|大全|集锦)*"
            rf"\s*[（(]?(?:通用|精选|合集|推荐|最新|优秀|热门|实用|优选|必备)?\s*(?<![共等]){_COUNT}篇[)）]?(?![，。；])(?:工作总结)?",
            r"(?:小编|本站编辑|本网编辑)[^\n。]{0,30}",
            r"(?:欢迎(?:大家|您|各位)?|供(?:大家|您|各位)|仅供)(?:阅读|参考|借鉴|收藏|下载|学习)[^\n。]{0,12}|希望(?:能)?对(?:大家|您|你)有所?帮助",
            r"(?:下面|以下)是[^\n。]{0,20}(?:为大家|为您|给大家)[^\n。]{0,20}|以上就是[^\n。]{0,30}(?:全部内容|的内容)",
            r"[（(]?(?:适用范围|使用说明|温馨提示)[:：][^\n（）()]{0,40}[）)]?|可?(?:根据|按照?)[^\n，。]{0,8}自行(?:修改|替换|填写|增删)",
            r"本文由[^\n。]{0,20}(?:整理|收集|提供|发布)|(?:来源|转载)(?:于|自)(?:网络|互联网)",
            r"怎么写[？?]",
        )
    )
)

#: Buttons, counters and addresses, as lines of their own and anywhere.
_FURNITURE_LINE = re.compile(
    "|".join(
        (
            r"^\s*(?:推荐度|下载|打印|收藏|分享|点赞|评论|返回目录|返回顶部|返回首页|返回列表|首页|上一页|下一页)[：:]?\s*[★☆\d]*\s*$",
            r"^\s*[（(【\[]?\s*(?:文章|信息|稿件|本文)?(?:来源|作者|责任编辑|责编|编辑|录入|发布者?|发布时间|发布日期|更新时间|上传者?|浏览次数|浏览|阅读次数|"
            r"点击次数|点击数|点击率|点击|阅读量|浏览量|人气|字号|字体|关键词|关键字|标签|[Tt]ags?)\s*[：:][^\n。]{0,60}$",
            r"^\s*[（(【\[](?:转载|摘自|转自|来自(?:网|互联网)|来源[：:])[^\n。）)】\]]{0,20}[）)】\]]\s*$",
            r"^\s*(?:复制|举报|复制链接|关闭|登录|注册|首页|登录后查看[^\n。]{0,8}|VIP专享[^\n。]{0,8}|展开|收起|全屏|目录导航|意见反馈)\s*$",
            r"^\s*(?:下载|收藏|阅读|评论|点赞|分享|浏览|喜欢|赞|转发)\s*[（(]\s*\d+\s*[)）](?:\s*(?:下载|收藏|阅读|评论|点赞|分享|浏览)\s*[（(]\s*\d+\s*[)）])*\s*$",
            r"^\s*(?:下载|立即下载|免费下载)\s*(?:[Ww]ord|WORD|doc|DOC|PDF|pdf)?\s*(?:文档|版|格式)?\s*$",
            r"^\s*(?:(?:打印|关闭|返回|收藏|分享|复制|下载|大|中|小|顶部|上一页|下一页)"
            r"(?:[ \t\u3000|/]+|(?=\s*$))){2,}\s*$",
            r"^\s*(?:共\s?\d+\s?页)?[：:\s]*(?:[\[【]?\d{1,2}[\]】]?\s*){0,10}(?:下一页|上一页|末页|尾页)[\s>]*$",
            r"^\s*分享(?:到|至)[^\n。，]{1,20}$|^\s*A\+\s*A-?\s*$",
            r"^\s*●?(?:上一篇|下一篇|上一条|下一条|相关阅读|相关文章|相关推荐|推荐阅读|延伸阅读|热门推荐|猜你喜欢|为您推荐)[\s>》]*$",
            r"^\s*更多(?:>+|…+|\.\.\.|[^\n。，]{0,16})?\s*$",
            r"^[^\n。]{0,12}(?:扫一扫|扫描二维码|长按识别|微信扫码|扫码关注|关注(?:我们的)?(?:微信)?公众号)[^\n。]{0,20}$",
            r"^\s*首页\s*[>＞»][^\n]*$",
        )
    ),
    re.MULTILINE,
)
_FURNITURE = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)[A-Za-z0-9_./?=&%#:~+-]{4,}|(?<![A-Za-z0-9-])[A-Za-z0-9-]{2,60}\.(?:com|cn|net|org)(?:\.cn)?(?![\w@])",
            r"将本文的?Word文档下载[^\n。]{0,24}|(?:点击|立即|免费|全文|文档|本文)下载[^\n。]{0,12}|下载(?:本文|文档|全文|地址|积分)[^\n。]{0,12}",
            r"返回(?:目录|顶部|首页|列表|上一页)",
            r"(?:上一篇|下一篇|上一条|下一条|相关阅读|相关文章|相关推荐|推荐阅读|延伸阅读|热门推荐)[：:][^\n]*|猜你喜欢|为您推荐",
            r"(?:打印本页|关闭窗口|关闭本页|加入收藏|收藏本文|展开全文|阅读全文|查看全文|查看更多|更多精彩|更多内容|更多相关)[^\n。]{0,20}",
            r"(?:当前位置|您的位置|您现在的位置)[：:][^\n]*",
            r"(?:百度文库|道客巴巴|豆丁网?|原创力文档|文库网|范文网|范文大全网?|第一范文|应届毕业生网|无忧考网)[^\n。]{0,12}",
            r"转载请注明[^\n。]*|分享到[:：][^\n]*|[【\[](?:打印|关闭|返回|收藏)[】\]]|(?:如有)?侵权请联系[^\n。]*|本文(?:地址|链接|来源于|转自)[^\n。]*",
            r"点击(?:查看|进入|加载|阅读|此处)[^\n。，]{0,12}|下载后可[^\n。，]{0,16}|第\s?\d+\s?页\s?[,，]?共\s?\d+\s?页|加载更多|加入VIP|开通会员",
            r"(?:此|本)(?:文章|文|文档|篇文章)(?:已被浏览|共有\d|被阅读|已阅读|来自(?:于)?(?:网络|互联网))[^\n。]{0,10}|全文共\s?\d+\s?字|您(?:正在|当前)(?:浏览|阅读|查看)[^\n。]{0,24}",
            r"欢迎(?:访问|光临|关注|浏览|登录)(?:我们的|本站|本网)[^\n。]{0,12}|加微信[^\n。]{0,16}|(?:QQ|qq|微信)群?号?[：:]\s?[A-Za-z0-9_]{4,}|百度(?:搜索|一下|知道|经验)",
            r"[（(](?:责任编辑|责编|编辑|作者|录入)[：:][^）)\n]{1,20}[）)]|原文(?:地址|链接|出处)[：:]?[^\n。]{0,40}|声明[：:]本?(?:文|站|文档|内容)?[^\n。]{0,6}(?:由|系|来自)(?:用户|网友|网络)[^\n。]*|由(?:用户|网友)(?:自行)?(?:上传|提供|发布)",
            r"[\[【](?:键入|输入)[^\]】\n]{1,10}[\]】]|[\[【]文档(?:标题|副标题)[\]】]|[【\[]字体[：:][^】\]\n]{1,10}[】\]]|[（(](?:摘自|转自|转载自|来源于?[：:]?)[^）)\n]{0,12}网[）)]",
            r"版权所有|[Cc]opyright\s*©?|ICP备\d+号?|网站地图|免责声明[^\n]{0,30}",
            r"&(?:nbsp|amp|quot|lt|gt|ldquo|rdquo|middot|hellip|mdash|#\d+);|</?(?:p|br|div|span|strong|b|a|table|tr|td)\b[^>\n]*>",
        )
    )
)
#: A line without one of these holds none of the words.
_HINT = re.compile(
    r"篇|小编|编辑|本站|本网|本文|欢迎|大家|您|你|各位|仅供|以上就是|适用范围|使用说明|温馨提示|自行|网络|互联网|怎么写"
    r"|http|www|\.c|\.net|\.org|下载|返回|上一|下一|相关|推荐|延伸|热门|打印本页|关闭|收藏|展开|阅读|查看|更多|当前位置"
    r"|文库|道客|豆丁|文档|范文|应届|无忧|转载|转自|分享到|【|\[|侵权|点击|页|加载|VIP|会员|版权|opyright|ICP|网站地图|免责"
    r"|&|<|此文|全文共|微信|QQ|qq|百度|原文|声明|责编|作者|录入|用户|网友|摘自|来源"
)
#: A line that is nothing else is no longer than this.
_LONGEST = 120

#: Signs that filters and copying put between characters; a hyphen stands rightly in 县-乡-村 and 周一-周五.
_STRAY = re.compile(
    rf"(?P<quote>[`'])|(?<=[{_CN}])(?:\.|(?<![县乡村镇市区省州周一二三四五六七八九十])-(?:[{_CN}]-)*)(?=[{_CN}])"
)
#: A web site's own name in the middle of a word; a station, too, calls itself so.
_THIS_SITE = re.compile(rf"(?P<left>[{_CN}])(?:本站|本网|本文库)(?P<right>[{_CN}])")

_DELETE = "请删去。"


def find(draft: Draft) -> Iterator[Finding]:
    """Yield what web pages left in a document."""
    told = [*draft.lines_with(_HINT)]
    for match in _matches(draft, _COLLECTION_LINE, _COLLECTION, told):
        message = f"“{_short(match)}”是网上范文集的字样，不是公文的内容。"
        yield draft.finding("web_residue", _said(match), message, "请删去，标题改成本单位的。")
    for match in _matches(draft, _FURNITURE_LINE, _FURNITURE, told):
        yield draft.finding("web_residue", _said(match), f"“{_short(match)}”是网页上的按钮、导航或链接。", _DELETE)
    for match in draft.matches(_STRAY):
        if not _in_its_place(draft, match):
            start, end = match.span()
            span = start - len(_word(draft.before(start, 3)[::-1])), end + len(_word(draft.after(end, 3)))
            message = f"“{draft.text[slice(*span)]}”里夹着网页带来的多余符号“{match.group()}”。"
            yield draft.finding("web_residue", span, message, _DELETE)
    for match in draft.matches(_THIS_SITE):
        if match["left"] + match["right"] in draft.text:
            message = f"“{match.group()}”中间插进了网站的字样。"
            yield draft.finding("web_residue", match.span(), message, f"改为“{match['left']}{match['right']}”。")


def _matches(
    draft: Draft, lines: re.Pattern[str], words: re.Pattern[str], told: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the short lines that match as a whole, and where the words stand in others that may hold them."""
    done: set[int] = set()
    for start, end in draft.lines:
        if end - start <= _LONGEST and (match := lines.match(draft.text, start, end)):
            done.add(start)
            yield match
    for match in (match for span in told for match in words.finditer(draft.text, *span)):
        if draft.text.rfind("\n", 0, match.start()) + 1 not in done and draft.before(match.start(), 1) != "的":
            yield match


def _in_its_place(draft: Draft, match: re.Match[str]) -> bool:
    """Tell whether a sign is one of a pair of quotes, or follows a heading's number: 一.加强领导."""
    sign, start = match.group(), match.start()
    if match["quote"]:
        first, last = draft.text.rfind("\n", 0, start) + 1, draft.text.find("\n", start)
        return draft.text.count(sign, first, last if last >= 0 else None) % 2 == 0
    return sign == "." and bool(re.search(r"(?:^|\s)[一二三四五六七八九十]{1,3}$", draft.before(start, 4)))


def _word(said: str) -> str:
    """Return the Chinese characters that a text begins with."""
    return "".join(itertools.takewhile(lambda character: "一" <= character <= "龥", said))


def _said(match: re.Match[str]) -> tuple[int, int]:
    """Return a match without the blanks around it."""
    said = match.group()
    start = match.start() + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _short(match: re.Match[str]) -> str:
    said = match.group().strip()
    return said if len(said) <= 20 else said[:20] + "…"
