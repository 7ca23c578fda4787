"""What must hold in the ledger of a health bureau or one of its institutions beyond the model's own limits."""

from shuangyong import RowCheck

RULES = (
    RowCheck(
        code="health.priority-without-institutions",
        kind="health.priority_network",
        needs=("institutions", "beneficiaries"),
        holds=lambda network: network.institutions > 0 or network.beneficiaries == 0,
        message="优先就医服务了 {beneficiaries} 人次，设优先窗口的机构却是 0 个。",
        fix="请填挂军人优先牌的机构数，截至填报日。",
        severity="warning",
    ),
    RowCheck(
        code="health.files-over-checked",
        kind="health.barracks_health",
        needs=(),  # water is tested without a person checked
        holds=lambda service: None in (service.files, service.checked) or service.files <= service.checked,
        at="files",
        message="新建健康档案 {files} 份，多于体检官兵 {checked} 人。",
        fix="一人一档，请核对两个数；为以前体检的官兵补建档案的，请另记一行。",
        severity="warning",
    ),
    RowCheck(
        code="health.sites-without-teams",
        kind="health.epidemic_cooperation",
        needs=("teams", "sites"),
        holds=lambda work: work.teams > 0 or work.sites == 0,
        message="到了 {sites} 个服务点，派出的小分队却是 0 个。",
        fix="请填派出几支小分队；不掌握就留空，不要填 0。",
        severity="warning",
    ),
    RowCheck(
        code="health.licences-for-nobody",
        kind="health.health_licensing",
        needs=("licences", "beneficiaries"),
        holds=lambda licensing: licensing.beneficiaries > 0 or licensing.licences == 0,
        message="办理卫生许可 {licences} 件，受益人次却是 0。",
        fix="请填为多少退役军人办理；不掌握就留空，不要填 0。",
        at="beneficiaries",
        severity="warning",
    ),
)
