"""Every plugin that is installed keeps the contract; a new one is here as soon as it is installed."""

import pytest
from shuangyong.catalog import installed
from shuangyong.testing import OfferContract, PluginContract


class TestCore(OfferContract):
    plugin = "core"


@pytest.mark.parametrize("plugin", [plugin.name for plugin in installed().plugins if plugin.name != "core"])
class TestPlugin(PluginContract):
    @pytest.fixture(autouse=True)
    def _named(self, plugin, monkeypatch):
        monkeypatch.setattr(type(self), "plugin", plugin, raising=False)
