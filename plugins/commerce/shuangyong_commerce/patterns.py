"""How the documents of commerce bureaus tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="commerce.material_support",
        triggers="物资拥军 赠送 捐赠 送去 送上物资 慰问物资 赠送物资 捐赠物资 添置 配备",
        figures={"items": "赠送 捐赠 送去 空调 图书 电脑 设备 书架 添置 物资", "goods_value": "赠送 捐赠 价值 物资"},
        unless="走访慰问",
    ),
    Pattern(
        kind="commerce.intellectual_support",
        triggers="智力拥军 为官兵举办 电子商务培训 电商 直播课 电商直播 法律讲座 进军营授课",
        hints="技能培训 创业培训 讲座 消费维权 经济知识 培训",
        figures={"trainees": "官兵 战士 培训 听课 参加 受训", "sessions": "讲座 培训 授课 培训班"},
        unless="退役军人 企业招用",
    ),
    Pattern(
        kind="commerce.practical_support",
        triggers="实事拥军 解决难题 清退 退租 房产 腾退 移交 免费理发 农副产品直供 部队难题 实际困难 产权住房 军产",
        figures={
            "houses": "清退 退租 商铺 门面 房产 腾退 住房 腾退住房 移交 军产 营房 房屋 公寓",
            "matters": "难题 实事 困难 解决",
        },
        units={"houses": "处 套 间 户 幢 栋"},
    ),
    Pattern(
        kind="commerce.information_support",
        triggers="反诈 反诈知识 防骗 网络安全 反诈宣传 "
        "信息拥军 信息和技术 送进军营 科技拥军 信息化 防诈骗 网络 信息技术 软件 电子商务进军营 数字",
        figures={"sessions": "反诈 反诈宣传 网络安全 知识讲座 宣讲 培训 演示 讲座 授课 送进军营 信息 演示会"},
        units={"sessions": "场 次 期 堂"},
    ),
)
