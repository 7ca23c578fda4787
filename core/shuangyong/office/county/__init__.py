"""The sample county of ``shuangyong demo --units``: invented units, their reports, and the truth about them."""

from .county import County as County
from .county import Deed as Deed
from .county import Fate as Fate
from .county import Fault as Fault
from .county import Member as Member
from .county import Place as Place
from .county import Planted as Planted
from .planning import plan_county as plan_county
from .reports import Report as Report
from .reports import ledgers as ledgers
from .reports import reports as reports
from .writing import write_county as write_county
