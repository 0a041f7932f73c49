"""Court docket pages into a matter's own tables, and what their entries propose to record."""

from redwell.docketing.importing.files import import_file, open_with_docket
from redwell.docketing.importing.into import import_docket
from redwell.docketing.importing.planning import plan_import
from redwell.docketing.importing.proposing import Proposed, proposals
from redwell.docketing.importing.reading import read

__all__ = [
    "Proposed",
    "import_docket",
    "import_file",
    "open_with_docket",
    "plan_import",
    "proposals",
    "read",
]
