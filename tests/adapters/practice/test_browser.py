"""The page in a real Chromium: what people see, press and type, on a desk, on a phone and by keyboard alone."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Page, expect

from bot.chat import (
    NOTHING,
    Answer,
    Button,
    ClockAsked,
    CommandTyped,
    CommandUsed,
    Delete,
    Edit,
    Event,
    Field,
    Form,
    FormSent,
    Link,
    Pin,
    Popup,
    Pressed,
    Private,
    Reachable,
    React,
    Said,
    Say,
    SendFile,
)
from bot.text import bold, italic, link, plain, quote, spoiler, struck
from tests.adapters.practice.browsing import PHONE, Visitors, chromium, colours, contrast, height, ready, write
from tests.adapters.practice.rig import PracticeRig
from tests.platform_contract import NASTY, key

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

TASK = ((Button("Help me start", "1:1"), Button("🔒 For me", "1:2")), (Button("Join", "1:3"),))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def rig(tmp_path: Path) -> AsyncIterator[PracticeRig]:
    rig = PracticeRig(tmp_path)
    await rig.start()
    yield rig
    await rig.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visitors(browser: Browser, rig: PracticeRig) -> AsyncIterator[Visitors]:
    visitors = Visitors(browser, rig)
    yield visitors
    await visitors.leave()


async def post(rig: PracticeRig, text: str = "Write a sentence with el pan, la sal.") -> str:
    return await rig.platform.deliver(Say(rig.room, plain(text), TASK), key())


async def test_the_way_to_a_task_leads_back_to_it_and_marks_it(rig: PracticeRig, visitors: Visitors) -> None:
    """On a phone, by keyboard alone: the task stands further back than the page shown at first."""
    task = await post(rig, "\n".join(f"una línea de la tarea, la {number}.ª" for number in range(30)))
    for number in range(130):
        await rig.say(rig.ben, f"frase {number}")
    way = rig.platform.message_link(rig.room, task)
    await rig.open_private(rig.ana)
    reminder = Say(rig.private(rig.ana), plain("Still open until 20:00."), ((Button("Go there", url=way),),))
    await rig.platform.deliver(reminder, key())
    ana = await visitors.tab("ana", "@ana", **PHONE)

    await ana.get_by_role("link", name="Go there").focus()
    await ana.keyboard.press("Enter")
    found = ana.locator(f"article[data-id='{task}']")
    await expect(found).to_be_focused()
    await expect(found).to_have_class(re.compile("found"))
    await expect(found.locator(".who")).to_be_in_viewport(ratio=1)
    await expect(ana.locator("#title")).to_have_text("Tuesday A2")
    assert await ana.evaluate("document.documentElement.scrollWidth") <= 360


async def test_an_address_opens_the_room_at_a_message(rig: PracticeRig, visitors: Visitors) -> None:
    task = await post(rig)
    for number in range(40):
        await rig.say(rig.ben, f"frase {number}")
    ana = await visitors.tab("ana", f"{rig.room.id}&message={task}")
    await expect(ana.locator(f"article[data-id='{task}']")).to_be_focused()
    assert "message=" not in ana.url, "coming back, one is where one was last"

    await ana.goto(f"{rig.address}#as=ben&chat={rig.room.id}&message={task}")
    await expect(ana.locator("#me")).to_have_value("ben")
    await expect(ana.locator(f"article[data-id='{task}']")).to_be_focused()


async def test_a_message_that_is_gone_is_told(rig: PracticeRig, visitors: Visitors) -> None:
    task = await post(rig)
    await rig.platform.deliver(Delete(rig.room, task), key())
    ana = await visitors.tab("ana")
    await ana.goto(rig.platform.message_link(rig.room, task))
    await expect(ana.locator(".toast", has_text="This is no longer there.")).to_be_visible()

    await ana.goto(f"{rig.address}#chat=room-99&message=1")
    await expect(ana.locator(".toast", has_text="This chat is not here any more.")).to_be_visible()
    await expect(ana.locator("#title")).to_have_text("Tuesday A2")


async def test_a_class_talks(rig: PracticeRig, visitors: Visitors) -> None:
    ana, ben = await visitors.tab("ana"), await visitors.tab("ben")
    task = await post(rig)
    await expect(ana.locator("article.bot .tag")).to_have_text("bot")
    await ana.locator("article.bot").hover()
    await ana.locator("article.bot .more").click()
    await ana.get_by_role("menuitem", name="Reply").click()
    await expect(ana.locator("#context-what")).to_have_text("Reply to Tertulia")
    await write(ana, "Compro pan y sal.")

    theirs = ben.locator("article", has_text="Compro pan y sal.")
    await expect(theirs.locator(".who")).to_have_text("Ana")
    await expect(theirs.locator(".quoted")).to_contain_text("Write a sentence")
    await theirs.locator(".quoted").click()
    await expect(ben.locator(f"article[data-id='{task}']")).to_be_focused()
    assert (await rig.heard.one(Said)).reply_chain == (task,)

    await rig.platform.deliver(React(rig.room, (await rig.heard.one(Said)).message, ("✍",)), key())
    await rig.platform.deliver(Edit(rig.room, task, plain("1 has written"), TASK), key())
    await rig.platform.deliver(Pin(rig.room, task), key())
    await expect(ben.get_by_role("img", name="Tertulia’s sign: ✍")).to_be_visible()
    await expect(ben.locator("article.bot .text")).to_have_text("1 has written")
    await expect(ben.locator("#pinned")).to_contain_text("1 has written")


async def test_own_messages_are_edited_and_deleted(rig: PracticeRig, visitors: Visitors) -> None:
    ana, ben = await visitors.tab("ana"), await visitors.tab("ben")
    await write(ana, "Yo fui")
    await expect(ben.locator("article .text")).to_have_text("Yo fui")
    await ben.locator("article .more").click()
    await expect(ben.get_by_role("menuitem")).to_have_text(["Reply", "Correct", "Forward", "Copy the text"])
    await ben.keyboard.press("Escape")
    await expect(ben.locator("article .more")).to_be_focused()

    await ana.locator("article .more").click()
    await ana.get_by_role("menuitem", name="Edit").click()
    await expect(ana.locator("#text")).to_have_value("Yo fui")
    await write(ana, "Yo iba")
    await expect(ben.locator("article .text")).to_have_text("Yo iba")
    await expect(ben.locator("article .meta")).to_contain_text("edited")

    await ana.locator("article .more").click()
    await ana.get_by_role("menuitem", name="Delete").click()
    await expect(ben.locator("article.deleted .was")).to_have_text("This message was deleted.")
    assert "iba" not in await ben.content()


async def test_each_tab_is_its_own_person_and_sees_only_theirs(rig: PracticeRig, visitors: Visitors) -> None:
    context = await visitors.context(locale="en-GB")
    ana, ben = await context.new_page(), await context.new_page()
    for page, person in ((ana, "ana"), (ben, "ben")):
        await page.goto(f"{rig.address}#as={person}")
        await ready(page)
    await rig.platform.deliver(Say(rig.room, plain("only Ana knows"), only_for="ana"), key())
    await rig.platform.deliver(Say(rig.private("ana"), plain("a private word"), ()), key())
    await rig.platform.deliver(Say(rig.room, plain("for all")), key())

    await expect(ana.locator("article.only-you .privately")).to_contain_text("Only you see this")
    await expect(ana.locator("[data-chat='@ana'] .badge")).to_have_text("1")
    await expect(ben.locator("article")).to_have_count(1)
    await expect(ben.locator("article .text")).to_have_text("for all")
    assert "only Ana" not in await ben.content()

    await ana.reload()
    await ready(ana)
    await expect(ana.locator("#me")).to_have_value("ana")
    await expect(ana.locator("article.only-you")).to_have_count(1)


async def test_who_i_am_can_be_switched(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    await rig.platform.deliver(Say(rig.room, plain("psst"), only_for="ana"), key())
    await expect(page.locator("article.only-you")).to_have_count(1)
    await page.locator("#text").fill("half a thought of Ana")

    await page.get_by_label("I am").select_option(label="Ben")
    await expect(page.locator("article")).to_have_count(0)
    await expect(page.locator("#text")).to_have_value("")
    await write(page, "Soy Ben")
    assert (await rig.heard.one(Said)).by.user == "ben"
    assert "as=ben" in page.url


@pytest.mark.slow
async def test_another_person_opens_in_a_new_tab(visitors: Visitors) -> None:
    page = await visitors.tab("marta")
    async with page.context.expect_page() as opened:
        await page.get_by_label("Open Ben in a new tab").click()
    other = await opened.value
    await ready(other)

    await expect(other.locator("#me")).to_have_value("ben")
    await expect(page.locator("#me")).to_have_value("marta")


async def test_nothing_typed_or_posted_comes_alive(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script> javascript:alert(3) " + NASTY
    await write(page, "<b>hola</b>")
    await rig.platform.deliver(Say(rig.room, bold(evil) + link("bad", "javascript:alert(1)"), TASK[:1]), key())
    await rig.platform.deliver(Say(rig.room, plain("a"), ((Button("<i>x</i>", "1:1"),),)), key())

    await expect(page.locator("article.mine .text")).to_have_text("<b>hola</b>")
    shown = page.locator("article.bot .text").first
    assert await shown.locator("strong").evaluate("(part) => part.textContent") == evil
    assert await page.locator("#log :is(img[src='x'], script, a[href^='javascript'])").count() == 0
    await expect(page.locator(".button").last).to_have_text("<i>x</i>")


@pytest.mark.slow
async def test_styles_are_seen(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    long = "Una frase larga que ayuda. " * 20
    text = bold("b ") + italic("i ") + struck("fui") + plain("\n") + quote("corta") + plain("\n") + quote(long)
    text += plain("\n") + spoiler("oculto") + plain(" ") + link("web", "https://example.org/?a=1&b=2")
    await rig.platform.deliver(Say(rig.room, text), key())

    shown = page.locator("article.bot .text")
    for tag, words in (("strong", "b "), ("em", "i "), ("del", "fui")):
        assert await shown.locator(tag).text_content() == words
    await expect(shown.locator("blockquote").first).to_have_text("corta")
    await expect(shown.get_by_text(long.strip()).last).not_to_be_visible()
    await shown.get_by_text("Show all").click()
    await expect(shown.locator("details blockquote")).to_be_visible()
    await expect(shown.get_by_role("link")).to_have_attribute("href", "https://example.org/?a=1&b=2")
    await expect(shown.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer nofollow")
    await shown.get_by_role("button", name="Hidden text, press to show").press("Enter")
    await expect(shown.get_by_role("button")).to_have_count(0)


async def test_answers_to_a_press(rig: PracticeRig, visitors: Visitors) -> None:
    ana, ben = await visitors.tab("ana"), await visitors.tab("ben")
    form = Form("Ask why", "2:1", (Field("why", "Your question", value="¿Por qué?", long=True),))
    answers: dict[str, Answer] = {
        "1:1": Popup(plain("Well done.")),
        "1:2": Private(plain("Your words: pan"), ((Button("Why?", "1:9"),),)),
        "1:3": Link(rig.platform.private_link("join")),
        "1:9": form,
    }
    rig.heard.answer = lambda event: answers[event.code] if isinstance(event, Pressed) else NOTHING
    await post(rig)

    await ana.get_by_role("button", name="Help me start").click()
    await expect(ana.locator(".toast", has_text="Well done.")).to_be_visible()
    await ana.locator(".toast").get_by_role("button", name="Close").click()
    await expect(ana.locator(".toast")).to_have_count(0)

    await ana.get_by_role("button", name="For me").click()
    await expect(ana.locator("article.only-you")).to_contain_text("Your words: pan")
    await ana.get_by_role("button", name="Why?").click()
    dialog = ana.get_by_role("dialog", name="Ask why")
    await expect(dialog.get_by_label("Your question")).to_have_value("¿Por qué?")
    await dialog.get_by_label("Your question").fill("¿Por qué *iba*?\nNo sé.")
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_have_count(0)
    assert (await rig.heard.one(FormSent)).fields == {"why": "¿Por qué *iba*?\nNo sé."}

    await ana.get_by_role("button", name="Join").click()
    await expect(ana.locator("#subtitle")).to_contain_text("Private")
    assert (await rig.heard.one(Reachable)).payload == "join"
    assert await ben.locator("article.only-you, .toast, dialog").count() == 0


@pytest.mark.parametrize(("language", "label", "send"), [("en-GB", "Correct", "Send"), ("es-MX", "Corregir", "Enviar")])
async def test_a_message_is_corrected_on_a_phone_without_a_mouse(
    rig: PracticeRig, visitors: Visitors, language: str, label: str, send: str
) -> None:
    form = Form(label, "2:1", (Field("better", "?", value="Ayer voy al cine", long=True),))
    rig.heard.answer = lambda event: form if isinstance(event, CommandUsed) else NOTHING
    message = await rig.say(rig.ana, "Ayer voy al cine")
    ben = await visitors.tab("ben", **PHONE, locale=language)
    await ben.locator("article").focus()
    await ben.keyboard.press("Enter")
    await ben.keyboard.press("ArrowDown")
    await expect(ben.get_by_role("menuitem", name=label)).to_be_focused()
    await no_sideways(ben)
    await ben.keyboard.press("Enter")
    dialog = ben.get_by_role("dialog", name=label)
    await expect(dialog.get_by_label("?")).to_have_value("Ayer voy al cine")
    await no_sideways(ben)
    await dialog.get_by_label("?").fill("Ayer fui al cine")
    await dialog.get_by_role("button", name=send).press("Enter")
    await expect(dialog).to_have_count(0)

    used = await rig.heard.one(CommandUsed)
    assert (used.name, used.on.message if used.on else "") == ("correct", message)
    assert (await rig.heard.one(FormSent)).fields == {"better": "Ayer fui al cine"}


@pytest.mark.slow
async def test_a_long_popup_waits_until_it_is_dismissed(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    rig.heard.answer = lambda event: (
        Popup(plain("Una explicación larga. " * 12)) if isinstance(event, Pressed) else NOTHING
    )
    await post(rig)
    await page.get_by_role("button", name="Join").click()
    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("explicación")
    await page.keyboard.press("Escape")

    await expect(alert).to_have_count(0)
    await expect(page.get_by_role("button", name="Join")).to_be_focused()


async def test_commands_are_offered_while_typing(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("marta")
    text, options = page.get_by_role("combobox", name="Write a message"), page.locator("#options").get_by_role("option")
    await text.press_sequentially("/")
    await expect(options).to_have_text(["/today🤫 What is open", "/post🤫 Post a task"])
    await expect(text).to_have_attribute("aria-expanded", "true")
    await text.press("ArrowDown")
    await expect(options.last).to_have_attribute("aria-selected", "true")
    await text.press("ArrowDown")
    await expect(options.first).to_have_attribute("aria-selected", "true")

    await text.press_sequentially("po")
    await expect(options).to_have_count(1)
    await text.press("Tab")
    await expect(text).to_have_value("/post ")
    await expect(page.locator("#hint")).to_contain_text("/post [activity] [when]")
    await expect(page.locator("#hint")).to_contain_text("Example: /post vocabulary now")
    await expect(options).to_have_text(["vocabulary", "discussion"])
    await text.press("ArrowDown")
    await text.press("Enter")
    await expect(text).to_have_value("/post vocabulary ")
    await expect(options).to_have_text(["now", "later"])
    await text.press("Enter")
    typed = await rig.heard.one(CommandTyped)
    assert (typed.name, typed.rest, typed.by_admin) == ("post", "vocabulary", True)
    await expect(text).to_have_value("")

    await text.press_sequentially("/to")
    await expect(options).to_have_count(1)
    await text.press("Escape")
    await expect(options).to_have_count(0)
    await expect(text).to_have_value("/to")


async def test_learners_are_offered_what_is_theirs(visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    await page.locator("#text").press_sequentially("/")

    await expect(page.locator("#options").get_by_role("option")).to_have_text(["/today🤫 What is open"])


@pytest.mark.slow
async def test_lines_break_with_shift_and_the_field_grows(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("marta")
    text = page.locator("#text")
    before = await height(text)
    await text.press_sequentially("/words")
    for line in ("el pan = bread", "la sal = salt"):
        await text.press("Shift+Enter")
        await text.press_sequentially(line)
    assert await height(text) > before + 20
    await text.press("Enter")

    typed = await rig.heard.one(CommandTyped)
    assert (typed.name, typed.rest) == ("words", "el pan = bread\nla sal = salt")


async def test_by_keyboard_alone(rig: PracticeRig, visitors: Visitors) -> None:
    await post(rig)
    page = await visitors.tab("ana")
    keys = page.keyboard
    await keys.press("Tab")
    await expect(page.get_by_role("button", name="Go to writing")).to_be_focused()
    await keys.press("Enter")
    await keys.type("Hola clase")
    await keys.press("Enter")
    await expect(page.locator("article.mine .text")).to_have_text("Hola clase")
    await expect(page.locator("#text")).to_have_value("")

    await keys.press("ArrowUp")
    await expect(page.locator("#context-what")).to_have_text("Edit your message")
    await keys.press("Escape")
    await expect(page.locator("#text")).to_have_value("")

    await page.locator("article.mine").focus()
    await keys.press("ArrowUp")
    await expect(page.locator("article.bot")).to_be_focused()
    await keys.press("Enter")
    await expect(page.get_by_role("menuitem", name="Reply")).to_be_focused()
    await keys.press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Forward")).to_be_focused()
    await keys.press("Home")
    await keys.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await keys.type("Compro pan")
    await keys.press("Enter")
    assert (await rig.heard.message("Compro pan")).reply_chain
    # the page, too, has heard that it is sent: only then does it leave the focus alone
    await expect(page.locator("article.mine .text").last).to_have_text("Compro pan")
    await expect(page.locator("#text")).to_have_value("")

    await page.locator("article.bot").focus()
    for _ in range(2):
        await keys.press("Tab")
    await expect(page.get_by_role("button", name="Help me start")).to_be_focused()
    await keys.press("Enter")
    assert (await rig.heard.one(Pressed)).code == "1:1"


@pytest.mark.slow
async def test_focus_stays_when_the_post_under_it_changes(rig: PracticeRig, visitors: Visitors) -> None:
    task = await post(rig)
    page = await visitors.tab("ana")
    await page.get_by_role("button", name="Join").focus()
    await rig.platform.deliver(Edit(rig.room, task, plain("2 have written"), TASK), key())
    await expect(page.locator("article.bot .text")).to_have_text("2 have written")

    await expect(page.get_by_role("button", name="Join")).to_be_focused()


@pytest.mark.parametrize("language", ["en-GB", pytest.param("es-MX", marks=pytest.mark.slow)])
async def test_a_phone_of_360_pixels_is_enough(rig: PracticeRig, visitors: Visitors, language: str) -> None:
    rows = ((Button("A rather long label for a button here", "1:1"), Button("🔒 For me", "1:2")), *TASK[1:])
    text = plain("Donaudampfschifffahrtsgesellschaft" * 4) + bold(" https://example.org/" + "a" * 90) + quote("x" * 400)
    task = await rig.platform.deliver(Say(rig.room, text, rows), key())
    await rig.platform.deliver(Pin(rig.room, task), key())
    await rig.say("ana", "مرحبا " + "w" * 200, reply_to=task)
    await rig.platform.deliver(Say(rig.room, text, TASK, only_for="ana"), key())
    page = await visitors.tab("ana", **PHONE, locale=language)
    await expect(page.locator("article.only-you")).to_be_visible()
    await no_sideways(page)

    await page.locator("#burger").click()
    await expect(page.locator("#shut")).to_be_focused()
    await no_sideways(page)
    await page.locator("[data-chat='@ana']").click()
    await expect(page.locator("#side")).not_to_be_visible()
    await expect(page.locator("#title")).to_have_text("Tertulia")
    await page.locator("#rehearsal summary").click()
    await no_sideways(page)
    await page.locator("#chat-menu").click()
    await no_sideways(page)


async def no_sideways(page: Page) -> None:
    """Nothing lies beside the screen, and everything to press is large enough for a thumb."""
    assert await page.evaluate("document.scrollingElement.scrollWidth") == 360
    assert await page.locator("#scroll").evaluate("(part) => part.scrollWidth <= part.clientWidth")
    small = """(parts) => parts
        .filter((part) => part.checkVisibility({visibilityProperty: true}) && !part.closest("[inert]"))
        .map((part) => [part.getBoundingClientRect(), part.id || part.className || part.textContent])
        .filter(([box]) => box.width < 40 || box.height < 40)
        .map(([box, name]) => `${name} ${box.width}x${box.height}`)"""
    pressed = page.locator("button:not(.skip), select, summary, textarea, a:not(.text a)")
    assert await pressed.evaluate_all(small) == []


@pytest.mark.slow
async def test_on_a_phone_enter_breaks_the_line_and_the_button_sends(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana", **PHONE)
    await page.locator("#text").tap()
    await page.keyboard.type("uno")
    await page.keyboard.press("Enter")
    await page.keyboard.type("dos")
    await page.locator("#send").tap()

    assert (await rig.heard.one(Said)).text == "uno\ndos"


@pytest.mark.parametrize("look", ["light", "dark"])
async def test_colours_can_be_read(visitors: Visitors, look: str) -> None:
    page = await visitors.tab("ana", color_scheme=look)
    named = await colours(page)
    papers = ("paper", "side", "card", "press", "bar", "private")
    pairs = [
        *((ink, paper) for ink in ("ink", "soft") for paper in papers),
        *(("accent", paper) for paper in ("side", "card", "accent-soft", "press", "on-accent")),
        *(("mine-ink", "mine"), ("private-ink", "private"), ("soft", "accent-soft")),
        *(("danger", "card"), ("paper", "danger")),
    ]

    ratios = {pair: contrast(named[pair[0]], named[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.slow
async def test_the_look_can_be_chosen_and_is_kept(visitors: Visitors) -> None:
    page = await visitors.tab("ana", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(paper)
    await page.get_by_label("Look").select_option("dark")
    assert await page.evaluate(paper) != light
    await page.reload()
    await ready(page)

    assert await page.evaluate(paper) != light


async def test_a_screen_reader_finds_its_way(rig: PracticeRig, visitors: Visitors) -> None:
    await post(rig)
    page = await visitors.tab("ana")

    for role in ("main", "complementary", "navigation", "log", "heading"):
        assert await page.get_by_role(role).count() >= 1, role
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
    await expect(page.get_by_role("article")).to_have_attribute("aria-label", "Tertulia, 18:00")
    nameless = """(parts) => parts
        .filter((part) => part.checkVisibility())
        .filter((part) => !(part.getAttribute("aria-label") || part.textContent.trim() || part.labels?.length))
        .map((part) => part.outerHTML)"""
    assert await page.locator("button, a, select, textarea, input").evaluate_all(nameless) == []
    doubled = "(parts) => parts.map((part) => part.id).filter((id, index, all) => all.indexOf(id) !== index)"
    assert await page.locator("[id]").evaluate_all(doubled) == []


async def test_the_page_speaks_spanish(visitors: Visitors) -> None:
    page = await visitors.tab("ana", locale="es-ES")
    await expect(page.locator("html")).to_have_attribute("lang", "es")
    await expect(page.get_by_label("Soy")).to_have_value("ana")

    await page.get_by_label("Idioma").select_option("en")
    await expect(page.get_by_label("I am")).to_have_value("ana")
    await page.reload()
    await ready(page)
    await expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.slow
async def test_both_languages_have_all_words(visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    english, spanish = await page.evaluate("import('/page/words.js').then(({ keys }) => [keys('en'), keys('es')])")

    assert english == spanish
    assert len(english) > 80


async def test_the_rehearsal_moves_on(rig: PracticeRig, visitors: Visitors) -> None:
    marta, ana = await visitors.tab("marta"), await visitors.tab("ana")
    await expect(marta.locator("#time")).to_have_text("Mon 5 May, 18:00")

    async def receive(event: Event) -> None:
        if isinstance(event, ClockAsked):
            rig.now.time = rig.now.time.replace(day=8)
            await post(rig)

    rig.heard.before = receive
    await marta.get_by_role("button", name="the next task").click()
    await expect(ana.locator("#time")).to_have_text("Thu 8 May, 18:00")
    await expect(ana.locator(".toast", has_text="Now it is Thu 8 May, 18:00.")).to_be_visible()
    await expect(ana.locator(".day").last).to_have_text("Thursday 8 May")

    await marta.get_by_role("group", name="Let write").get_by_role("button", name="Ana").click()
    await expect(ana.locator("article.mine .text")).to_have_text("Compro pan con sal.")
    await expect(ana.locator("article.mine .quoted")).to_contain_text("Write a sentence")


async def test_people_groups_and_private_chats(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("marta")
    await page.get_by_role("button", name="Add a person").click()
    await page.get_by_label("Name", exact=True).fill("Elena <b>")
    await page.keyboard.press("Enter")
    await expect(page.locator("#people .name")).to_have_text(["Marta", "Ana", "Ben", "Elena <b>"])
    await expect(page.locator("#log .event").last).to_have_text("Elena <b> joined")

    await page.get_by_role("button", name="New group").click()
    await page.get_by_label("Name of the group").fill("Thursday B1")
    await page.get_by_role("button", name="Make the group").click()
    await expect(page.locator("#title")).to_have_text("Thursday B1")
    await expect(page.locator("#subtitle")).to_have_text("1 person and Tertulia")

    await page.locator("[data-chat='@marta']").click()
    await expect(page.locator("#subtitle")).to_contain_text("Private")
    assert (await rig.heard.one(Reachable)).by.user == "marta"
    await write(page, "Hola Tertulia")
    assert (await rig.heard.message("Hola Tertulia")).where.private


@pytest.mark.slow
async def test_other_kinds_and_forwards(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    for kind in ("voice note", "picture", "sticker"):
        await page.get_by_label("Send something else").click()
        await page.get_by_role("menuitem", name=f"Send a {kind}").click()
    await rig.heard.times(Said, 3)
    assert [said.kind for said in rig.heard.all(Said)] == ["voice", "picture", "sticker"]

    await rig.say("ben", "Del grupo")
    await page.locator("article", has_text="Del grupo").locator(".more").click()
    await page.get_by_role("menuitem", name="Forward").click()
    await page.get_by_label("Forward to").select_option(label="Tertulia")
    await page.get_by_role("button", name="Send", exact=True).last.click()
    await expect(page.locator("article .forwarded")).to_have_text("↪ Forwarded")
    said = await rig.heard.one(Said, lambda said: said.forwarded)
    assert (said.text, said.where.private) == ("Del grupo", True)


@pytest.mark.slow
async def test_files_can_be_saved(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    await rig.platform.deliver(SendFile(rig.room, "palabras año.csv", b"el pan,bread\n", plain("All words")), key())
    async with page.expect_download() as waiting:
        await page.get_by_role("link", name="File palabras año.csv, 13 B").click()
    saved = await waiting.value

    assert saved.suggested_filename == "palabras año.csv"
    assert (await saved.path()).read_bytes() == b"el pan,bread\n"


@pytest.mark.slow
async def test_files_are_chosen_or_dropped_and_pictures_are_seen(rig: PracticeRig, visitors: Visitors) -> None:
    marta, ana = await visitors.tab("marta", "room-1"), await visitors.tab("ana", "room-1")
    await marta.locator("#text").fill("/words")
    words: FilePayload = {"name": "words.csv", "mimeType": "text/csv", "buffer": b"el pan;bread"}
    async with marta.expect_file_chooser() as choosing:
        await marta.locator("#more").click()
        await marta.get_by_role("menuitem", name="Send a file").click()
    await (await choosing.value).set_files([words])
    typed = await rig.heard.one(CommandTyped)
    assert typed.file
    assert (typed.name, await rig.platform.fetch(typed.file, 100)) == ("words", b"el pan;bread")
    await expect(marta.locator("#text")).to_have_value("")

    dropped = """(room) => {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 40;
        canvas.getContext("2d").fillRect(0, 0, 40, 40);
        return new Promise((done) => canvas.toBlob((blob) => {
            const data = new DataTransfer();
            data.items.add(new File([blob], "pan.png", {type: "image/png"}));
            room.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
            done();
        }));
    }"""
    await ana.locator("main").evaluate(dropped)
    assert (await rig.heard.one(Said)).kind == "picture"
    seen = marta.locator("article img")
    await expect(seen).to_have_count(1)
    assert await seen.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 40
    await expect(marta.locator("article .stand-in")).to_have_count(0)


async def test_a_file_too_large_is_declined_in_a_word(rig: PracticeRig, visitors: Visitors) -> None:
    marta = await visitors.tab("marta", "room-1")
    await marta.locator("main").evaluate(
        """(room) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(20_000_001)], "big.apkg"));
            room.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    await expect(marta.locator("#toasts")).to_contain_text("too large")


