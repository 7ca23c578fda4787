"""The cube: every figure in every group that is asked for, exact, by one SQL text for every engine."""
