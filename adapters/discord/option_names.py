"""What options of commands are called in other languages; the commands' own names are the same in all."""

from bot.phrase import later

NAMES = {
    "activity": later("task"),
    "code": later("code"),
    "count": later("count"),
    "days": later("days"),
    "file": later("file"),
    "level": later("level"),
    "lines": later("lines"),
    "native": later("native"),
    "target": later("target"),
    "text": later("text"),
    "time": later("time"),
    "timezone": later("timezone"),
    "until": later("until"),
}
"""The word that is put into the reader's language, by option; one that is not listed stays as it is declared."""
