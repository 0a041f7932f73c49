"""Fixtures every test may use. Real material lies in ../shared and is read, never copied."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cast import Cast

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public samples and cases beside the project; skips, saying why, where absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared samples are not beside this checkout ({SHARED} is missing)")
    return SHARED


@pytest.fixture
def cast(db: None) -> "Cast":
    """The firm, its people and two matters (see cast.py)."""
    from cast import assemble

    return assemble()
