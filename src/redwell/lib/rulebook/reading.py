"""Reading the rulebook strictly: an unknown or missing key is an error that names its line."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

LIMIT = 2_000_000  # bytes; the largest packaged file has 60,000
UNITS = ("days", "weeks", "months", "years", "hours", "court_days", "business_days")
_PERIOD = re.compile(
    r"^(\d+) (day|week|month|year|hour|court_day|business_day)s?( after| before)?$"
)


class RulebookError(Exception):
    """A file of the rulebook cannot be used. `str()` is one sentence with the file and the line."""

    def __init__(self, file: str, line: int, what: str, fix: str) -> None:
        self.file, self.line, self.what, self.fix = file, line, what, fix
        super().__init__(f"{file}, line {line}: {what}; {fix}.")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time: `count` of `unit` (see `UNITS`), `after` or `before` its trigger."""

    count: int
    unit: str
    direction: str = "after"

    def __str__(self) -> str:
        unit = self.unit.replace("_", " ")
        return f"{self.count} {unit[:-1] if self.count == 1 else unit} {self.direction}"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the rulebook with its text, so that an error can name the line."""

    file: str
    text: str

    def error(self, mark: str, what: str, fix: str) -> RulebookError:
        """An error at the first line that holds `mark`, or at line 1 when no line does."""
        return RulebookError(self.file, self.line_of(mark), what, fix)

    def line_of(self, mark: str, after: int = 0, nth: int = 1) -> int:
        """The `nth` line below line `after` that holds `mark`; `after`, or 1, when none does.

        Lines that are comments only do not count.
        """
        lines = enumerate(_lines(self.text), 1) if mark else ()
        found = (n for n, text in lines if n > after and mark in text and text.lstrip()[:1] != "#")
        return next(islice(found, nth - 1, None), after or 1)


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    return text.splitlines()


def read(path: Path, name: str = "") -> tuple[dict[str, Any], Source]:
    """The tables of one TOML file and its source, called `name` (or as the file) in every error.

    Raises RulebookError for what cannot be opened, is larger than `LIMIT`, is not UTF-8 or not TOML.
    """
    name = name or path.name
    text = _text(path, name)
    try:
        return tomllib.loads(text), Source(name, text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        fix = "correct the TOML there (text in quotes, dates as 2026-11-02)"
        raise RulebookError(name, line, f"the file is not valid TOML: {error}", fix) from error
    except RecursionError as error:
        what = "its brackets lie too deep in one another"
        raise RulebookError(
            name, 1, what, "write lists and tables as the other files do"
        ) from error


def tables(path: Path, head: str, name: str = "") -> tuple[list[dict[str, Any]], Source]:
    """The tables under `[[head]]` of one file, which must hold nothing else, and its source."""
    values, source = read(path, name)
    fields = Fields(values, source, "the file")
    found = fields.tables(head)
    fields.done()
    return found, source


def _text(path: Path, name: str) -> str:
    try:
        size = path.stat().st_size
        if size > LIMIT:
            what = f"the file has {size:,} bytes and a file of the rulebook at most {LIMIT:,}"
            raise RulebookError(name, 1, what, "divide it")
        data = path.read_bytes()
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise RulebookError(name, 1, what, "let Redwell's account read it") from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"the byte {data[error.start]:#04x} is not UTF-8"
        raise RulebookError(name, line, what, "save the file as UTF-8") from error


class Fields:
    """Takes the keys of one table one by one and refuses the table when a key is left over."""

    def __init__(self, table: dict[str, Any], source: Source, name: str, line: int = 0) -> None:
        self.left, self.source, self.name, self.line = dict(table), source, name, line

    def error(self, key: str, what: str, fix: str) -> RulebookError:
        """An error at this table's line where it was told, else at its id, else at the key."""
        line = self.line
        if not line:
            marks = (f'id = "{self.name}"', f'"{self.name}"', key)
            mark = next((mark for mark in marks if mark in self.source.text), "")
            line = self.source.line_of(mark)
        return RulebookError(self.source.file, line, f"{self.name}: {what}", fix)

    def take(self, key: str, kind: type, default: Any = ...) -> Any:
        """The value of `key`, which must be a `kind`; without a default the key is required."""
        if key not in self.left:
            if default is ...:
                raise self.error(key, f'the key "{key}" is missing', f"add {key} to this table")
            return default
        value = self.left.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            wanted = {str: "text", int: "a whole number", date: "a date such as 2026-11-02"}
            fix = f"write {wanted.get(kind, kind.__name__)}"
            raise self.error(key, f'"{key}" is {value!r}', fix)
        return value

    def text(self, key: str, default: Any = ...) -> Any:
        return self.take(key, str, default)

    def flag(self, key: str) -> bool:
        return bool(self.take(key, bool, False))

    def day(self, key: str) -> date:
        value: date = self.take(key, date)
        return value

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts; one text alone stands for a list of one."""
        value = self.left.pop(key, default)
        if isinstance(value, str):
            value = [value]
        if value is None or not all(isinstance(item, str) for item in value):
            raise self.error(key, f'"{key}" must be a list of texts', f'write {key} = ["..."]')
        return tuple(value)

    def choice(self, key: str, allowed: Sequence[str], default: Any = ...) -> Any:
        value = self.text(key, default)
        if value is not None and value not in allowed:
            fix = f"use one of {', '.join(allowed)}"
            raise self.error(key, f'"{key}" is "{value}"', fix)
        return value

    def tables(self, key: str) -> list[dict[str, Any]]:
        value = self.left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f'"{key}" must be tables', f"write [[{key}]] above each")
        return value

    def table(self, key: str, name: str | None = None) -> "Fields | None":
        value = self.take(key, dict, None)
        return None if value is None else Fields(value, self.source, name or self.name)

    def period(self, key: str, default: Any = ...) -> Any:
        """A period written as `21 days after`, `16 court_days before` or `3 days`."""
        value = self.text(key, default)
        return value if value is None or value is default else self.as_period(key, value)

    def as_period(self, key: str, value: str) -> Period:
        found = _PERIOD.match(value)
        if not found:
            fix = 'write a number, a unit and a direction, such as "21 days after"'
            raise self.error(key, f'"{key}" is "{value}"', fix)
        return Period(int(found[1]), found[2] + "s", (found[3] or " after").strip())

    def done(self) -> None:
        """Raises RulebookError when a key is left that nobody took."""
        for key in self.left:
            fix = "remove it or correct its spelling (docs/rulebook.md lists the keys)"
            raise self.error(key, f'the key "{key}" is not known', fix)
