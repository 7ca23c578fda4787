"""Briefs (信息简报): one activity, or a month's, told on one page."""
