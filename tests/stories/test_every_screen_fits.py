"""Every screen on a phone, written from right to left, and on paper: nothing is cut off."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
# The product's languages run from left to right, so the page is turned before it is painted.
TURN = """
new MutationObserver(() => {
  const root = document.documentElement;
  if (root && root.dir !== "rtl") Object.assign(root, {dir: "rtl", lang: "ar"});
}).observe(document, {childList: true, subtree: true, attributes: true});
"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What stands outside the page's edges without a box of its own to scroll in, and is not hidden.
BEYOND = """() => {
  const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll("main *, header *")].filter((element) => {
    if (!element.checkVisibility() || element.closest(".vh, .tabs, .scroll, .menu")) return false;
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > wide + 1 || box.left < -1);
  }).map((element) => element.outerHTML.slice(0, 120));
}"""
ON_SCREEN_ONLY = ".rail, .top, .tabs, .filters, .pager, .form-actions, .toasts, .skip, [data-print]"
# Letters too light for paper, and words wider than their own box.
PALE = """() => {
  const pale = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map(Number);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140;
  };
  return [...document.querySelectorAll("body *")].filter((element) =>
    element.checkVisibility() && element.closest(".vh") === null &&
    [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) &&
    pale(getComputedStyle(element).color)
  ).map((element) => element.outerHTML.slice(0, 120));
}"""
DARK_GROUND = """() => [...document.querySelectorAll("html, body, body *")].filter((element) => {
  const ground = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
  return element.checkVisibility() && ground[3] !== 0 && ground[0] + ground[1] + ground[2] < 600
    && element.getBoundingClientRect().width > 4;
}).map((element) => element.outerHTML.slice(0, 120))"""
CUT = """() => [...document.querySelectorAll("main *")].filter((element) => {
  const style = getComputedStyle(element);
  return element.checkVisibility() && style.overflowX !== "visible" && !element.closest(".vh")
    && !element.matches("input, select, textarea")
    && element.scrollWidth > element.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("direction", "width"), [("ltr", 390), ("rtl", 1280), ("rtl", 390)])
def test_no_screen_is_wider_than_the_glass(walk, window, direction, width):
    found = []
    for page, address in walk(width=width, script=TURN if direction == "rtl" else ""):
        assert page.evaluate("getComputedStyle(document.documentElement).direction") == direction
        wide = page.evaluate(TOO_WIDE)
        if wide > 0:
            found.append(f"{address}: {wide}px wider than the screen")
        found += [f"{address}: beyond the edge: {html}" for html in page.evaluate(BEYOND)]
    assert found == []
    assert window.errors == []


def test_on_paper_there_is_black_on_white_and_nothing_to_press(walk, window):
    found = []
    # A letter page less its margins, for somebody who works in the dark.
    for page, address in walk(width=700, scheme="dark", media="print"):
        shown = page.locator(ON_SCREEN_ONLY).locator("visible=true")
        found += [
            f"{address}: printed: {html[:100]}"
            for html in shown.evaluate_all("all => all.map((e) => e.outerHTML)")
        ]
        for name, check in (("pale", PALE), ("dark ground", DARK_GROUND), ("cut off", CUT)):
            found += [f"{address}: {name}: {html}" for html in page.evaluate(check)]
        if page.evaluate(TOO_WIDE) > 0:
            found.append(f"{address}: wider than the paper")
    assert found == []
    assert window.errors == []
