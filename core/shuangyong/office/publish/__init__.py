"""Publishing a roll-up: as a workbook, as an official report in Word, as one page."""
