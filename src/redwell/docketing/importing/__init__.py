"""Court docket pages into a matter's own tables, and what their entries propose to record."""

from redwell.docketing.importing.into import import_docket, import_file, read
from redwell.docketing.importing.proposing import Proposed, proposals

__all__ = ["Proposed", "import_docket", "import_file", "proposals", "read"]
