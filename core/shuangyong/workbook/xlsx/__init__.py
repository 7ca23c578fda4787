"""A strict reader of .xlsx: a package of parts, XML that is checked, cells that are right or named."""
