"""Workers: what a file may do to its reader, and what is left of the processes afterwards."""

import faulthandler
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shuangyong.catalog import installed
from shuangyong.extension.applying import extended, read_extension
from shuangyong.office.intake import serving, workers
from shuangyong.office.intake.examining import Examiner, Task
from shuangyong.office.intake.source import Source

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere work must be importable, and these are not")


def doubled(number):
    return number * 2


def crash(how):
    """Return work that ends its process where the task is negative."""

    def work(number):
        if number < 0:
            faulthandler.disable()  # pytest's own, which would tell the whole story on stderr
            how()
        return os.getpid()

    return work


def swell():
    held = []
    while True:
        held.append(bytearray(64 << 20))


CRASHES = {
    "exit": lambda: os._exit(0),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "abort": os.abort,
    "segment": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "memory": swell,
    "sys.exit": sys.exit,
    "interrupt": lambda: os.kill(os.getpid(), signal.SIGTERM),
}


@pytest.mark.parametrize("how", CRASHES)
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("ahead", [False, True])
def test_a_task_that_ends_its_process_is_lost_alone(how, count, ahead, monkeypatch):
    monkeypatch.setattr(serving, "MEMORY_BYTES", 256 << 20)
    tasks = [1, -1, 2, 3, -4, -5, 6]
    outcomes = list(workers.run(crash(CRASHES[how]), tasks, count, small=lambda _: ahead))
    assert [outcome.task for outcome in outcomes] == tasks
    assert [outcome.lost for outcome in outcomes] == ["crashed" if task < 0 else None for task in tasks]


@pytest.mark.parametrize("ahead", [False, True])
def test_a_task_that_does_not_end_is_ended_and_the_others_go_on(ahead):
    began = time.monotonic()
    tasks = [1, -1, 2, -2, 3]
    outcomes = list(workers.run(crash(lambda: time.sleep(600)), tasks, 2, seconds=3, small=lambda _: ahead))
    assert [outcome.lost for outcome in outcomes] == [None, "hung", None, "hung", None]
    assert time.monotonic() - began < 300


def test_a_task_that_spins_without_letting_go_is_ended_too():
    import re

    hostile = crash(lambda: re.match(r"(a+)+$", "a" * 60 + "b"))
    assert [one.lost for one in workers.run(hostile, [-1, 1], 1, seconds=3)] == ["hung", None]


def test_outcomes_come_in_the_order_of_the_tasks_however_long_each_takes():
    def work(number):
        time.sleep(0.02 if number % 5 == 0 else 0)
        return number

    assert [one.result for one in workers.run(work, range(200), 4)] == [*range(200)]


def test_no_more_processes_than_asked_for_and_each_is_used_again():
    pids = {one.result for one in workers.run(crash(None), range(300), 3)}
    assert len(pids) <= 3
    assert os.getpid() not in pids


def test_never_more_processes_at_once_even_while_they_crash():
    """Each task notes which of the other processes are alive while it runs."""
    seen = []
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("this kernel does not list a process's children")
    others = len(children.read_text().split())  # of tests before, such as Spark's
    for outcome in workers.run(crash(CRASHES["kill"]), [(-1) ** number * number for number in range(60)], 2):
        seen.append(len(children.read_text().split()))
        assert (outcome.lost is not None) == (outcome.task < 0)
    assert max(seen) - others <= 2


def test_tasks_are_taken_one_by_one_and_not_all_at_once():
    taken = []

    def tasks():
        for number in range(1000):
            taken.append(number)
            yield number

    outcomes = workers.run(doubled, tasks(), 2)
    next(outcomes)
    assert len(taken) <= 64 + 2
    outcomes.close()


def test_a_slow_first_task_holds_back_only_so_many_others():
    started = []

    def tasks():
        for number in range(300):
            started.append(number)
            yield number

    outcomes = workers.run(lambda number: time.sleep(1) if number == 0 else number, tasks(), 2)
    assert next(outcomes).task == 0
    assert len(started) <= 64 + 2
    assert [one.task for one in outcomes] == [*range(1, 300)]


def test_a_bug_in_the_work_is_raised_with_the_workers_traceback():
    def broken_work(number):
        raise pickle.PicklingError(f"task {number}")

    with pytest.raises(RuntimeError, match=r"in broken_work(.|\n)*PicklingError: task 1"):
        list(workers.run(broken_work, [1]))


def test_a_task_is_not_blamed_for_a_process_that_earlier_ones_wore_out():
    done = []

    def work(number):
        done.append(number)  # in the worker: how much it has done
        if len(done) > 3:
            os._exit(1)
        return number

    assert [(one.result, one.lost) for one in workers.run(work, range(20), 2)] == [(n, None) for n in range(20)]


