"""Where the data files of a plugin lie."""

from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def package_folder(module: str) -> Traversable:
    """Return the folder of a plugin's module: the package, or what the single file stands in."""
    loaded = import_module(module)
    if hasattr(loaded, "__path__"):
        return files(module)
    package = module.rpartition(".")[0]
    # A plugin may also be a single file that stands in no package.
    return files(package) if package else Path(str(loaded.__file__)).parent
