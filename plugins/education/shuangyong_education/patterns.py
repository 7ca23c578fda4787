"""How the documents of education bureaus tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="education.drill_programme",
        triggers="军训营 军训基地 军事技能训练 学生军训 新生军训 军训 军训工作 高中新生军训 中学军训 国防教育营",
        unless="容纳 个营 个连 个班 个排",
        figures={"schools": "学校 中学 高中 参训学校 所学校 军训"},
        units={"schools": "所 个 家"},
    ),
    Pattern(
        kind="education.civil_defence_programme",
        triggers="人防教育 民防教育 人防民防 疏散演练 人防演练 人防知识 防空演练 防空警报 应急疏散 防灾减灾",
        figures={"schools": "覆盖 演练覆盖 学校 开课 演练 中学 小学 初中"},
        units={"schools": "所 个 家"},
    ),
    Pattern(
        kind="education.teacher_training",
        triggers="教师军训 教师轮训 教师培训 骨干教师 国防教育教师 新任教师 师资培训 教师研修 教师骨干 "
        "辅导员培训 军训教师",
        hints="教师",
        figures={"teachers": "教师 参训教师 骨干教师 新教师 老师 教官 辅导员 班主任"},
    ),
    Pattern(
        kind="education.contest",
        triggers="竞赛 知识竞赛 演讲比赛 征文 比赛 国防知识竞赛 歌咏比赛 大赛 征文比赛 评选 演讲赛 决赛 书画展 作品展",
        figures={
            "entrants": "决赛选手 投稿 登台 参赛者 报名 参赛 参赛选手 选手 参加比赛 参赛学生 参加竞赛 报名参赛",
            "prizes": "优胜奖 表彰奖励 奖励 获奖 奖项 一等奖 二等奖 三等奖 评出 评选 获得 作品 优秀奖",
        },
        units={"prizes": "项 个 人 人次 件 篇 名"},
        unless="收到 收到作品 征集作品 提交 选送 报送 上交 共收 球赛 篮球 球类 联谊",
    ),
    Pattern(
        kind="education.admission_benefit",
        triggers="军人子女入学 军人子女 子女入学 中考加分 高考加分 优待加分 随军子女 转学 加分 军娃 教育优待",
    ),
)
