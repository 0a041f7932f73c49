"""Every screen, in light, in dark and on a phone: axe finds nothing, the console says nothing."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

pytestmark = pytest.mark.browser
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(window, walk, scheme, width):
    found = []
    for page, address in walk(scheme=scheme, width=width):
        page.wait_for_timeout(100)
        page.evaluate(AXE)
        result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        found += [
            f"{address}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]
        ]
    assert found == []
    assert window.errors == []
