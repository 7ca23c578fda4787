"""The sheets of the roll-up's workbook, a file each."""
