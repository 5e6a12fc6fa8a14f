"""The `tertulia` command: demo, run, doctor, backup, import and export; everything else is typed in the chat."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.config import Config

app = typer.Typer(
    name="tertulia",
    help="Turns the group chat a language class already has into a place where the class practises every week.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Instead of ./config.toml or TERTULIA_CONFIG.")
]


@app.command()
def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the practice room opens.")] = 8080,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
) -> None:
    """Try it: a practice room with a sample class, in your browser."""
    from bot.host.demo import demo_config, welcome

    folder = Path.cwd() / "data"
    folder.mkdir(exist_ok=True)
    config = demo_config(folder, port)
    _serve(config, rehearsal=True, beside=lambda: welcome(port, browser=not no_browser))


@app.command()
def run(config: ConfigFile = None) -> None:
    """Run the bot for your classes."""
    from bot.config import ConfigError

    read = _load(config)
    if not read.platforms:
        raise ConfigError(
            "No chat platform is switched on. Put a bot token into config.toml, or try it out: tertulia demo"
        )
    _serve(read)


@app.command()
def doctor(
    config: ConfigFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs; see docs/doctor.md.")] = False,
) -> None:
    """Say what would stop a post, and what to do about it; only reads."""
    from datetime import UTC, datetime

    from bot.config import ConfigError
    from bot.discover import platforms
    from bot.host import doctor as doctors
    from bot.host.machine_findings import stops
    from bot.host.trouble import CANNOT_WORK
    from bot.log import start_logging

    try:
        read = _load(config)
        start_logging(read.secrets, level="ERROR")
        findings = asyncio.run(doctors.examine(read, platforms(), datetime.now(UTC)))
        code = int(doctors.stopped(findings))
    except ConfigError as error:
        findings, code = [stops(str(error))], CANNOT_WORK
    typer.echo(doctors.as_json(findings) if as_json else "\n".join(doctors.as_lines(findings)))
    raise typer.Exit(code)


@app.command()
def backup(
    dest: Annotated[str, typer.Argument(metavar="DEST", help="A new file, or a folder for one.")],
    config: ConfigFile = None,
) -> None:
    """Copy the database of a bot that may be running; never its key."""
    from datetime import UTC, datetime

    from storage.backup import back_up

    made = back_up(_load(config).database, _place(dest), datetime.now(UTC))
    typer.echo(f"Saved as {made}. Keep the key file too, in another place: the copy cannot be read without it.")


AsJson = Annotated[bool, typer.Option("--json", help="For other programs; see docs/import.md.")]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV, Excel, Anki, lines, or an exported class.")],
    class_: Annotated[str, typer.Option("--class", metavar="NAME", help="Its class, by name or number.")] = "",
    list_: Annotated[str, typer.Option("--list", metavar="WHICH", help="words, or questions.")] = "words",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Add a list to a class, or a whole class; a bot that runs does it itself."""
    import json

    from bot.host.bringing_in import bring_in
    from bot.host.report_lines import as_lines
    from bot.host.trouble import trouble

    request = {"class": class_, "list": list_, "dry_run": dry_run}
    try:
        report = bring_in(_load(config), file, request)
    except Exception as error:
        told = trouble(error)
        if not as_json or told is None:
            raise
        typer.echo(json.dumps({"error": told[0]}, ensure_ascii=False))
        raise typer.Exit(told[1]) from None
    typer.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else "\n".join(as_lines(report)))


@app.command()
def export(
    class_: Annotated[str, typer.Option("--class", metavar="NAME", help="The class, by name or number.")],
    dest: Annotated[str, typer.Argument(metavar="DEST", help="A new file, or a folder for one.")] = ".",
    texts_for: Annotated[
        Path | None, typer.Option("--texts-for", metavar="KEYFILE", help="With the sentences, for this other key.")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Write a whole class to a file, to import it on another server."""
    from datetime import UTC, datetime

    from bot.host.taking_along import take_along

    made = take_along(_load(config), class_, _place(dest), texts_for, datetime.now(UTC))
    typer.echo(f"Saved as {made}. It holds names and accounts: keep it as carefully as the database.")


def _place(dest: str) -> Path:
    """Where DEST is; a slash at its end names a folder, which is made if it is not there.

    Raises:
        Told: nothing can be laid there.
    """
    from bot.host.trouble import USAGE, Told

    place = Path(dest)
    if not place.parent.is_dir():
        raise Told(f"There is no folder {place.parent}. Make it, or name another; nothing was saved.", USAGE)
    if dest.endswith(("/", os.sep)):
        if place.exists() and not place.is_dir():
            raise Told(f"{place} is a file, not a folder. Name another; nothing was saved.", USAGE)
        place.mkdir(mode=0o700, exist_ok=True)
    return place


def _load(named: Path | None) -> Config:
    from bot.config_file import load
    from bot.discover import platforms

    return load(named, {name: one.section for name, one in platforms().items()})


def _serve(
    config: Config, *, rehearsal: bool = False, beside: Callable[[], Coroutine[Any, Any, None]] | None = None
) -> None:
    from bot.host.process import serve_alone
    from bot.log import start_logging

    # a rehearsal's terminal belongs to who tries it out
    start_logging(config.secrets, level="WARNING" if rehearsal else "INFO")

    async def serve(stop: asyncio.Event) -> None:
        from bot import build

        await build.serve(config, stop, rehearsal=rehearsal)

    serve_alone(config, serve, beside)
