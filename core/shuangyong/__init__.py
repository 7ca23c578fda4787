"""The front door: all that a plugin may import, and nothing loaded before it is asked for.

``from shuangyong import Support, hookimpl, measure, record`` is how every plugin begins. Names are resolved
when first used (PEP 562), so that ``shuangyong --help`` does not pay for what it does not need.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .hooks import hookimpl as hookimpl
    from .kinds.activity import Activity as Activity
    from .kinds.benefits import Allowance as Allowance
    from .kinds.benefits import Assistance as Assistance
    from .kinds.benefits import Employment as Employment
    from .kinds.benefits import EntitledPerson as EntitledPerson
    from .kinds.benefits import MeritNotice as MeritNotice
    from .kinds.benefits import Placement as Placement
    from .kinds.benefits import Plaque as Plaque
    from .kinds.benefits import Policy as Policy
    from .kinds.benefits import Schooling as Schooling
    from .kinds.benefits import Service as Service
    from .kinds.co_building import Enlistment as Enlistment
    from .kinds.co_building import Gathering as Gathering
    from .kinds.co_building import Merchant as Merchant
    from .kinds.co_building import Partner as Partner
    from .kinds.co_building import Support as Support
    from .kinds.co_building import TrainingSupport as TrainingSupport
    from .kinds.co_building import TroopService as TroopService
    from .kinds.co_building import Visit as Visit
    from .kinds.duties import confirmation_duty as confirmation_duty
    from .kinds.duties import conscription_duty as conscription_duty
    from .kinds.education import Awareness as Awareness
    from .kinds.education import CivilDefenceEducation as CivilDefenceEducation
    from .kinds.education import Drill as Drill
    from .kinds.education import EducationEvent as EducationEvent
    from .kinds.education import Publicity as Publicity
    from .kinds.leadership import Commendation as Commendation
    from .kinds.leadership import Funding as Funding
    from .kinds.leadership import Inspection as Inspection
    from .kinds.leadership import Meeting as Meeting
    from .kinds.leadership import PlanItem as PlanItem
    from .kinds.leadership import Reflection as Reflection
    from .kinds.organisation import Document as Document
    from .kinds.organisation import LeadingGroup as LeadingGroup
    from .model.criteria import Criteria as Criteria
    from .model.dates import PartialDate as PartialDate
    from .model.duties import Deed as Deed
    from .model.duties import Duty as Duty
    from .model.fields import choice as choice
    from .model.fields import day as day
    from .model.fields import integer as integer
    from .model.fields import measure as measure
    from .model.fields import ratio as ratio
    from .model.fields import text as text
    from .model.kinds import Record as Record
    from .model.kinds import record as record
    from .model.ledgers import Ledger as Ledger
    from .model.ledgers import Row as Row
    from .model.patterns import Pattern as Pattern
    from .model.plugin_pages import PageFigure as PageFigure
    from .model.plugin_pages import PageTable as PageTable
    from .model.plugin_pages import PluginPage as PluginPage
    from .model.problems import Problem as Problem
    from .model.problems import error as error
    from .model.problems import warning as warning
    from .model.units import Unit as Unit
    from .offers import Choices as Choices
    from .offers import LedgerCheck as LedgerCheck
    from .offers import Renderer as Renderer
    from .offers import RowCheck as RowCheck
    from .offers import SampleLedger as SampleLedger
    from .offers import Section as Section
    from .offers import Sector as Sector

__version__ = "0.1.0"

_HOMES = {
    "hooks": ("hookimpl",),
    "kinds.activity": ("Activity",),
    "kinds.benefits": (
        "Allowance", "Assistance", "Employment", "EntitledPerson", "MeritNotice",
        "Placement", "Plaque", "Policy", "Schooling", "Service",
    ),
    "kinds.co_building": (
        "Enlistment", "Gathering", "Merchant", "Partner", "Support", "TrainingSupport", "TroopService", "Visit",
    ),
    "kinds.duties": ("confirmation_duty", "conscription_duty"),
    "kinds.education": ("Awareness", "CivilDefenceEducation", "Drill", "EducationEvent", "Publicity"),
    "kinds.leadership": ("Commendation", "Funding", "Inspection", "Meeting", "PlanItem", "Reflection"),
    "kinds.organisation": ("Document", "LeadingGroup"),
    "model.criteria": ("Criteria",),
    "model.dates": ("PartialDate",),
    "model.duties": ("Deed", "Duty"),
    "model.fields": ("choice", "day", "integer", "measure", "ratio", "text"),
    "model.kinds": ("Record", "record"),
    "model.ledgers": ("Ledger", "Row"),
    "model.patterns": ("Pattern",),
    "model.plugin_pages": ("PageFigure", "PageTable", "PluginPage"),
    "model.problems": ("Problem", "error", "warning"),
    "model.units": ("Unit",),
    "offers": ("Choices", "LedgerCheck", "Renderer", "RowCheck", "SampleLedger", "Section", "Sector"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605  derived, so that a name is written once


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOME_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
