"""Criteria: a plugin's items of a standard of assessment, kept as a data file that an office can read."""

import attrs


@attrs.frozen(kw_only=True)
class Criteria:
    """A file of items, in the plugin's folder ``criteria``.

    Attributes:
        standard: The identifier of the standard that the items belong to, such as ``unit``.
        file: The file's name.
    """

    standard: str
    file: str
