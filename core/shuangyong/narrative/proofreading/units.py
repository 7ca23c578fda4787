"""``unit``: two units behind one number (3000元万元), and rates above 100%."""

import re
from collections.abc import Iterator

from .draft import Draft
from .findings import Finding

_NUMBER = (
    r"(?:(?<![\d０-９,，.])[\d０-９][\d０-９,，.]{0,20}"
    r"|(?<![一二三四五六七八九十百千两])[一二三四五六七八九十百千两]{1,12})[余多来几]?"
)
_STOP = r"(?=[，。；：、）)\s]|$)"
_TWICE = re.compile(
    rf"{_NUMBER}(?P<units>元[十百千]?[万亿]元|[万亿千]元(?:[万亿千]|元(?![旦宵]))|元元(?![旦宵])"
    rf"|(?:人[名位]|[名位]人|人人|名名|位位|户户|次次|场场|件件|家家|个个|个[名位]|户人|人户|次人|家户|个家|名户|场人|个人次|人次[人名位次]){_STOP}"
    r"|[人名位]人次|人次(?:元(?![旦宵])|户(?![外口籍])|家(?![长属庭访人里])|场(?![地次]))|户次[户家]|份册|册份|本册(?!子)|次场(?![地面合景次])|名个(?![人体别])|户名(?!单|称|字|义|下|副|优)|公斤斤|斤公斤|公里千米|千米公里"
    r"|亩地?亩|元人民币元|人（次）人|[万亿]?(?P<one>[人名户元次])[余多](?P=one)(?!民|大|代|事|旦)|元[余多]元|万万元?|亿万元|(?:[余多]万|万)[余多]万|余多|多余(?=[元人名户件次场]))"
)
_RATE = re.compile(
    r"(?P<rate>知晓率|覆盖率|合格率|满意率|满意度|到位率|兑现率|参训率|参与率|发放率|落实率|完好率|普及率|就业率|入户率|悬挂率)"
    r"(?:均|平均|全部|已|都)*(?:达到?|为|是|在)?(?:了)?\s*(?P<value>\d{1,4}(?:\.\d+)?)\s*[%％]"
)
_POINTS = re.compile(
    r"(?<![\d.])\d+\.\d+\.\d+\s*(?:万|亿)?元|[%％]{2,}|\d[%％]个?(?:百分)?点|\d\.\.\d|(?<![\d.])\d+(?:\.\d+)?\.(?=[万亿千]?元|[人名户次])"
    r"|(?<![\d,.第])\d{1,3}(?:,\d{3})*,\d{1,2}(?=[万]?元|人(?!民)|[名户次])|[一二三四五六七八九](?:十十|百百)[一二三四五六七八九]?(?=[人名户次元个])|/(?P<per>[人户年月])/(?P=per)|百分之\d[\d.]*\s*[%％]"
)

#: A line without one of these has none of them.
_ODD = re.compile(r"(?:[%％,/.]|十十|百百|百分之)")


def find(draft: Draft) -> Iterator[Finding]:
    """Yield units that make no sense."""
    for match in draft.matches(_TWICE):
        units = match["units"]
        message = f"“{match.group()}”一个数后面跟了两个单位或两个约数（{units}），看不出是多少。"
        yield draft.finding("unit", match.span(), message, "请核对数目，只留一个单位。")
    for match in draft.matches(_RATE):
        if float(match["value"]) > 100:
            message = f"{match['rate']}不会超过100%，文中是{match['value']}%。"
            yield draft.finding("unit", match.span(), message, "请核对数目。")
    for match in (match for line in draft.lines_with(_ODD) for match in _POINTS.finditer(draft.text, *line)):
        yield draft.finding("unit", match.span(), f"“{match.group()}”的数目或单位写重了。", "请核对数目和单位。")
