"""Rolling up: every measure of every kind over units, regions, sectors and time, and what it is made public as."""
