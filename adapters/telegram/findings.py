"""What `tertulia doctor` finds about Telegram, without disturbing a bot that is running."""

from datetime import UTC, datetime, timedelta

from telegram import User, WebhookInfo
from telegram.error import InvalidToken, RetryAfter, TelegramError

from adapters.telegram import Section
from adapters.telegram.addresses import INVITED
from adapters.telegram.connection import Line
from bot.port import Finding, Gravity

RIGHTS = "delete_messages+pin_messages"
MANY_WAITING = 100
LATELY = timedelta(hours=1)


def invitation(username: str) -> str:
    """The link that adds the bot to a group with just the rights it uses."""
    return f"https://t.me/{username}?startgroup={INVITED}&admin={RIGHTS}"


async def findings(section: Section, line: Line, now: datetime) -> list[Finding]:
    try:
        me = await line.bot.get_me()
    except InvalidToken:
        remedy = "Copy it again from @BotFather into token in [telegram], and look at api_url."
        return [Finding(Gravity.STOPS, "Telegram does not know this token.", remedy)]
    except RetryAfter:
        return [Finding(Gravity.NOTE, "Telegram asks for a pause.", "Try again in a minute.")]
    except TelegramError as error:
        what = f"Telegram cannot be reached ({type(error.__cause__ or error).__name__})."
        return [Finding(Gravity.STOPS, what, "Is this machine online? Does it need proxy in [telegram]?")]
    try:
        webhook = await line.bot.get_webhook_info()
    except TelegramError:
        return _account(me)
    return [*_account(me), *_way_in(section, webhook, now)]


def _account(me: User) -> list[Finding]:
    found = [Finding(Gravity.FINE, f"The bot is @{me.username} on Telegram.")]
    if me.can_join_groups is False:
        found.append(
            Finding(Gravity.STOPS, "It may not be added to groups.", "@BotFather: /setjoingroups, choose it, Enable.")
        )
    if not me.can_read_all_group_messages:
        found.append(
            Finding(
                Gravity.NOTE,
                "Privacy mode is on: where it is no admin it sees commands and replies to its own posts only; answers "
                "between learners are not counted there.",
                "Make it an admin of the group (this link does), or @BotFather: /setprivacy, Disable, and add it anew.",
            )
        )
    found.append(Finding(Gravity.FINE, f"Add it to a group with this link: {invitation(me.username or '')}"))
    return found


def _way_in(section: Section, webhook: WebhookInfo, now: datetime) -> list[Finding]:
    if section.mode == "polling":
        if not webhook.url:
            return []
        what = "A webhook is set for this bot, so polling brings nothing."
        return [Finding(Gravity.NOTE, what, "The next start of tertulia run takes it back.")]
    if webhook.url != section.webhook.url:
        what = "Telegram does not bring messages to url in [telegram.webhook] yet."
        return [Finding(Gravity.NOTE, what, "tertulia run sets it.")]
    found = []
    failed = webhook.last_error_date
    if failed and now.astimezone(UTC) - failed < LATELY:
        what = f"Telegram could not bring messages at {failed:%H:%M} UTC: {(webhook.last_error_message or '')[:80]}."
        found.append(Finding(Gravity.STOPS, what, "Does the proxy lead from url to listen, with a valid certificate?"))
    if webhook.pending_update_count > MANY_WAITING:
        what = f"{webhook.pending_update_count} things wait at Telegram to be brought."
        found.append(Finding(Gravity.NOTE, what, "They come when tertulia run is reached."))
    return found or [Finding(Gravity.FINE, "Telegram brings messages to the webhook.")]
