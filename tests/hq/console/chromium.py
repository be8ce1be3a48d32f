"""Debian's Chromium, driven by Playwright, looking at a console that is served for real."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

#: A loaded machine is slow; what never comes fails all the same.
PATIENCE_MS = 40_000
expect.set_options(timeout=PATIENCE_MS)
DESKTOP, PHONE = (1366, 768), (390, 844)
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-dev-shm-usage",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """One Chromium process. $CHROMIUM_PICTURES keeps pictures (see `picture`)."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        try:
            yield found
        finally:
            found.close()


@contextmanager
def window(
    browser: Browser, size: tuple[int, int], language: str = "zh-CN", scheme: str = "light", *, refused: int = 0
) -> Iterator[Page]:
    """A window without anything kept from before; fails on scripts' errors and missing files.

    `refused`: how many pages shall not be found, which the browser complains of, too.
    """
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale=language, color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=size == PHONE, is_mobile=size == PHONE,
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    try:
        yield page
    finally:
        context.close()
    missing = [text for text in errors if "status of 404" in text]
    if len(missing) != refused or len(errors) != refused:
        raise AssertionError(f"the page complained: {errors}")


def picture(page: Page, name: str) -> None:
    """Keeps a picture of the whole page when somebody wants to look at it."""
    folder = os.environ.get("CHROMIUM_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def fits(page: Page) -> bool:
    """Nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
