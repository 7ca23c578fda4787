"""How long the program takes to say its version and its help, beside the least that a click program can take.

Run: ``.venv/bin/python bench/startup.py [ROUNDS]``
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELLO = """
import click

@click.command()
@click.version_option("0.1.0")
def hello():
    click.echo("hello")

hello()
"""

#: How many times the bare program's time may be taken.
GOALS = {"--version": 1.5, "--help": 2.0}


def seconds(command):
    """Return how long one run takes, from the call to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def best(commands, rounds):
    """Return each command's best time; they take turns, so that a busy moment hits all alike."""
    times = [[seconds(command) for command in commands] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    program = shutil.which("shuangyong", path=Path(sys.executable).parent)
    assert program, "install the workspace first: uv sync"
    with tempfile.TemporaryDirectory() as folder:
        hello = Path(folder) / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        for option, goal in GOALS.items():
            bare, ours = best([[sys.executable, hello, option], [program, option]], rounds)
            print(
                f"{option:10} bare click {bare * 1000:4.0f} ms   shuangyong {ours * 1000:4.0f} ms"
                f"   ratio {ours / bare:.2f}   goal {goal}   {'met' if ours / bare <= goal else 'MISSED'}"
            )


if __name__ == "__main__":
    main()
