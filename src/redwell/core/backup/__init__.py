"""Backup and restore of a whole installation: database, vault and settings in one tar file.

Needs no Django, so that an empty machine can restore. ``create`` copies one moment of a running
installation; ``restore`` proves every byte before anything is put in place.
"""

from redwell.core.backup.archive import Damaged
from redwell.core.backup.installation import Installation
from redwell.core.backup.making import Report, create
from redwell.core.backup.restoring import restore

__all__ = ["Damaged", "Installation", "Report", "create", "restore"]
