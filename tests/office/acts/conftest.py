"""For the acts: the command line on a store."""

import pytest
from shuangyong.cli import main


@pytest.fixture
def run(capsys):
    """Run a command; return exit code, stdout and stderr."""

    def runner(*args):
        with pytest.raises(SystemExit) as stopped:
            main([str(arg) for arg in args])
        printed = capsys.readouterr()
        return stopped.value.code, printed.out, printed.err

    return runner
