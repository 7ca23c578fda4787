"""Whom 双拥 work is for, as documents call them."""

#: Those entitled and the troops: who is visited, helped, served, counted.
PEOPLE = (
    "军属 烈属 军烈属 烈军属 烈军工属 军人家属 现役军人家属 随军家属 军嫂 军人家庭 "
    "军属家庭 烈士家庭 义务兵家庭 家庭 遗属 烈士遗属 烈士子女 军人子女 退役军人 退伍军人 "
    "退役士兵 退伍士兵 复员军人 老复员军人 复退军人 复转军人 转业干部 转业军人 军转干部 "
    "军休干部 残疾军人 伤残军人 伤残民兵 优抚对象 优抚人员 优抚老人 抚恤对象 老兵 老战士 "
    "老军人 老红军 老八路 老党员 老干部 老功臣 功臣 参战 参试 涉核 义务兵 士兵 战士 官兵 "
    "指战员 子弟兵 现役军人 军人 民兵 消防员 新兵"
)

#: Where soldiers are: what is visited, supplied, taken as a partner.
TROOPS = (
    "部队 驻军 驻地部队 部队单位 连队 中队 大队 支队 军营 营区 兵营 哨所 边防 武警 消防 "
    "消防救援 武装部 人武部 军分区 干休所 基层单位 军事单位 派驻单位 雷达站 舰艇"
)