async def test_it_comes_back_after_a_break_and_keeps_what_was_typed(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    await write(page, "antes")
    await page.locator("#text").fill("a medio escribir")
    await rig.stop()
    await expect(page.locator("#line-down")).to_be_visible()
    await page.locator("#text").press("Enter")
    await expect(page.locator(".toast", has_text="Not sent")).to_be_visible()

    await rig.restart()
    await rig.say("ben", "mientras")
    await expect(page.locator("#line-down")).not_to_be_visible(timeout=8000)
    await expect(page.locator("article .text")).to_have_text(["antes", "mientras"])
    await expect(page.locator("#text")).to_have_value("a medio escribir")


async def test_a_form_that_did_not_arrive_comes_again_with_its_words(rig: PracticeRig, visitors: Visitors) -> None:
    form = Form("Suggest a correction", "2:1", (Field("better", "The better sentence", long=True),))
    rig.heard.answer = lambda event: form if isinstance(event, Pressed) else NOTHING
    await post(rig)
    page = await visitors.tab("ben", **PHONE)
    await page.get_by_role("button", name="Help me start").click()
    dialog = page.get_by_role("dialog", name="Suggest a correction")
    await dialog.get_by_label("The better sentence").fill("Ayer fui al cine")
    await rig.stop()
    await expect(page.locator("#line-down")).to_be_visible()

    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Your text is still here.")
    await expect(dialog.get_by_label("The better sentence")).to_have_value("Ayer fui al cine")
    await rig.restart()
    await expect(page.locator("#line-down")).to_be_hidden(timeout=30_000)
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_have_count(0)
    assert (await rig.heard.one(FormSent)).fields == {"better": "Ayer fui al cine"}


@pytest.mark.slow
async def test_hundreds_of_messages_come_in_pages(rig: PracticeRig, visitors: Visitors) -> None:
    for number in range(230):
        await rig.platform.deliver(Say(rig.room, plain(f"n{number}")), key())
    page = await visitors.tab("ana")
    await expect(page.locator("article")).to_have_count(100)
    await expect(page.locator("article").last).to_be_in_viewport()
    for count in (200, 230):
        await page.get_by_role("button", name="Show earlier messages").click()
        await expect(page.locator("article")).to_have_count(count)

    await expect(page.locator("article .text").first).to_have_text("n0")
    await expect(page.get_by_role("button", name="Show earlier messages")).not_to_be_visible()
    await page.locator("#scroll").evaluate("(part) => { part.scrollTop = 0; }")
    await rig.platform.deliver(Say(rig.room, plain("nuevo")), key())
    await page.get_by_role("button", name="1 new").click()
    await expect(page.locator("article").last).to_be_in_viewport()


@pytest.mark.slow
async def test_who_reads_further_up_is_not_moved(rig: PracticeRig, visitors: Visitors) -> None:
    for number in range(40):
        await rig.platform.deliver(Say(rig.room, plain(f"n{number}")), key())
    page = await visitors.tab("ana")
    await page.locator("#scroll").evaluate("(part) => { part.scrollTop = 300; }")
    last = await rig.platform.deliver(Say(rig.room, plain("nuevo")), key())
    await expect(page.get_by_role("button", name="1 new")).to_be_visible()
    assert await page.locator("#scroll").evaluate("(part) => part.scrollTop") == 300

    await rig.platform.deliver(Delete(rig.room, last), key())
    await expect(page.locator("article", has_text="nuevo")).to_have_count(0)
    await expect(page.locator("article.deleted")).to_have_count(0)


async def test_the_way_down_is_one_button_and_counts_as_people_do(rig: PracticeRig, visitors: Visitors) -> None:
    for number in range(40):
        await rig.platform.deliver(Say(rig.room, plain(f"n{number}")), key())
    page = await visitors.tab("ana", locale="es-ES", **PHONE)
    await page.locator("#scroll").evaluate("(part) => { part.scrollTop = 300; }")
    await rig.platform.deliver(Say(rig.room, plain("uno")), key())
    down = page.get_by_role("button", name="1 nuevo", exact=True)
    await expect(down).to_be_visible()

    inside = """(button) => {
        const [around, drawn] = [button, button.querySelector("svg")].map((part) => part.getBoundingClientRect());
        return drawn.width > 0 && drawn.left >= around.left && drawn.top >= around.top && drawn.bottom <= around.bottom;
    }"""
    assert await down.evaluate(inside)
    await rig.platform.deliver(Say(rig.room, plain("dos")), key())
    await expect(page.get_by_role("button", name="2 nuevos", exact=True)).to_be_visible()


async def test_what_is_said_to_a_press_in_private_comes_into_sight(rig: PracticeRig, visitors: Visitors) -> None:
    await rig.open_private(rig.ana)
    chat = rig.private(rig.ana)
    await rig.platform.deliver(Say(chat, plain("Ben suggests one change."), ((Button("Why?", "5:1"),),)), key())
    for number in range(20):
        await rig.platform.deliver(Say(chat, plain(f"later {number}")), key())
    page = await visitors.tab("ana", "@ana", **PHONE)
    await page.locator("#scroll").evaluate("(part) => { part.scrollTop = 0; }")
    why = page.get_by_role("button", name="Why?")

    await why.click()
    await rig.heard.one(Pressed)
    await rig.platform.deliver(Say(chat, plain("What would you like to ask?")), key())
    await expect(page.locator("article", has_text="What would you like to ask?")).to_be_in_viewport(ratio=1)
    await expect(page.locator("#down")).to_be_hidden()


async def test_a_message_stands_apart_from_the_buttons_above_it(rig: PracticeRig, visitors: Visitors) -> None:
    await rig.platform.deliver(Say(rig.room, plain("one"), ((Button("Got it", "5:1"),),)), key())
    await rig.platform.deliver(Say(rig.room, plain("two")), key())
    page = await visitors.tab("ana", **PHONE)

    button, bubble = page.get_by_role("button", name="Got it"), page.locator(".bubble").last
    below = await button.evaluate("(part) => part.getBoundingClientRect().bottom")
    assert await bubble.evaluate("(part) => part.getBoundingClientRect().top") - below >= 8


async def test_the_side_on_a_phone_and_what_is_unread_there(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana", **PHONE)
    await rig.open_private(rig.ana)
    await rig.platform.deliver(Say(rig.private(rig.ana), plain("Ben suggests one change.")), key())
    burger = page.get_by_role("button", name="Show chats and people, 1 unread")
    await burger.click()

    gaps = """(side) => [...side.children].map((part) => part.getBoundingClientRect())
        .map((part, index, all) => index ? part.top - all[index - 1].bottom : 20)"""
    await expect(page.locator("#side")).to_be_in_viewport()
    assert min(await page.locator("#side").evaluate(gaps)) >= 16
    await page.locator(".chat").last.click()
    await expect(page.locator("#burger")).to_have_attribute("aria-label", "Show chats and people")


async def test_who_listens_hears_what_is_struck(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    await rig.platform.deliver(Say(rig.room, plain("Ayer ") + struck("fue") + plain(" ") + bold("fui")), key())
    text = page.locator("article.bot .text")

    await expect(text).to_have_text("Ayer fue fui")
    assert 'deletion: "struck out: fue' in await text.aria_snapshot()


async def test_a_browser_that_cannot_cut_letters_still_shows_the_room(rig: PracticeRig, visitors: Visitors) -> None:
    """Firefox does so since 125 only."""
    context = await visitors.context()
    await context.add_init_script("delete Intl.Segmenter")
    page = await context.new_page()
    await page.goto(f"{rig.address}#as=ana")
    await ready(page)
    await expect(page.locator("#people .avatar").first).to_have_text("M")


async def test_a_browser_too_old_for_the_page_says_so(rig: PracticeRig, visitors: Visitors) -> None:
    page = await (await visitors.context()).new_page()
    await page.route("**/page/socket.js", lambda route: route.fulfill(content_type="text/javascript", body="class { #"))
    await page.goto(rig.address)
    await expect(page.get_by_text("This room needs a newer browser")).to_be_visible(timeout=30_000)
    visitors.complaints.clear()

    await page.unroute("**/page/socket.js")
    await page.reload()
    await ready(page)
    await expect(page.locator("#late")).to_have_count(0)


@pytest.mark.slow
async def test_a_post_taller_than_the_screen_is_read_from_its_beginning(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana", **PHONE)
    await rig.platform.deliver(Say(rig.room, plain("First line\n" + "and another\n" * 80)), key())

    await expect(page.locator("article.bot .who")).to_be_in_viewport()
    await expect(page.locator("article.bot .meta")).not_to_be_in_viewport()


@pytest.mark.slow
async def test_foreign_letters_keep_their_direction(rig: PracticeRig, visitors: Visitors) -> None:
    page = await visitors.tab("ana")
    await rig.platform.deliver(Say(rig.room, plain("שלום עולם\nhello")), key())
    shown = page.locator("article.bot .text")

    await expect(shown).to_have_attribute("dir", "auto")
    assert await shown.evaluate("(part) => getComputedStyle(part).unicodeBidi") == "plaintext"
