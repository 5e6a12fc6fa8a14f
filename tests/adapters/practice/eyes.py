"""The practice room's outside as people have it: they look at pages and press what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.async_api import Browser, Locator, Page, expect

from bot.chat import Answer, Button, Form, Link, Place, Popup, Reachable
from bot.text import Span, Style, Text, plain
from tests.adapters.practice.browsing import Visitors, ready
from tests.adapters.practice.rig import PracticeRig
from tests.platform_rig import Seen

LOOK = """(articles) => {
    const STYLES = {STRONG: "bold", EM: "italic", DEL: "struck", BLOCKQUOTE: "quote", A: "link"};
    const span = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return [node.data, "plain", ""];
        if (node.matches(".spoiler")) return [node.textContent, "spoiler", ""];
        const part = node.matches("details") ? node.querySelector("blockquote") : node;
        return [part.textContent, STYLES[part.tagName], part.getAttribute("href") ?? ""];
    };
    const button = (made) => [
        made.dataset.code ? made.textContent : made.textContent.replace(/ ↗$/, ""), made.dataset.code ?? "",
        made.getAttribute("href") ?? ""];
    const file = (link) => link && [link.getAttribute("download"), link.href];
    return articles.filter((article) => !article.matches(".deleted")).map((article) => ({
        id: article.dataset.id,
        by: article.dataset.by,
        text: [...article.querySelector(".text")?.childNodes ?? []].map(span),
        buttons: [...article.querySelectorAll(".buttons .row")].map((row) => [...row.children].map(button)),
        sign: article.querySelector(".sign")?.textContent ?? "",
        to: article.querySelector(".quoted")?.dataset.to ?? "",
        only: article.querySelector(".privately")?.textContent.includes("Only you see this") ?? false,
        file: file(article.querySelector("a.file, a.shown")),
        picture: (article.querySelector("a.shown img")?.naturalWidth ?? 0) > 0,
    }));
}"""
PICTURES = "(pictures) => Promise.all(pictures.map((picture) => picture.decode()))"


class Eyes(PracticeRig):
    """Does and sees everything through pages; only what the platform is asked to do still goes through the port."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        super().__init__(folder)
        self.visitors = Visitors(browser, self)
        self.pages: dict[str, Page] = {}
        self.answers: dict[str, list[Answer]] = {}

    async def close(self) -> None:
        await self.visitors.leave()
        await super().close()

    async def restart(self) -> None:
        await super().restart()
        for page in self.pages.values():
            await page.reload()
            await ready(page)

    async def page(self, person: str, where: Place | None = None) -> Page:
        """A person's page with the chat open and all that was sent until now in it."""
        if person not in self.pages:
            self.pages[person] = await self.visitors.tab(person)
        page = self.pages[person]
        chat = page.locator(f"[data-chat='{self.chat(where)}']")
        if await chat.get_attribute("aria-current") != "true":
            await chat.click()
            await expect(chat).to_have_attribute("aria-current", "true")
        await self._caught_up(page)
        return page

    async def _caught_up(self, page: Page) -> None:
        """Replies come after what was sent before them: a command menu that opens has let all the rest pass."""
        if await page.locator("dialog").count():
            return
        await page.locator("#text").fill("/")
        await expect(page.locator("#options li").first).to_be_visible()
        await page.locator("#text").fill("")
        await expect(page.locator("#commands")).not_to_be_visible()

    async def say(self, person: str, text: str, where: Place | None = None, reply_to: str = "") -> str:
        page = await self.page(person, where)
        if reply_to:
            await self._choose(page, reply_to, "Reply")
        mine = page.locator("article.mine")
        before = await mine.count()
        await self._send(page, text)
        await expect(mine).to_have_count(before + 1)
        return str(await mine.last.get_attribute("data-id"))

    async def edit(self, person: str, message: str, text: str) -> None:
        page = await self.page(person)
        await self._choose(page, message, "Edit")
        await self._send(page, text)
        await expect(self._article(page, message).locator(".text")).to_have_text(text)

    async def delete(self, person: str, message: str) -> None:
        page = await self.page(person)
        await self._choose(page, message, "Delete")
        await expect(self._article(page, message).locator(".was")).to_be_visible()

    async def press(self, person: str, message: str, code: str) -> None:
        page = await self.page(person)
        told = len(self.heard.all(Reachable))
        await self._article(page, message).locator(f"[data-code='{code}']").click()
        await expect(page.locator("[aria-busy='true']")).to_have_count(0)
        self.answers.setdefault(person, []).extend(await self._answers_on(page, told))

    async def _answers_on(self, page: Page, told: int) -> list[Answer]:
        """What has come up over the chat, or instead of it."""
        if await page.get_by_role("dialog").count():
            return [Form(await page.get_by_role("dialog").get_by_role("heading").inner_text(), "", ())]
        toast = page.locator(".toast")
        if await toast.count():
            shown = Popup(plain(await toast.locator(".text").inner_text()))
            await toast.get_by_role("button").click()
            return [shown]
        if "chat=%40" in page.url:
            opened = (await self.heard.times(Reachable, told + 1))[-1]
            return [Link(f"{self.address}#start={quote(opened.payload, safe='')}")]
        return []

    async def command(self, person: str, name: str, rest: str = "", reply_to: str = "") -> None:
        page = await self.page(person)
        if reply_to:
            await self._choose(page, reply_to, "Reply")
        await self._send(page, f"/{name} {rest}".strip())

    async def send_form(self, person: str, form: Form, values: dict[str, str]) -> None:
        dialog = self.pages[person].get_by_role("dialog", name=form.title)
        for field in form.fields:
            await dialog.get_by_label(field.label).fill(values[field.name])
        await dialog.get_by_role("button", name="Send").click()

    async def make_room(self, title: str) -> Place:
        page = await self.page(self.admin)
        await page.locator("#new-room").click()
        await page.get_by_label("Name of the group").fill(title)
        await page.get_by_role("button", name="Make the group").click()
        await expect(page.locator("#title")).to_have_text(title)
        chat = page.locator("#chats [aria-current='true']")
        return Place("practice", str(await chat.get_attribute("data-chat")))

    async def arrive(self, name: str) -> str:
        page = await self.page(self.admin)
        await page.locator("#add-person").click()
        await page.get_by_label("Name", exact=True).fill(name)
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.locator("#people .name").last).to_have_text(name)
        return str(await page.locator("#me option", has_text=name).get_attribute("value"))

    async def leave(self, person: str) -> None:
        page = await self.page(person)
        await page.locator("#chat-menu").click()
        await page.get_by_role("menuitem", name="Leave the group").click()

    async def open_private(self, person: str, payload: str = "") -> None:
        page = await self.page(person)
        if payload:
            await page.goto(self.platform.private_link(payload))
        else:
            await page.locator(f"[data-chat='@{person}']").click()
        await expect(page.locator("#subtitle")).to_contain_text("Private")

    async def close_private(self, person: str) -> None:
        page = await self.page(person, self.private(person))
        await page.locator("#chat-menu").click()
        await page.get_by_role("menuitem", name="Stop Tertulia here").click()
        await self._caught_up(page)

    async def seen(self, person: str, where: Place | None = None) -> list[Seen]:
        page = await self.page(person, where)
        pinned = await page.locator("#pinned button").get_attribute("data-to") if await self._has_pin(page) else ""
        await page.locator("#log a.shown img").evaluate_all(PICTURES)
        found: list[dict[str, Any]] = await page.locator("#log article").evaluate_all(LOOK)
        return [await self._seen_one(article, pinned == article["id"]) for article in found]

    async def _has_pin(self, page: Page) -> bool:
        return await page.locator("#pinned").is_visible()

    async def _seen_one(self, article: dict[str, Any], pinned: bool) -> Seen:
        text = Text.of(Span(part, Style(style), url) for part, style, url in article["text"])
        buttons = tuple(tuple(Button(label, code, url) for label, code, url in row) for row in article["buttons"])
        file = article["file"] and (article["file"][0], await self._fetched(article["file"][1]))
        sign, only, to = article["sign"], bool(article["only"]), article["to"]
        return Seen(article["id"], article["by"], text, buttons, sign, pinned, to, only, file, article["picture"])

    async def _fetched(self, address: str) -> bytes:
        async with self.session.get(address) as response:
            return await response.read()

    async def follow(self, person: str, link: str) -> str:
        page = await self.page(person)
        await page.goto(link)
        await expect(page.locator("article.found")).to_have_count(1)
        return str(await page.evaluate("document.activeElement.dataset.id"))

    async def shown(self, person: str) -> list[Answer]:
        page = await self.page(person)
        assert person in self.answers or await page.locator(".toast, dialog").count() == 0
        return self.answers.get(person, [])

    async def offered(self, person: str) -> list[str]:
        page = await self.page(person)
        await page.locator("#text").fill("/")
        await expect(page.locator("#options li").first).to_be_visible()
        names = await page.locator("#options li b").all_inner_texts()
        await page.locator("#text").fill("")
        return [name.removeprefix("/") for name in names]

    async def completed(self, person: str, command: str, parameter: str, typed: str) -> list[str] | None:
        """The page completes what has no fixed choices."""
        page = await self.page(person)
        await page.locator("#text").fill(f"/{command} {typed}")
        await expect(page.locator("#options li").first).to_be_visible()
        fits = await page.locator("#options li b").all_inner_texts()
        await page.locator("#text").fill("")
        return fits

    def _article(self, page: Page, message: str) -> Locator:
        return page.locator(f"article[data-id='{message}']")

    async def _choose(self, page: Page, message: str, what: str) -> None:
        await self._article(page, message).locator(".more").click()
        await page.get_by_role("menuitem", name=what, exact=True).click()

    async def _send(self, page: Page, text: str) -> None:
        await page.locator("#text").fill(text)
        await page.locator("#send").click()
        await expect(page.locator("#text")).to_have_value("")
