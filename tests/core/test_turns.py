"""Whoever asked first writes first."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError

from redwell.core.sqlite3.base import _turn


def test_the_second_waits_until_the_first_has_had_its_turn(tmp_path):
    order: list[str] = []
    inside = threading.Event()

    def first() -> None:
        with _turn(str(tmp_path)):
            inside.set()
            time.sleep(0.05)
            order.append("first")

    one = threading.Thread(target=first)
    one.start()
    inside.wait()
    with _turn(str(tmp_path)):
        order.append("second")
    one.join()
    assert order == ["first", "second"]


def test_a_turn_that_ended_in_a_fault_is_over(tmp_path):
    with pytest.raises(OperationalError), _turn(str(tmp_path)):
        raise OperationalError("database is locked")
    with _turn(str(tmp_path)):
        pass


def test_a_database_without_a_folder_has_no_queue(tmp_path):
    with _turn(""):
        pass
    with _turn(str(tmp_path / "moved away")):
        pass
