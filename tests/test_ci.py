"""What CI runs is what the README tells people to run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_readme_marks_one_command_of_one_line():
    (block,) = re.findall(r"^<!-- test -->\n```sh\n(.*?)```$", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert block.strip().endswith("uv run pytest -n auto --dist loadfile") and block.count("\n") == 1


README = """
```sh
echo not this
```

<!-- test -->
```sh
echo "CI is $CI" && false
```

```sh
echo nor this
```
"""


@pytest.mark.skipif(sys.platform != "linux", reason="CI's script is for Debian")
def test_ci_runs_the_command_that_the_readme_marks(tmp_path):
    (tmp_path / ".ci").mkdir()
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert os.access(ROOT / ".ci/run", os.X_OK)
    head, found, tail = script.partition("packages=(")
    assert found
    # The same script where nothing is to be installed, beside a README with another command.
    tail = tail.partition("\n)\n")[2]
    (tmp_path / ".ci/run").write_text(f"{head}packages=()\n{tail}", "utf-8")
    (tmp_path / "README.md").write_text(README, "utf-8")
    done = subprocess.run(["bash", tmp_path / ".ci/run"], capture_output=True, text=True)
    assert done.stdout == '+ echo "CI is $CI" && false\nCI is true\n'
    assert done.returncode == 1
