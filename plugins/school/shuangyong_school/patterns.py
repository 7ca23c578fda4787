"""How the documents of schools tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="school.youth_academy",
        triggers="少年军校 军校学员 少年军校学员 少年军校训练 少年警校 国旗班 国旗护卫队 国旗队",
        figures={
            "cadets": "队员 国旗班 护卫队员 学员 在册学员 现有学员 小学员 少年军校学员 招收",
            "drills": "训练 军事训练 集训 操练 队列训练 全年训练",
        },
        units={"cadets": "人", "drills": "次 场 期"},
    ),
    Pattern(
        kind="school.student_drill",
        triggers="军事训练 国防教育营 军训营 军训基地 新生国防教育 军事技能训练 "
        "学生军训 新生军训 军训 入学军训 高一军训 大一军训 七年级军训 军训汇演 军训场",
        unless="教官 承训官兵",
        figures={"days": "为期 军训 历时 训练 天数 时间 连续", "students": "新生 参训学生 学生 同学 参训"},
    ),
    Pattern(
        kind="school.flag_ceremony",
        triggers="升旗仪式 升国旗 升旗 国旗下讲话 升国旗仪式 国旗下",
        figures={"times": "升旗仪式 升旗 升国旗 升国旗仪式 举行 国旗下讲话"},
        units={"times": "次 场 回 期"},
    ),
    Pattern(
        kind="school.defence_class",
        triggers="节课 国防教育每班 军事课 国防教育课 国防课 军事理论课 国防教育课程 军事理论 国防知识课 "
        "课时 开设国防 国防教育进课堂 进课堂 国防内容",
        figures={
            "lessons": "进课堂 共上 节课 课时 国防教育课 国防课 开设 讲授 授课 安排 上课 军事理论课",
            "students": "听课 听课学生 受教育 受教 学生 上课 修读",
        },
        units={"lessons": "课时 节 学时 堂 次"},
    ),
    Pattern(
        kind="school.theme_activity",
        triggers="故事报告 "
        "主题教育 主题活动 主题班会 征文 演讲比赛 歌咏比赛 合唱比赛 手抄报 黑板报比赛 红歌 "
        "书画比赛 朗诵 获奖 主题队会 作文比赛 国防主题 书画展 书画作品 手抄报评比 绘画比赛 书法比赛",
        figures={"prizes": "优胜奖 获一等奖 获二等奖 获三等奖 获奖 奖项 一等奖 二等奖 三等奖 优秀奖 荣获 获得 作品"},
        units={"prizes": "项 个 人 人次 件 篇 幅 份 名"},
        unless="交来 收到 收到作品 征集作品 提交 选送 报送 上交 共收",
    ),
    Pattern(
        kind="school.civil_defence",
        triggers="人防教育 疏散演练 应急疏散 紧急疏散 防空演练 逃生演练 人防知识 防空警报 消防演练",
    ),
    Pattern(
        kind="school.admission",
        triggers="军人子女入学 军人子女 随军子女 优先入学 子女入学 转学 军娃 随军转学",
        figures={"children": "幼儿园 小学 初中 高中 学位 收下 接收 入学 转学 新生入学 随军转学 军人子女 入读"},
    ),
    Pattern(
        kind="school.intellectual_support",
        triggers="考学 辅导班 警营 到连队 到部队授课 到军营 进连队 下连队 "
        "给士官 给战士 给官兵 骨干教师 讲授英语 "
        "智力拥军 为部队培训 普通话培训 计算机培训 为官兵讲课 为官兵授课 送教进军营 文化补习 "
        "送教 文化辅导 选派教师 补习 文化课 补课 辅导官兵",
        figures={
            "trainees": "官兵 战士 培训 学员",
            "sessions": "全年授课 讲授 培训 讲课 授课 补习 补课 文化课 上课 辅导 课时",
        },
        units={"sessions": "场 次 期 堂 节 课时"},
    ),
)
