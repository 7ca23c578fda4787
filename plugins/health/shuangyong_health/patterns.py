"""How the documents of health bureaus and their institutions tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="health.priority_network",
        triggers="优先就医 军人优先 优先窗口 军人窗口 绿色通道 优先就诊 军人优先就医 优先标牌 优先挂号 "
        "军人优先窗口 优先标识",
        figures={
            "institutions": "设立军人优先窗口 共有 挂牌机构 医疗机构共 "
            "医疗机构 医疗卫生机构 医院 机构 卫生院 社区卫生服务中心 设立 挂牌 窗口 医疗单位 开设 标牌",
            "beneficiaries": "优先就诊 就诊 优先就医 接诊 门诊 住院 优先服务 军人军属",
        },
        units={"institutions": "个 家 所"},
    ),
    Pattern(
        kind="health.barracks_health",
        triggers="驻军查体 驻军体检 部队查体 战士体检 部队体检 官兵健康体检 部队官兵体检 为部队官兵 官兵查体 "
        "官兵健康检查 营区消杀 营区消毒 "
        "传染病筛查 官兵筛查 营区监测 营区卫生监测 生活饮用水 "
        "营区卫生 水质监测 饮用水 水样 卫生防病 营区 为官兵体检 官兵体检 健康档案 食品卫生 "
        "消毒 防病 进军营 血吸虫 卫生监测",
        figures={
            "water_samples": "采水 取样 送检水样 水质检测 抽检 "
            "水质 水样 饮用水 水质监测 监测 检测 采样 采集 生活饮用水 样品",
            "checked": "筛查 传染病筛查 健康筛查 普查 体检 查体 官兵 健康检查 免费体检 检查 血吸虫",
            "files": "健康卡 健康卡片 健康建档 更新健康档案 档案 健康档案 建档 建立健康档案",
        },
        units={"water_samples": "份 件 个 批", "files": "份 个 人"},
        unless="征兵 应征 优抚对象 接诊 义诊",
    ),
    Pattern(
        kind="health.blood_priority",
        triggers="优先用血 用血 血站 临床用血 互助金 用血保证金 血液保障 供血 献血",
        figures={
            "waived": "互助金 用血互助金 退还 返还 免交",
            "transfusions": "用血 优先用血 保障 供血 输血 免交 直系亲属 办理",
        },
    ),
    Pattern(
        kind="health.epidemic_cooperation",
        triggers="医疗保障队 保障队 医疗救援队 救援队 救护队 卫生防疫队 防疫小分队 医疗点 联防机制 消杀 "
        "心理疏导队 卫生救援 "
        "疫病联防 联防 联防联控 小分队 疫情 防疫 传染病 救灾防病 卫生应急 医疗队 防疫队 "
        "突发公共卫生 救灾防疫 抗洪 应急处置 医疗分队",
        figures={
            "teams": "医疗保障队 保障队 医疗救援队 救援队 救护队 卫生防疫队 应急队伍 心理疏导队 卫生救援队 专业队 "
            "消杀小分队 消毒队 流调队 应急小分队 机动队 消杀队 "
            "小分队 医疗队 防疫队 分队 派出 防疫小分队 医疗小分队 巡诊队 组建 应急队",
            "sites": "救护点 接种点 设立 设置 "
            "联防监测点 防控点 采样点 检查点 服务点 点位 单位 站点 医疗点 深入 奔赴 监测点 营区 哨点",
        },
        units={"teams": "个 支 队", "sites": "个 处 家"},
    ),
    Pattern(
        kind="health.health_licensing",
        triggers="执业资格 职业资格 资格证 退役卫生员 "
        "执业注册 护士变更 执业变更 医师注册 护士注册 医师资格 护士资格 执业证 执业证书 执业许可 "
        "医师执业 退役军医 资格认定 "
        "卫生准入 卫生许可 健康证 卫生许可证 许可 从业人员健康 卫生准入工作",
        figures={
            "licences": "执业资格 资格证 退役卫生员 退役军人 "
            "执业注册 护士变更 变更 注册 护士注册 医师注册 办结 换证 执业证 资格认定 备案 "
            "办理 许可证 健康证 卫生许可 许可 发放 审批 办证 受理"
        },
        units={"licences": "件 份 个 张 本 人 户"},
    ),
)
