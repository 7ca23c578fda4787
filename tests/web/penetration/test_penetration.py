"""The table is tried line by line, and written down as docs/安全.md."""

import os

import pytest

from . import (  # noqa: F401  each puts its lines into the table
    try_access,
    try_answers,
    try_forms,
    try_guessing,
    try_headers,
    try_injection,
    try_leaks,
    try_methods,
    try_paths,
    try_sessions,
    try_uploads,
)
from .attempts import ATTEMPTS, TOPICS
from .documenting import PATH, document


@pytest.mark.parametrize("id_", ATTEMPTS)
def test_attempt(id_, target, record_property):
    ATTEMPTS[id_].run(target)
    faults = [one.getMessage() for one in target.caplog.records if one.name == "shuangyong.web" and one.exc_info]
    target.held(not faults, faults)  # whatever is refused is refused on purpose
    record_property("tried", target.tried)
    record_property("refused", target.tried - len(target.through))
    assert target.tried
    assert not target.through


def test_every_topic_is_tried():
    assert {one[0] for one in ATTEMPTS} == {*TOPICS}


def test_the_table_is_the_one_in_the_docs():
    if os.environ.get("WRITE_DOCS"):
        PATH.write_text(document(), encoding="utf-8")
    assert PATH.read_text(encoding="utf-8") == document(), "run this test with WRITE_DOCS=1"
