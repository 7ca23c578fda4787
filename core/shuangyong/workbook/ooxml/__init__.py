"""An .xlsx file's own XML, edited in place: what is not edited stays byte for byte as its sender left it."""
