"""Documents of a matter and their versions; each version points at one blob of the vault."""

from __future__ import annotations

from django.db import models

from redwell.core.vault import Blob
from redwell.matters.models import MatterRecord


class Document(MatterRecord):
    """A document, whatever its versions."""

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.title


class DocumentVersion(MatterRecord):
    """One state of a document, as it was received or saved."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)

    class Meta(MatterRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.document} v{self.number}"
