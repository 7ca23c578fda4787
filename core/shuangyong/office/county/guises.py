"""What a sector's sample must say differently for another unit of the sector: a primary school, a street, a clinic."""

from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class Guise:
    """How the sample of a sector is told of another sort of unit.

    Attributes:
        share: How many units of the sector are such, beside the other guises; communities are as their town is.
        name: The unit's name; ``{district}``, ``{town}`` and ``{place}`` are filled in.
        size: How small and how large such units are beside the sample's, in percent.
        swap: Words of the sample, and those that stand in their place; the first that fits is taken.
        without: Words by which a row is known that such a unit cannot have.
        absent: Kinds declared 不适用 besides those of the sample.
        duties: Titles of what such a bureau does for the troops by its office.
    """

    share: int = 100
    name: str = "{district}{place}"
    size: tuple[int, int] = (60, 150)
    swap: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


_FARMING = ("耕", "种植", "养殖", "抢收", "夏收", "秋收", "樱桃")
_TO_STREET = (
    ("镇卫生院", "街道社区卫生服务中心"),
    ("镇党委", "街道党工委"),
    ("各村、镇农业服务中心", "各社区、街道便民服务中心"),
    ("各村", "各社区"),
    ("有的村", "有的社区"),
    ("村级", "社区"),
    ("枣政发", "街办发"),
    ("镇", "街道"),
)
_TO_VILLAGE = (
    ("社区居委会", "村委会"),
    ("社区党委", "村党支部"),
    ("进楼院", "进农家"),
    ("社区", "村"),
    ("居民", "村民"),
    ("辖区小广场", "村文化广场"),
)
_TO_JUNIOR = (("高一、高二各7天，高三1天半", "初一、初二各5天"), ("高中", "初中"), ("高一", "初一"), ("高二", "初二"))
_TO_CLINIC = (("院办公室", "中心办公室"), ("本院", "本中心"), ("全院", "全中心"), ("沧医发", "卫服发"))

#: What the head of a bureau is called, by how its name ends.
_CHIEFS = {"局": "局长", "馆": "馆长", "会": "主席"}

GUISES: Mapping[str, Mapping[str, Guise]] = {
    "community": {
        "community": Guise(name="{district}{place}社区居民委员会", size=(45, 190)),
        "village": Guise(name="{town}{place}村村民委员会", size=(30, 110), swap=_TO_VILLAGE),
    },
    "school": {
        "junior": Guise(
            share=30,
            name="{district}{place}中学",
            size=(50, 140),
            swap=(("沧湾中学发", "中学发"), *_TO_JUNIOR),
            without=("高三", "征兵"),
            absent=("core.enlistment",),
        ),
        "senior": Guise(share=15, name="{district}{place}高级中学", size=(80, 200), swap=(("沧湾中学发", "高中发"),)),
        "primary": Guise(
            share=55,
            name="{district}{place}小学",
            size=(40, 130),
            swap=(("沧湾中学发", "小学发"), ("团委", "大队部"), ("德育处", "少先队大队部")),
            without=("高一", "高二", "高三", "高中", "军训", "教官", "征兵"),
            absent=("school.student_drill", "core.enlistment"),
        ),
    },
    "hospital": {
        "hospital": Guise(share=25, name="{district}{place}医院", size=(60, 180), swap=(("沧医发", "医发"),)),
        "clinic": Guise(
            share=75,
            name="{district}{place}社区卫生服务中心",
            size=(20, 70),
            swap=_TO_CLINIC,
            without=("征兵", "病区", "病房", "民兵"),
            absent=("hospital.recruit_exam", "hospital.militia_training"),
        ),
    },
    "township": {
        "street": Guise(
            share=70,
            name="{district}{place}街道办事处",
            size=(70, 180),
            swap=_TO_STREET,
            without=_FARMING,
            absent=("township.farm_help",),
        ),
        "town": Guise(share=30, name="{district}{place}镇人民政府", size=(60, 150), swap=(("枣政发", "政发"),)),
    },
    "education": {"education": Guise(name="{district}教育局", size=(80, 120), swap=(("李沧教发", "教发"),))},
    "health": {"health": Guise(name="{district}卫生健康局", size=(80, 120), swap=(("李沧卫健", "卫健"),))},
    "commerce": {"commerce": Guise(name="{district}商务促进局", size=(80, 120))},
    "bureau": {
        office: Guise(
            name="{district}" + office,
            size=(60, 180),
            swap=(
                ("李史志", head),
                ("党组书记、主任", f"党组书记、{_CHIEFS[office[-1]]}"),
                ("编纂科", "业务科"),
                ("编印拥军史料", "编印拥军手册"),
                ("地方志书", "图书"),
            ),
            duties=duties,
        )
        for office, head, duties in (
            ("退役军人事务局", "退役军人发", ("为官兵提供就业政策咨询", "协调随军家属安置", "办理优待证上门服务")),
            ("税务局", "税发", ("税收优惠政策进军营", "为自主就业退役士兵办理减税", "开设军人军属办税窗口")),
            ("司法局", "司发", ("法律服务进军营", "为军属提供法律援助", "设立涉军维权岗")),
            ("财政局", "财发", ("落实双拥经费预算", "帮助部队核对资产台账", "为官兵讲解理财知识")),
            ("自然资源局", "资源发", ("为营区办理不动产登记", "协助部队绘制绿化图", "为营区周边清理堆料")),
            ("文化和旅游局", "文旅发", ("文艺小分队进军营", "向营区图书室配送图书", "景区对军人免费开放")),
            ("交通运输局", "交发", ("修补营区门前道路", "开通官兵探亲班车", "设立军人依法优先窗口")),
            ("人力资源和社会保障局", "人社发", ("退役前职业指导进军营", "为随军家属推荐岗位", "办理社保关系接续")),
            ("水务局", "水发", ("检修营区供水管网", "营区节水改造", "汛期协助部队排涝")),
            ("农业农村局", "农发", ("帮助营区开辟菜园", "农技人员进军营授课", "为营区苗木防治病虫")),
            ("住房和城乡建设局", "建发", ("维修营区老旧门窗", "为军属危房鉴定", "协助部队清理下水管道")),
            ("民政局", "民发", ("军婚登记预约服务", "为困难军属办理临时救助", "规范营区门牌地名")),
            ("科学技术局", "科发", ("科普大篷车进军营", "帮助官兵申请专利", "赠送科技图书")),
            ("市场监督管理局", "市监发", ("营区食堂食品安全检查", "计量器具免费检定", "消费维权讲座")),
            ("档案馆", "档发", ("指导部队整理档案", "代存退役军人档案", "为官兵查档服务")),
            ("生态环境局", "环发", ("营区噪声监测", "协助部队处置废旧电池", "环保知识进军营")),
            ("总工会", "工发", ("职工书屋共享给官兵", "为军属职工送清凉", "劳模报告进军营")),
            ("气象局", "气发", ("为训练提供天气信息", "营区防雷设施检测", "气象科普进军营")),
        )
    },
}

#: Of a sector that is not among these: its sample, under another name.
PLAIN = Guise(name="{district}{place}站")


def guise(sector: str, nature: str) -> Guise:
    """Return the guise of a unit of a sector."""
    return GUISES.get(sector, {}).get(nature, PLAIN)
