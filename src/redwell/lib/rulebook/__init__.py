"""The rulebook: law as versioned, cited, tested data."""

from .book import Rulebook, load
from .calendars import Calendar
from .courts import Court
from .events import Event
from .reading import RulebookError
from .rules import Rule

__all__ = ["Calendar", "Court", "Event", "Rule", "Rulebook", "RulebookError", "load"]
