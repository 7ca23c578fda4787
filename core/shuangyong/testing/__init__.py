"""What plugin authors test with: the contract that every plugin keeps, to be inherited by a test class.

::

    from shuangyong.testing import PluginContract


    class TestContract(PluginContract):
        plugin = "port"

The methods are plain assertions, so any test runner that collects classes named ``Test…`` will do; nothing here is
imported by ``import shuangyong``.
"""

from .contract import OfferContract, PluginContract

__all__ = ["OfferContract", "PluginContract"]
