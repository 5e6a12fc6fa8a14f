"""What a host writes is read as meant, and what cannot work is told in one line that says what to do."""

import tomllib
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import BaseModel, Field, SecretStr, ValidationError

from bot.config import Config, ConfigError, split_address
from bot.config_file import load
from bot.discover import platforms

ROOT = Path(__file__).parents[2]
SECTIONS = {name: one.section for name, one in platforms().items()}
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


def read(folder: Path, text: str = "", **environment: str) -> Config:
    """The configuration of a config.toml with this text in a folder."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, SECTIONS, environment)


def refused(folder: Path, text: str = "", **environment: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(folder, text, **environment)
    line = str(caught.value)
    assert "\n" not in line
    return line.removeprefix(f"{folder / 'config.toml'}: ")


def test_nothing_written_is_a_whole_configuration(tmp_path: Path) -> None:
    config = read(tmp_path)
    assert config.data == tmp_path / "data"
    assert config.database == tmp_path / "data" / "tertulia.db"
    assert config.key_file == tmp_path / "tertulia.key"
    assert config.web.listen == "127.0.0.1:9090"
    assert config.platforms == ()


def test_example_holds_every_key_as_it_is_without_it(tmp_path: Path) -> None:
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    assert read(tmp_path, example).model_dump() == read(tmp_path).model_dump()
    written = tomllib.loads(example)
    for name, section in SECTIONS.items():
        assert written[name].keys() == section.model_fields.keys()
    assert written["telegram"]["webhook"].keys() == {"url", "listen", "secret"}
    assert written.keys() == type(read(tmp_path)).model_fields.keys() - {"key"}


def test_every_key_can_come_from_the_environment(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        "[practice]\nport = 1\n",
        TERTULIA_DATA="elsewhere",
        TERTULIA_KEY="a key",
        TERTULIA_PRACTICE__ENABLED="true",
        TERTULIA_PRACTICE__PORT="8081",
        TERTULIA_TELEGRAM__TOKEN=TOKEN,
        TERTULIA_TELEGRAM__WEBHOOK__URL="https://bot.example.org/",
        TERTULIA_DISCORD__SHARDS="3",
        TERTULIA_WEB__LISTEN="",
        PATH="/bin",
    )
    assert config.data == tmp_path / "elsewhere"
    assert config.key.get_secret_value() == "a key"
    assert (config.section("practice").enabled, config.section("practice").port) == (True, 8081)
    assert config.section("telegram").webhook.url == "https://bot.example.org/"
    assert config.section("discord").shards == 3
    assert config.web.listen == ""
    assert config.platforms == ("practice", "telegram")


def test_a_token_switches_its_platform_on(tmp_path: Path) -> None:
    assert read(tmp_path, '[discord]\ntoken = "abc"').platforms == ("discord",)


def test_paths_start_from_the_files_folder(tmp_path: Path) -> None:
    config = read(tmp_path, 'data = "a/b"\nkey_file = "/etc/tertulia.key"')
    assert (config.data, config.key_file) == (tmp_path / "a" / "b", Path("/etc/tertulia.key"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[telegram]\ntokne = "x"', "[telegram] tokne is not known. Did you mean [telegram] token?"),
        ("[telegrm]\na = 1", "[telegrm] is not known. Did you mean [telegram]?"),
        ("[telegram.webhok]\na = 1", "[telegram.webhok] is not known. Did you mean [telegram.webhook]?"),
        ('dat = "x"', "dat is not known. Did you mean data?"),
        ("[practice]\nprt = 1", "[practice] prt is not known. Did you mean [practice] port?"),
        ('[practice]\nport = "8080"', "[practice] port must be a whole number."),
        ("[practice]\nport = 80.5", "[practice] port must be a whole number."),
        ("[practice]\nport = true", "[practice] port must be a whole number."),
        ("[practice]\nport = 65536", "[practice] port must be less than or equal to 65535."),
        ("[practice]\nenabled = 1", "[practice] enabled must be true or false."),
        ('[practice]\nenabled = "yes"', "[practice] enabled must be true or false."),
        ("contact = 5", 'contact must be text in "quotes".'),
        ("contact = 1979-05-27", 'contact must be text in "quotes".'),
        ("data = 5", 'data must be text in "quotes".'),
        ("[data]\na = 1", 'data must be text in "quotes".'),
        ('telegram = "x"', "[telegram] must be a section with its keys below it."),
        ("telegram = [1]", "[telegram] must be a section with its keys below it."),
        ('[telegram]\nmode = "webhok"', "[telegram] mode must be 'polling' or 'webhook'."),
        (
            '[discord]\nproxy = "proxy:3128"',
            "[discord] proxy must be an address that begins with https:// or http://.",
        ),
        ("[discord]\nshards = -1", "[discord] shards must be greater than or equal to 0."),
        ('[web]\nlisten = "9090"', "[web] listen must be a host and a port, like 127.0.0.1:9090."),
        (
            '[telegram]\napi_url = "api.telegram.org"',
            "[telegram] api_url must be an address that begins with https:// or http://.",
        ),
        (
            f'[telegram]\ntoken = "{TOKEN}"\nmode = "webhook"',
            '[telegram] needs url in [telegram.webhook] for mode = "webhook".',
        ),
        ('key = "x"', "the key itself does not belong here. Put it into the file that key_file names."),
        ("a = 1\nb c", 'line 2 cannot be read. Write it like: name = "text"'),
        ("data = data", 'line 1 cannot be read. Write it like: name = "text"'),
    ],
)
def test_what_cannot_work_is_told_in_one_line(tmp_path: Path, text: str, line: str) -> None:
    assert refused(tmp_path, text) == line


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        (
            "TERTULIA_TELEGRAM_TOKEN",
            TOKEN,
            "TERTULIA_TELEGRAM_TOKEN is not known. Did you mean TERTULIA_TELEGRAM__TOKEN?",
        ),
        ("TERTULIA_PRACTICE__PRT", "1", "TERTULIA_PRACTICE__PRT is not known. Did you mean TERTULIA_PRACTICE__PORT?"),
        ("TERTULIA_PRACTICE__PORT", "eighty", "TERTULIA_PRACTICE__PORT must be a whole number."),
        ("TERTULIA_PRACTICE__ENABLED", "perhaps", "TERTULIA_PRACTICE__ENABLED must be true or false."),
    ],
)
def test_environment_that_cannot_work_is_told_by_name(tmp_path: Path, name: str, value: str, line: str) -> None:
    assert refused(tmp_path, **{name: value}) == f"The environment's {line}"


@pytest.mark.parametrize(
    "text",
    [
        f'[telegram]\ntoken = ["{TOKEN}"]',
        f'[telegram]\nmode = "{TOKEN}"',
        f'[practice]\nport = "{TOKEN}"',
        f'[telegram]\ntoken = "{TOKEN}',
        f"[telegram]\ntoken = {TOKEN}",
        f'[web]\nlisten = "{TOKEN}"',
    ],
)
def test_no_value_is_repeated(tmp_path: Path, text: str) -> None:
    assert TOKEN.split(":")[1] not in refused(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert caught.value.__suppress_context__


def test_no_token_is_shown(tmp_path: Path) -> None:
    config = read(
        tmp_path, f'[telegram]\ntoken = "{TOKEN}"\nproxy = "http://me:hush@proxy:3128"', TERTULIA_KEY="secret"
    )
    assert TOKEN not in repr(config)
    assert config.secrets == {TOKEN, "hush", "secret"}


def test_configuration_cannot_be_changed(tmp_path: Path) -> None:
    config = read(tmp_path)
    with pytest.raises(ValidationError):
        config.contact = "me"
    with pytest.raises(ValidationError):
        config.section("telegram").token = SecretStr("x")


def test_file_named_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    line = f"There is no file {path}. Make it from config.example.toml, or name another."
    with pytest.raises(ConfigError) as caught:
        load(path, SECTIONS, {})
    assert str(caught.value) == line
    with pytest.raises(ConfigError) as caught:
        load(None, SECTIONS, {"TERTULIA_CONFIG": str(path)})
    assert str(caught.value) == line


def test_usual_file_need_not_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, SECTIONS, {}).data == tmp_path / "data"
    (tmp_path / "config.toml").write_text('data = "found"')
    assert load(None, SECTIONS, {}).data == tmp_path / "found"


def test_option_goes_before_the_environments_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(f'contact = "{name}"')
    assert load(tmp_path / "a.toml", SECTIONS, {"TERTULIA_CONFIG": str(tmp_path / "b.toml")}).contact == "a"
    assert load(None, SECTIONS, {"TERTULIA_CONFIG": str(tmp_path / "b.toml")}).contact == "b"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe\x00", "is not written in UTF-8"), (None, "cannot be read")],
    ids=["binary", "folder"],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content) if content else path.mkdir()
    with pytest.raises(ConfigError, match=words):
        load(path, SECTIONS, {})


def test_windows_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbfcontact = "me"\r\n')
    assert load(tmp_path / "config.toml", SECTIONS, {}).contact == "me"


class Owl(BaseModel):
    """The section of an adapter whose author knows nothing of ours but pydantic."""

    wings: Annotated[int, Field(ge=2)] = 2

    @property
    def on(self) -> bool:
        return self.wings > 2


def test_a_strangers_section_is_held_to_the_same_rules(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[owl]\nwings = 3")
    assert load(path, {"owl": Owl}, {"TERTULIA_OWL__WINGS": "4"}).section("owl").wings == 4
    assert load(path, {"owl": Owl}, {}).platforms == ("owl",)
    path.write_text("[owl]\nwngs = 3")
    with pytest.raises(ConfigError, match=r"\[owl\] wngs is not known"):
        load(path, {"owl": Owl}, {})


@pytest.mark.parametrize(
    ("listen", "host", "port"),
    [("127.0.0.1:80", "127.0.0.1", 80), ("[::1]:8443", "::1", 8443), ("bot.example.org:1", "bot.example.org", 1)],
)
def test_address_is_a_host_and_a_port(listen: str, host: str, port: int) -> None:
    assert split_address(listen) == (host, port)


@pytest.mark.parametrize("listen", ["", "8080", ":8080", "host:", "host:0", "host:65536", "host:-1", "host:８０"])
def test_what_is_no_address_is_refused(listen: str) -> None:
    with pytest.raises(ValueError, match="a host and a port"):
        split_address(listen)
