"""What a roster's sheet looks like: a row for each unit, and another for each time that its place changed."""

import functools

from ...model.dates import PartialDate
from ...model.fields import day, text
from ...model.kinds import CORE, Kind, Record, make_kind, record


@record("名册", abstract=True)
class Listing(Record):
    """A unit as it is from a day to a day."""

    unit: str = text(
        "单位代码",
        required=True,
        hint="统一社会信用代码（18位），或双拥办编发的代码",
        aliases=("代码", "编码", "单位编码", "统一社会信用代码"),
    )
    name: str = text("单位名称", required=True, hint="单位全称，与公章一致", aliases=("单位", "名称", "单位全称"))
    sector: str = text("行业", required=True, hint="如 医院、学校、社区", aliases=("所属行业", "行业类别"))
    region: str = text(
        "行政区划代码",
        required=True,
        hint="六位，如 370213；乡镇九位，村（社区）十二位",
        aliases=("区划代码", "行政区划", "所在地区划代码"),
    )
    parent: str | None = text("上级单位代码", aliases=("上级代码", "上级单位", "主管单位代码", "上级"))
    start: PartialDate | None = day("启用日期", aliases=("启用时间", "启用", "开始日期", "生效日期", "起始日期"))
    until: PartialDate | None = day(
        "停用日期", aliases=("停用时间", "停用", "结束日期", "失效日期", "终止日期", "撤销日期")
    )
    due: PartialDate | None = day("截止日期", aliases=("截止时间", "报送截止日期", "报送期限", "截止日"))
    lock: PartialDate | None = day("锁定日期", aliases=("锁定时间", "锁定日"))


@functools.cache
def listing_kind() -> Kind:
    """Return the kind that a roster's rows are read as."""
    return make_kind(Listing, CORE, None)
