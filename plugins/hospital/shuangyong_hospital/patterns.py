"""How the documents of hospitals tell their kinds."""

from shuangyong import Pattern

PATTERNS = (
    Pattern(
        kind="hospital.recruit_exam",
        triggers="征兵体检 体检站 应征青年 上站体检 征兵体格检查 征兵体检工作 应征公民 兵检 征兵",
        figures={
            "examined": "青年 查完 查体 体检 应征青年 上站 受检 体格检查 体检人员 应征公民 检查",
            "qualified": "过关 达标 体检过关 合格 体检合格 双合格",
            "staff": "骨干力量 骨干 采血人员 出动医务人员 医护 体检医生 医技人员 "
            "医务人员 医护人员 投入医务人员 抽调 选派 骨干医师 医师 医生 专家 工作人员 派出",
            "pass_rate": "合格率 体检合格率",
        },
        unless="减免 义诊",
    ),
    Pattern(
        kind="hospital.free_clinic",
        triggers="巡诊义诊 义诊 免费义诊 义诊活动 巡回义诊 巡诊 健康咨询 免费诊疗 义务诊疗",
        figures={
            "beneficiaries": "看病 开方 看病开方 把脉 诊病 "
            "训练伤官兵 义诊 诊疗 诊治 接诊 看诊 就诊 问诊 咨询 健康咨询 血压 发放药品"
        },
    ),
    Pattern(
        kind="hospital.health_check",
        triggers="健康体检 免费体检 健康档案 建档 查体 免费查体 健康检查 为官兵体检 官兵体检 "
        "优抚对象体检 军人体检 军属体检 老兵体检 建立健康档案",
        hints="体检",
        figures={
            "examined": "筛查 两癌筛查 检查身体 体检 查体 健康检查 检查 免费体检 健康体检 受检",
            "files": "档案 健康档案 建档 建立健康档案",
        },
        units={"files": "份 个 人"},
        unless="征兵 应征 合格",
    ),
    Pattern(
        kind="hospital.priority_service",
        triggers="军人优先 优先窗口 军人窗口 军人病房 优抚病房 双拥病房 优先就诊 优先就医 绿色通道 "
        "军人优先窗口 优先挂号 优抚门诊 军人病区 优抚窗口",
        figures={
            "waived": "省下 节约 省去 少收 少花 挂号费 诊查费 全免 免挂号费",
            "windows": "窗口 优先窗口 军人优先窗口 军人窗口 优抚窗口 专用窗口 绿色通道",
            "wards": "病房 军人病房 优抚病房 病区 双拥病房 爱心病房",
            "beneficiaries": "收治 持优待证 接待 优先就诊 就诊 接诊 优先服务 优先 挂号 住院 门诊 军人军属",
        },
        units={"windows": "个 处", "wards": "间 个 张"},
    ),
    Pattern(
        kind="hospital.medical_training",
        triggers="卫生员 轮训 代培 卫生兵 进修 跟班学习 卫生战士 急救员 "
        "培训卫生员 卫生员培训 医疗技术培训 急救培训 急救技能 救护培训 战伤救护 自救互救 "
        "心肺复苏 带教 卫生人员 培养医疗技术人才 卫勤 健康讲座 健康知识讲座 进军营",
        figures={
            "trainees": "卫生兵 进修 跟班 卫生战士 急救员 救护员 卫生员 军医 官兵 培训 带教 受训 培养",
            "sessions": "心肺复苏 急救课 救护课 教学 现场教学 开课 急救讲座 培训班 卫生员 培训 讲座 授课 演练 急救培训",
        },
        unless="坐诊 接诊 军队医务人员",
    ),
    Pattern(
        kind="hospital.home_care",
        triggers="登门 签约家庭医生 上门照料 上门照护 送诊上门 "
        "巡诊送药 家中巡诊 送药 上门 送医送药 上门巡诊 上门诊疗 送医上门 上门服务 家庭医生 "
        "家庭病床 入户巡诊 送医 巡诊到户 上门诊治 上门体检",
        figures={
            "households": "登门 照看 照料 照护 送诊 巡诊送药 上门 走访 入户 家庭 巡诊 送医 签约 送医送药",
            "beneficiaries": "诊治 看病 送药 诊疗 送医 送医送药 上门",
        },
    ),
    Pattern(
        kind="hospital.militia_training",
        triggers="民兵训练 民兵集训 民兵排 民兵连 民兵 基干民兵 民兵整组 民兵分队 民兵应急",
        figures={"militia": "民兵 参训 参训民兵 集训 训练 基干民兵 受训"},
    ),
)
