"""Criteria: a plugin's standard of assessment, or its items of another's, as a data file that an office can read."""

import attrs

from .packages import package_folder

FOLDER = "criteria"


@attrs.frozen(kw_only=True)
class Criteria:
    """A TOML file in the plugin's folder ``criteria``.

    A file with ``[standard]`` is a standard of its own. One with ``[[item]]`` alone adds items to a standard that is
    there; they are for units of the plugin's sector, who are judged by them instead of that category's items for 其他
    sectors, and have to add up to the points of their category.

    Attributes:
        standard: The identifier of the standard, such as ``unit``.
        file: The file's name.
    """

    standard: str
    file: str

    def text(self, module: str) -> str | None:
        """Return what the file of a plugin's module holds; None where there is no such file."""
        if not self.file or "/" in self.file or "\\" in self.file:
            return None
        found = package_folder(module) / FOLDER / self.file
        return found.read_text(encoding="utf-8") if found.is_file() else None
