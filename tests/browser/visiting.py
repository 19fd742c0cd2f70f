"""A visit: a page opened once in Chromium, and all that was seen of it, at each width."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Response

from .kinds import WIDTHS

_HERE = Path(__file__).parent
PAGE = (_HERE / "page.js").read_text("utf-8")
LAYOUT = (_HERE / "layout.js").read_text("utf-8")
_HEIGHT = 800


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen: the page itself, its layout by width, what it told, loaded and failed to."""

    status: int
    page: dict[str, Any]
    layouts: dict[int, dict[str, Any]]
    told: tuple[str, ...]
    loaded: tuple[str, ...]
    failed: tuple[str, ...]


@dataclass
class Watch:
    """Keeps what a page tells and asks for while it is open.

    It has no slots: playwright writes its wrapper of a listener beside the listener.
    """

    told: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    expected: int = 200

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("dialog", self._dismiss)
        page.on("requestfailed", lambda request: self.failed.append(request.url))
        page.on("response", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        """Keep a message; Chromium also tells the status of a page that rightly is no 200."""
        if f"the server responded with a status of {self.expected} " not in message.text:
            self.told.append(f"{message.type}: {message.text}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, response: Response) -> None:
        self.loaded.append(response.url)
        if response.status >= 400 and response.status != self.expected:
            self.failed.append(f"{response.status} {response.url}")


@contextmanager
def opened(browser: Browser, address: str, **context: Any) -> Iterator[tuple[Page, int, Watch]]:
    """Yield a page in a context of its own, its status, and what watches over it."""
    expected = context.pop("expected", 200)
    context.setdefault("viewport", {"width": WIDTHS[0], "height": _HEIGHT})
    context.setdefault("reduced_motion", "reduce")  # a focus that is scrolled to is there at once
    own = browser.new_context(**context)
    watch = Watch(expected=expected)
    try:
        page = own.new_page()
        page.set_default_timeout(20_000)
        watch.over(page)
        response = page.goto(address, wait_until="load")
        yield page, response.status if response else 0, watch
    finally:
        own.close()


def visit(browser: Browser, address: str, expected: int = 200) -> Visit:
    """Return what is seen of a page that is loaded once and looked at from phone to wide screen."""
    with opened(browser, address, expected=expected) as (page, status, watch):
        layouts = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": _HEIGHT})
            layouts[width] = page.evaluate(LAYOUT)
        seen = page.evaluate(PAGE)
        told, loaded, failed = tuple(watch.told), tuple(watch.loaded), tuple(watch.failed)
    return Visit(status, seen, layouts, told, loaded, failed)
