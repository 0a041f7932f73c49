"""A stranger's file may hang, crash, swell or lie: it costs itself and nothing else."""

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redwell.core.supervised import Code, Expansion, Limits, Supervisor, SupervisorFault, guards

sys.path.insert(0, str(Path(__file__).parent))

SHORT = Limits(
    wall_seconds=1.0,
    wall_seconds_per_megabyte=0.5,
    memory_bytes=400 << 20,
    input_bytes=8 << 20,
    output_bytes=1 << 20,
    written_bytes=64 << 20,
    expansion=Expansion(total_bytes=8 << 20),
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Supervisor]:
    with Supervisor("bad_readers:read", limits=SHORT) as supervisor:
        yield supervisor


def code(reader: Supervisor, data: str | bytes) -> Code | None:
    outcome = reader.run(data if isinstance(data, bytes) else data.encode())
    if outcome.refusal is not None:
        assert outcome.value is None
        assert outcome.refusal.sentence.endswith(".")
    return outcome.refusal.code if outcome.refusal else None


def test_a_good_file_is_read_with_its_options(reader: Supervisor) -> None:
    outcome = reader.run(b"good news", {"court": "nysd"})
    assert outcome.ok
    assert outcome.value == {"read": "news", "options": {"court": "nysd"}}
    assert outcome.attempts == 1


def test_one_child_reads_many_files_from_a_scratch_folder(reader: Supervisor) -> None:
    first, second = reader.run(b"who ").value, reader.run(b"who ").value
    assert first == second
    assert first["cwd"] != os.getcwd()


@pytest.mark.parametrize(
    ("poison", "expected"),
    [
        ("hang ", Code.TIMEOUT),
        ("regex ", Code.TIMEOUT),
        ("hog ", Code.MEMORY),
        ("segfault ", Code.CRASH),
        ("exit ", Code.CRASH),
        ("raise ", Code.CRASH),
        ("answer 3000000", Code.TOO_LARGE),
        ("recurse ", Code.BOMB),
        ("fill 60", Code.BOMB),
        ("one_huge_file 80", Code.BOMB),
        ("fork ", Code.CRASH),
        ("", Code.EMPTY),
    ],
)
def test_a_poison_file_is_refused_and_the_next_good_file_is_read(
    reader: Supervisor, poison: str, expected: Code
) -> None:
    assert code(reader, poison) is expected
    after = reader.run(b"good news")
    assert after.ok
    assert after.attempts == 1


def test_a_crash_is_tried_once_more_and_no_oftener(reader: Supervisor) -> None:
    outcome = reader.run(b"segfault ")
    assert outcome.attempts == 2


def test_an_unforeseen_error_tells_the_engineer_where_it_was(reader: Supervisor) -> None:
    refusal = reader.run(b"raise ").refusal
    assert refusal is not None
    assert "a bug in the reader" in refusal.detail
    assert "KeyError" not in refusal.sentence


def test_a_reader_that_refuses_a_file_is_heard_word_for_word(reader: Supervisor) -> None:
    outcome = reader.run(b"refuse ")
    assert outcome.refusal is not None
    assert outcome.refusal.code is Code.UNSUPPORTED
    assert outcome.refusal.sentence == "This is no file of mine. Save another."
    assert outcome.refusal.kept == "the first line"
    assert outcome.attempts == 1


def test_a_file_beyond_the_size_limit_is_never_given_to_the_reader(reader: Supervisor) -> None:
    outcome = reader.run(b"x" * ((8 << 20) + 1))
    assert outcome.refusal is not None
    assert outcome.refusal.code is Code.TOO_LARGE
    assert outcome.attempts == 0


def test_a_large_file_within_the_limit_arrives_whole(reader: Supervisor) -> None:
    assert reader.run(b"bytes " + b"y" * (6 << 20)).value == 6 << 20


def test_a_reader_that_floods_its_output_disturbs_nobody(reader: Supervisor) -> None:
    assert reader.run(b"print ").value == "done"


def test_a_file_that_kills_the_reader_later_is_not_charged_to_its_neighbour() -> None:
    with Supervisor("bad_readers:read", limits=SHORT) as reader:
        assert reader.run(b"poison_next ").ok
        neighbour = reader.run(b"slow 0.1")
        assert neighbour.value == "finished"
        assert neighbour.attempts == 2


