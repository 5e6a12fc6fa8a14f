"""Real people at real pages: headless Chromium tabs of the practice room, each of which must stay on this machine."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Route, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": {"width": 1200, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}


def program() -> str:
    """Find the system's Chromium; skips without one, and fails where the tests are to be complete."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("CI drives the practice room in a real browser, and Chromium is not installed")
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    executable = program()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        await browser.close()


class Open(Protocol):
    """A practice room at an address that ends with a slash."""

    @property
    def address(self) -> str: ...


class Visitors:
    """Opens tabs; `asked` holds what they wanted from elsewhere, `complaints` what their consoles said."""

    def __init__(self, browser: Browser, room: Open) -> None:
        self._browser = browser
        self._room = room
        self._contexts: list[BrowserContext] = []
        self.asked: list[str] = []
        self.complaints: list[str] = []

    async def tab(self, person: str, chat: str = "", **context: Any) -> Page:
        """Open a tab as a person, in a browser of their own; returns when their chat is there."""
        given = {
            "locale": "en-GB",
            "timezone_id": "Europe/London",
            "viewport": {"width": 1200, "height": 800},
            **context,
        }
        page = await (await self.context(**given)).new_page()
        await page.goto(f"{self._room.address}#as={person}" + (f"&chat={chat}" if chat else ""))
        await ready(page)
        return page

    async def context(self, **given: Any) -> BrowserContext:
        context = await self._browser.new_context(**given)
        self._contexts.append(context)
        context.set_default_timeout(5000)
        await context.route("**/*", self._gate)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        return context

    async def leave(self) -> None:
        for context in self._contexts:
            await context.close()
        assert self.asked == []
        assert self.complaints == []

    async def _gate(self, route: Route) -> None:
        if re.match(r"(http|ws)://(127\.0\.0\.1|localhost):\d+/", route.request.url):
            await route.continue_()
        else:
            self.asked.append(route.request.url)
            await route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        away = "ERR_CONNECTION_REFUSED" in message.text or "WebSocket connection" in message.text
        if message.type in ("error", "warning") and not away:
            self.complaints.append(message.text)


async def ready(page: Page) -> None:
    await page.locator("#log > *").first.wait_for()


async def write(page: Page, text: str) -> Locator:
    """Write a message as people do and wait until it is in the chat."""
    await page.locator("#text").fill(text)
    await page.locator("#text").press("Enter")
    mine = page.locator("article.mine .text").filter(has_text=text).last
    await mine.wait_for()
    return mine


async def height(part: Locator) -> float:
    found: float = await part.evaluate("(part) => part.getBoundingClientRect().height")
    return found


async def colours(page: Page) -> dict[str, tuple[int, int, int]]:
    """The page's named colours as they come out on the screen."""
    found: dict[str, tuple[int, int, int]] = await page.evaluate(
        """() => {
            const names = [...document.styleSheets[0].cssRules[0].style].filter((name) => name.startsWith("--"));
            const probe = document.body.appendChild(document.createElement("i"));
            const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
            return Object.fromEntries(names.map((name) => {
                probe.style.color = `var(${name})`;
                canvas.fillStyle = getComputedStyle(probe).color;
                canvas.fillRect(0, 0, 1, 1);
                return [name.slice(2), [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)];
            }));
        }"""
    )
    return found


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of WCAG 2.2, 1.4.3."""
    less, more = sorted((_light(one), _light(other)))
    return (more + 0.05) / (less + 0.05)


def _light(colour: tuple[int, int, int]) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
