"""The roll-up explorer: what somebody asks of the cube, the tables that answer, and what stands behind a figure."""
