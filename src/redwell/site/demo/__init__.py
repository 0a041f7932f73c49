"""The demo firm: invented people and matters, six months of work relative to today.

Everything is entered through the actions that people use, so the demo shows what the product does
and nothing else.
"""

from redwell.site.demo.firm import PASSWORD, load

__all__ = ["PASSWORD", "load"]
