"""What attempts are made on, and one line of figures at the end."""

import pytest
from shuangyong.web.application import application

from ..conftest import answering
from .attempts import Target


@pytest.fixture
def target(filed, caplog):
    """An office with two units' ledgers, behind a real server too."""
    caplog.set_level("DEBUG")
    with answering(application(filed.portal)) as server:
        yield Target(filed, f"http://127.0.0.1:{server.config.port}", caplog)


def pytest_terminal_summary(terminalreporter):
    """Say how much was tried and how much of it was refused."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, ())]
    said = [dict(one.user_properties) for one in reports if one.when == "call" and "/penetration/" in one.nodeid]
    counted = [one for one in said if "tried" in one]
    if counted:
        tried, refused = (sum(one[name] for one in counted) for name in ("tried", "refused"))
        terminalreporter.write_line(f"penetration: {len(counted)} attempts, {tried} tries, {refused} refused")