def test_a_worker_that_dies_between_two_tasks_costs_neither():
    def work(number):
        return os.getpid()

    results = []
    for outcome in workers.run(work, range(20), 1):
        assert outcome.lost is None
        results.append(outcome.result)
        if len(results) % 5 == 0:
            os.kill(outcome.result, signal.SIGKILL)
            time.sleep(0.05)
    assert len(results) == 20
    assert len(set(results)) >= 3


def test_large_results_and_tasks_pass():
    data = os.urandom(5 << 20)
    outcomes = workers.run(lambda task: task[::-1], [data, data[:100], data], 2)
    assert [one.result for one in outcomes] == [data[::-1], data[:100][::-1], data[::-1]]


def test_nothing_to_do_starts_no_process():
    assert list(workers.run(doubled, [])) == []


SCRIPT = """
import os, signal, sys, time
from shuangyong.office.intake import workers
def work(number):
    os.write(1, f"child {os.getpid()}\\n".encode())  # one write a line: several processes share the pipe
    time.sleep(float(sys.argv[2]) if number else 0)
    return number
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by whoever runs in the background
if sys.argv[1] == "idle":
    run = workers.run(work, [0, 0, 0, 0], 2, seconds=2)
    next(run)
    os.write(1, b"ready\\n")
    time.sleep(60)
for outcome in workers.run(work, [0, 0, 1, 1], 2, seconds=2):
    os.write(1, b"ready\\n")
"""


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def left_after(number, how, sleep, seconds):
    """Start a parent with workers, send it a signal, and return which children are alive after some seconds."""
    children = set()
    with subprocess.Popen([sys.executable, "-c", SCRIPT, how, str(sleep)], stdout=subprocess.PIPE, text=True) as parent:
        try:
            for line in parent.stdout:
                if line == "ready\n":
                    break
                children.add(int(line.removeprefix("child ")))
            time.sleep(0.3)
            parent.send_signal(number)
            parent.wait(300)
        finally:
            parent.kill()
    assert children
    deadline = time.monotonic() + seconds
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [pid for pid in children if alive(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return left


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("how", ["idle", "busy"])
def test_no_process_outlives_its_parent(number, how):
    """A busy one may finish its task, or is ended by its own alarm."""
    assert left_after(number, how, sleep=600, seconds=60) == []


def pickled(catalog):
    return pickle.loads(pickle.dumps(Examiner(catalog)))


EXTENSION = """
name = "某某区扩展"

[[column]]
kind = "hospital.recruit_exam"
id = "rounds"
label = "复检人数"
type = "measure"
unit = "人"
"""


@pytest.fixture
def catalogs(tmp_path):
    """What is installed, and the same with a column of the office's own."""
    (tmp_path / "扩展.toml").write_text(EXTENSION, encoding="utf-8")
    plain = installed()
    return plain, extended(plain, read_extension(tmp_path / "扩展.toml", plain).extension)


def test_an_examiner_sent_to_another_process_knows_the_extension_too(catalogs):
    for catalog in catalogs:
        sent = pickled(catalog).catalog
        kinds = {name: [field.id for field in kind.columns] for name, kind in catalog.kinds.items()}
        assert {name: [field.id for field in kind.columns] for name, kind in sent.kinds.items()} == kinds
        assert ("rounds" in kinds["hospital.recruit_exam"]) == (catalog is catalogs[1])


@pytest.mark.slow
def test_where_processes_are_spawned_the_same_comes_out(sent, monkeypatch, catalogs):
    """As on Windows and macOS: the worker loads the plugins itself."""
    data = [sent(code="H1"), sent(code="H2", qualified=999), b""]
    tasks = [(n, Task(Source(label=f"{n}.xlsx", data=each), "")) for n, each in enumerate(data)]
    for catalog in catalogs:
        forked = [one.result for one in workers.run(Examiner(catalog), tasks, 1)]
        with monkeypatch.context() as patch:
            patch.setattr(workers, "METHOD", "spawn")
            assert [one.result for one in workers.run(Examiner(catalog), tasks, 1)] == forked
        assert [one.sound for one in forked] == [True, False, False]


@pytest.mark.skipif(not workers.PIPE, reason="tasks are sent ahead on Linux only")
def test_large_answers_and_tasks_sent_ahead_do_not_wait_for_each_other():
    """Each task fills the pipe as far as it may, and each answer many times over."""
    task, answer = b"t" * (workers.PIPE * 3 // 4), b"a" * (4 << 20)
    outcomes = list(workers.run(lambda _: answer, [task] * 40, 2, small=lambda _: True))
    assert [outcome.result for outcome in outcomes] == [answer] * 40


def test_the_time_of_a_task_sent_ahead_begins_when_the_one_before_it_ends():
    def work(number):
        time.sleep(5)
        return number

    outcomes = list(workers.run(work, range(4), 2, seconds=9.5, small=lambda _: True))
    assert [outcome.result for outcome in outcomes] == [*range(4)]
