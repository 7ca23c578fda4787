"""What the guide promises plugin authors about the hooks of later versions."""

import re
import warnings

import attrs
import pluggy
import pytest
from shuangyong import hooks, offers
from shuangyong.catalog import discover, load
from shuangyong.loading import RETURNS


def records():
    return [cls for answers in RETURNS.values() for cls in answers if attrs.has(cls)]


@pytest.mark.parametrize("record", records())
def test_records_are_written_with_keywords_so_that_fields_may_be_added(record):
    assert all(field.kw_only for field in attrs.fields(record))
    with pytest.raises(TypeError, match="positional"):
        record("anything")


def test_every_hook_answers_with_records_of_the_core():
    own = {cls.__module__ for cls in records()} - {offers.__name__}
    assert all(name.startswith(f"{hooks.PROJECT}.model.") for name in own), own


def test_a_hook_that_will_go_says_so_and_still_works(monkeypatch):
    going = pluggy.HookspecMarker(hooks.PROJECT)(
        lambda: None, warn_on_impl=DeprecationWarning("renderers goes with 0.3")
    )
    monkeypatch.setattr(hooks, "renderers", going)
    with pytest.warns(DeprecationWarning, match=re.escape("renderers goes with 0.3")):
        catalog = load(entry for entry in discover() if entry.name == "core")
    assert catalog.plugins[0].broken is None
    assert catalog.renderer("docx").format == "docx"


def test_no_hook_is_going_now():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert all(plugin.broken is None for plugin in load(discover()).plugins)
