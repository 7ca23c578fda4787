"""What plugin authors test with: the contract that every plugin keeps, to be inherited by a test class.

::

    from shuangyong.testing import PluginContract


    class TestContract(PluginContract):
        plugin = "port"

pytest runs it; nothing here imports pytest, and nothing here is imported by ``import shuangyong``.
"""

from .contract import OfferContract, PluginContract

__all__ = ["OfferContract", "PluginContract"]
