"""Rarer wordings of the core's kinds, beside those that most documents use: colloquial, local and new ones."""

from ...model.patterns import Pattern

PATTERNS = (
    Pattern(
        kind="core.visit",
        triggers="登门拜访 入户看望 送关怀 慰问团 走访看望 拜年 致以节日问候 节日关怀 送去问候 送去关怀 "
        "慰问活动中 慰问走访",
        figures={
            "people": "问候 关怀 探访 拜访",
            "households": "拜访 探访 送到家 送上门 家庭",
            "cash": "慰问经费 礼金 慰问补助 节日补助",
            "goods_value": "慰问品价值 慰问物资价值 慰问品折款",
        },
    ),
    Pattern(
        kind="core.support",
        hints="演训 驻训 野营 拉练 后勤 战备训练 部队训练 训练保障",
        figures={
            "matters": "难事 烦心事 实际难题 清单事项 问题清单 需求清单 具体事 操心事 急事 建议",
            "beneficiaries": "受益战士 受益指战员 受惠官兵 惠及官兵 服务官兵 服务战士",
        },
    ),
    Pattern(
        kind="core.service",
        triggers="爱心义剪 义剪 家电维修 心理疏导 免费接送 优待目录 拥军服务窗口 军人服务窗口 帮代办 "
        "上门办证 上门办理 "
        "服务退役军人 法律维权 免费办理 优先受理 免费送餐 免费洗车 免费照相",
        figures={"beneficiaries": "办件 办证 剪发 理发 服务人次 心理疏导 送餐 洗车 照相"},
    ),
    Pattern(
        kind="core.assistance",
        triggers="慈善救助 结对关爱 适老化改造 临时生活救助 助残 送餐 家政服务 困境 帮办难事 医疗帮扶 "
        "大病帮扶 关爱帮扶 关爱援助",
        figures={
            "people": "送餐 照护 陪护 适老化 救济 援助 得到救助 获得救助",
            "households": "改造 援助 救济 帮困 送餐 照护",
        },
    ),
    Pattern(
        kind="core.placement",
        triggers="选岗 落编 定向招录 接收军官 接收士官 移交军休 安置上岗 分配工作 政府安排 转业安置 军休干部移交",
        figures={"placed": "选岗 落编 报到 定向招录 分配 移交 接收军官 接收士官 军休干部 伤病残"},
    ),
    Pattern(
        kind="core.employment",
        triggers="直播带岗 岗位推介 就业援助 学历提升 继续教育 适应性培训 创业担保 公益性岗位 公益岗位 送岗",
        figures={
            "trained": "学历提升 继续教育 取得证书 持证 取得资格 线上培训 参学人员",
            "employed": "已就业 新增就业 公益性岗位 公益岗位 落实就业 解决工作 谋得 被录用 受聘",
            "fairs": "直播带岗 见面会 招聘日 岗位推介会 送岗",
        },
    ),
    Pattern(
        kind="core.allowance",
        triggers="慰藉金 丧葬补助 护理费 一次性经济补助 自主就业补助 兑付 优待费 抚恤资金 抚慰金 节日补贴 困难补助",
        figures={
            "recipients": "受惠对象 享受对象 定补对象 补助对象 领取 受领",
            "paid": "兑付 慰藉金 丧葬补助 护理费 经济补助 优待费 抚慰金 发给",
        },
    ),
    Pattern(
        kind="core.plaque",
        triggers="挂牌到户 换发光荣牌 送牌上门 光荣牌悬挂 光荣匾",
        figures={"plaques": "换发 换挂 送牌 挂上光荣牌 光荣匾 补发 安装"},
    ),
    Pattern(
        kind="core.partner",
        triggers="结为共建 缔结 友好单位 共建共育 联建 军地联建 手拉手",
        figures={"partners": "缔结 结为 联建 友好单位 签约部队 手拉手"},
    ),
    Pattern(
        kind="core.gathering",
        triggers="拉歌 团拜 登山 采摘 交流会 读书会 趣味比赛 排球赛 羽毛球赛 棋类比赛 掰手腕 联合演出 "
        "军民共庆 共庆佳节 中秋晚会",
    ),
    Pattern(
        kind="core.training_support",
        triggers="送课进营 传授技能 科普进军营 官兵学历 士官函授 电脑培训班 驾驶培训 烹饪培训 炊事员培训 炊事员",
        figures={"trainees": "炊事员 考取 函授 结业战士 学历教育", "sessions": "送课 科普讲座 函授班 培训课"},
        units={"trainees": "人 人次 名"},
    ),
    Pattern(
        kind="core.merchant",
        triggers="优待联盟 拥军服务点 拥军驿站 拥军示范门店 拥军商圈 优待合作 惠军商家 惠军",
        figures={"merchants": "驿站 服务点 餐厅 旅馆 民宿 书店 眼镜店 健身房 洗车 汽修 联盟成员"},
    ),
    Pattern(
        kind="core.troop_service",
        triggers="铲雪 护林 搜救 抢修 堤坝 排险 送水 助教 护学 军营开放 防汛抢险 官兵植树 官兵支援 义务诊疗 "
        "扶贫济困 部队帮扶 官兵资助 官兵帮助",
        figures={
            "soldiers": "派兵 兵员 官兵代表 突击队 出兵 参战官兵 增援官兵",
            "beneficiaries": "救出 解救 疏散群众 受灾群众 受助学生 资助贫困学生 村民 乡亲",
        },
    ),
    Pattern(
        kind="core.enlistment",
        triggers="大学生兵 女兵 光荣参军 批准入伍 定兵 送新兵 从戎 参军报国 应征报名 欢送新兵",
        figures={
            "registered": "报名数 踊跃应征 报名参加 应征人数 报名者",
            "enlisted": "大学生兵 女兵 参军报国 被批准 批准服役 踏上征程 奔赴军营",
        },
    ),
    Pattern(
        kind="core.education_event",
        triggers="主题团日 主题队日 团课 微党课 诵读 红歌会 送电影 电影放映 国防体育 军营体验 知识测试 "
        "国防馆 军事博物馆 红色基地 "
        "红色打卡 老兵故事 英烈故事 国防公开课 开学第一课 双拥大讲堂",
        figures={
            "sessions": "主题团日 主题队日 班会 主题班会 团课 微党课 专题课 公开课 诵读会 红歌会 放映 故事会",
            "participants": "受训师生 参与师生 观影学生 听课师生 聆听宣讲 在线收看 线上观看 点击观看",
        },
    ),
    Pattern(
        kind="core.publicity",
        triggers="易拉宝 宣传袋 宣传扇 道旗 灯杆旗 文化墙 宣传墙 过街横幅 电子标语 简讯 信息稿 今日头条 快手 "
        "网站稿件 广播稿件 宣传画报 画报 "
        "手绘 宣传栏板 标语牌 宣传橱窗 双拥专栏",
        figures={
            "items": "易拉宝 宣传袋 宣传扇 道旗 灯杆旗 文化墙 宣传墙 过街横幅 电子标语 简讯 信息稿 画报 "
            "标语牌 宣传橱窗 点播 轮播 刊载 "
            "采用 见报 报送"
        },
        units={"items": "把 杆 辆 面 组"},
    ),
    Pattern(
        kind="core.commendation",
        triggers="通报表扬 授牌 入选 评优 拥军模范 爱国拥军模范 爱民模范 双拥人物 兵妈妈 好军医 好战友",
        figures={
            "collectives": "拥军企业 示范点 示范社 先进村 爱国拥军单位 获奖单位",
            "individuals": "拥军模范 爱民模范 双拥人物 拥军人物 兵妈妈 受表彰 入选",
        },
    ),
    Pattern(
        kind="core.schooling",
        triggers="军人后代 军属孩子 军人孩子 托幼 课后服务 免试入学 择校 学位保障",
        figures={"children": "军属孩子 军人孩子 免试入学 入读 托幼 课后服务 学龄儿童"},
    ),
    Pattern(
        kind="core.inspection",
        triggers="检查验收 巡查 抽查 考核 明察暗访 回头看",
        figures={"inspected": "巡查 验收 走访检查 实地查看 乡镇 街道 行政村"},
        unless="水样 样品 食品",
    ),
)
