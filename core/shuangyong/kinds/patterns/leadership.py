"""How documents tell organisation and leadership: the leading group, meetings, money, inspections, honours."""

from ...model.patterns import Pattern
from .families import ATTENDERS

PATTERNS = (
    Pattern(
        kind="core.document",
        triggers="工作文件 双拥文件 文件和制度 规章和文件 规章制度 制度 文件",
        unless="宣传 下发 学习",
    ),
    Pattern(
        kind="core.leading_group",
        triggers="领导小组 组长 副组长 工作小组 领导机构 双拥办",
        figures={
            "deputies": "副组长 任副组长 为副组长 担任副组长",
            "members": "成员 组员 小组成员 领导小组成员 组成 为成员 任成员 小组",
        },
        unless="成员单位 志愿者 志愿服务",
    ),
    Pattern(
        kind="core.meeting",
        triggers="议事会 碰头会 恳谈 座谈 "
        "开会 会议 座谈会 联席会 联席会议 军地联席会议 办公会 现场办公 例会 军事日 过军事日 "
        "议军会 推进会 动员会 部署会 协调会 筹备会 调度会 恳谈会 茶话会 总结会 专题研究 "
        "党委会 党组会 欢送座谈会 欢送会 欢迎会 汇报会 表彰会 命名大会 工作会",
        hints="召开",
        figures={"participants": f"到会 赴会 畅谈 代表 座谈 出席会议 与会 参会 列席 {ATTENDERS}"},
        choices={
            "领导小组会议": "领导小组会 领导小组成员会议 领导小组全体会议 工作领导小组会议",
            "军地联席会议": "联席会 联席会议",
            "座谈会": "座谈 茶话会 恳谈会",
            "现场办公会": "现场办公",
            "过军事日": "军事日",
            "专题研究": "专题会议 专题会 党委会 党组会 议军会",
        },
    ),
    Pattern(
        kind="core.funding",
        triggers="双拥经费 专项经费 双拥专项 双拥工作经费 双拥资金 工作经费 拥军经费 慰问经费 活动经费 "
        "专项资金 经费保障 经费预算 列入预算 纳入预算 年度预算 财政预算 双拥支出 双拥基金 "
        "拥军基金 拥军优属基金 优属基金 拥军优属保障金 专款 拥军专项",
        figures={
            "amount": "经费 预算 资金 列支 安排 划拨 拨付 拨款 拨出 落实 投入 支出 列入预算 专款 基金 筹集 募集 保障金"
        },
    ),
    Pattern(
        kind="core.inspection",
        triggers="检查考评 检查考核 考核评比 检查评比 督导检查 督促检查 双拥检查 工作检查 专项检查 "
        "检查指导 督查 督导 考评 自查 检查双拥 受检 受检单位 双拥工作检查 实地检查 考核验收",
        figures={
            "inspected": "检查 受检 受检单位 督查 督导 考评 考核 抽查 单位 部门 学校 村居 企业 社区 覆盖 "
            "检查单位 被检单位 科室"
        },
        units={"inspected": "个 家 所 处"},
        unless="检查身体 身体检查 体格检查 体检",
    ),
    Pattern(
        kind="core.plan_item",
        triggers="年度计划 计划安排 列入计划 全年计划 对照计划 双拥任务 年度任务 计划落实 计划任务",
        figures={
            "planned": "计划 安排 任务 工作 列入 下达",
            "done": "完成 已完成 落实",
            "partly": "部分完成 完成一部分 正在推进",
            "undone": "未完成 没有完成 尚未完成",
            "cancelled": "取消 不再开展",
            "unsaid": "没有填写完成情况 未填完成情况",
            "completion": "完成率 计划完成率 任务完成率",
        },
        units=dict.fromkeys(("planned", "done", "partly", "undone", "cancelled", "unsaid"), "项"),
    ),
    Pattern(
        kind="core.commendation",
        triggers="表彰 表扬 荣誉 先进 荣获 获评 获得 评为 被评为 授予 称号 荣誉称号 标兵 模范 之星 "
        "命名 嘉奖 先进个人 先进集体 先进单位 最美退役军人 最美军嫂 优秀个人 就业创业之星 "
        "创业之星 创业典型 优秀军创企业家 好军属 好军嫂 优秀退役军人 十佳",
        figures={
            "collectives": "先进科室 先进班组 双拥模范单位 示范社区 示范村 模范家庭 最美家庭 "
            "医院” 单位” 集体” 学校” 社区” 企业” 科室” 家庭” 先进医院 先进学校 先进社区 "
            "先进企业 先进村 班组” "
            "先进集体 集体 先进单位 单位 模范单位 示范单位 表彰",
            "individuals": "医生” 护士” 军嫂” 个人” 士兵” 家属” 教师” 老师” 干部” 员工” 战士” 工作者” "
            "军人” 老兵” 标兵” 人物” 之星” 能手” 先锋” "
            "先进个人 个人 标兵 模范 评为 获评 荣获 获得 获省 获市 获县 获区 获全国 获国家 授予 "
            "表彰 表扬 嘉奖 之星 最美退役军人 最美军嫂 优秀个人 称号 同志 就业创业之星 创业之星 "
            "创业典型 好军属 好军嫂 优秀退役军人 十佳",
        },
        choices={
            "国家": "全国 国家级",
            "省": "省级 全省 省委 省政府",
            "市": "市级 全市 市委 市政府",
            "县": "县级 区级 全县 全区",
        },
        unless="支前模范 老支前模范 功臣模范 老劳模 送医送衣 一并关爱 立功喜报 喜报 奖品 竞赛",
    ),
)
