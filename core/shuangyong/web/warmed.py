"""What workers have before they are asked anything: imported by the process that they are forked from."""

import importlib

from ..catalog import installed_for_figures
from ..office.intake.collecting import READERS

importlib.import_module(READERS)
installed_for_figures()
