"""Assessments as the papers that offices sign: one tree, written as Word, Excel or HTML."""
