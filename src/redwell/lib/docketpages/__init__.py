"""Court docket pages as saved from PACER, as values and as JSON. See README.md for every field."""

from redwell.lib.docketpages.page import DocketPage
from redwell.lib.docketpages.reading import read, read_json
from redwell.lib.docketpages.refused import NotADocketPage
from redwell.lib.docketpages.shape import from_json, to_json

__all__ = ["DocketPage", "NotADocketPage", "from_json", "read", "read_json", "to_json"]