def test_memory_that_earlier_files_left_behind_is_not_charged_to_the_next() -> None:
    with Supervisor("bad_readers:read", limits=SHORT) as reader:
        assert reader.run(b"leak 200").value == 1
        later = reader.run(b"leak 200")
        assert later.value == 1
        assert later.attempts == 2


def test_a_child_is_replaced_after_the_agreed_number_of_files() -> None:
    with Supervisor("bad_readers:read", limits=Limits(files_per_child=2)) as reader:
        folders = [reader.run(b"who ").value["cwd"] for _ in range(5)]
    assert folders[0] == folders[1]
    assert len(set(folders)) == 3


def test_closing_leaves_no_process_and_no_scratch_folder() -> None:
    with Supervisor("bad_readers:read", limits=SHORT) as reader:
        folder = Path(reader.run(b"who ").value["cwd"])
        assert folder.is_dir()
    assert not folder.exists()


def test_what_a_file_leaves_in_scratch_is_gone_before_the_next(reader: Supervisor) -> None:
    assert reader.run(b"write note.txt").value == ["note.txt"]
    assert reader.run(b"who ").value["scratch"] == []


def test_a_reader_may_not_write_or_remove_outside_its_scratch_folder(
    reader: Supervisor, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keep me")
    assert code(reader, f"write {precious}") is Code.CRASH
    assert code(reader, f"remove {precious}") is Code.CRASH
    assert precious.read_text() == "keep me"


def test_native_code_may_not_write_outside_scratch_either(
    reader: Supervisor, tmp_path: Path
) -> None:
    if "landlock" not in reader.guarded:
        pytest.skip(f"this kernel does not confine writes; in force: {reader.guarded}")
    target = tmp_path / "planted"
    assert reader.run(f"native_write {target}".encode()).value != 0
    assert not target.exists()
    assert reader.run(b"native_write inside").value == 0


def test_a_reader_may_not_reach_the_network(reader: Supervisor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert code(reader, f"network {port}") is Code.CRASH
        if "namespaces" not in reader.guarded:
            pytest.skip(f"no private network here; in force: {reader.guarded}")
        assert reader.run(f"native_network {port}".encode()).value != 0


def _named(mark: str) -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found += [entry.name] if (entry / "comm").read_text().strip() == mark else []
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def test_grandchildren_that_leave_the_group_end_with_the_child() -> None:
    mark = f"stray{os.getpid()}"[:15]
    with Supervisor("bad_readers:read", limits=SHORT) as reader:
        outcome = reader.run(f"native_fork {mark}".encode())
        if "namespaces" not in reader.guarded:
            pytest.skip(f"no private processes here; in force: {reader.guarded}")
        assert outcome.ok
    deadline = time.monotonic() + 5
    while _named(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _named(mark) == []


def test_a_machine_that_permits_no_namespaces_is_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(flags: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "unshare", refuse)
    assert guards.enter_namespaces() == "limits"


def test_a_fork_bomb_is_over_when_its_time_is_over(reader: Supervisor) -> None:
    assert code(reader, "forkbomb ") in (Code.TIMEOUT, Code.CRASH, None)
    assert reader.run(b"good news").ok


def test_the_expansion_limits_reach_a_reader_that_unpacks_in_memory() -> None:
    with Supervisor("bad_readers:read", limits=SHORT, tell_expansion=True) as reader:
        told = reader.run(b"good news").value["options"]["expansion"]
    assert told == {"ratio": 200, "total_bytes": 8 << 20, "depth": 30, "children": 1_000_000}


def test_a_reader_that_does_not_exist_is_a_fault_of_the_house_not_of_the_file() -> None:
    with (
        Supervisor("bad_readers:nobody") as reader,
        pytest.raises(SupervisorFault, match="nobody"),
    ):
        reader.run(b"good news")


def test_two_threads_share_one_reader_without_mixing_answers(reader: Supervisor) -> None:
    answers: dict[int, object] = {}

    def ask(number: int) -> None:
        answers[number] = reader.run(f"good {number}".encode()).value["read"]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: str(n) for n in range(8)}


def test_time_grows_with_the_file_up_to_a_hard_cap() -> None:
    limits = Limits()
    assert limits.seconds_for(0) == 30
    assert limits.seconds_for(10 << 20) == 50
    assert limits.seconds_for(5 << 30) == limits.wall_seconds_cap
