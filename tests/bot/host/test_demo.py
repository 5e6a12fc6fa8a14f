"""The demo is the practice room alone, and shows itself only where somebody sees it."""

from pathlib import Path

import pytest

from bot.host.demo import demo_config, has_screen


def test_demo_is_the_practice_room_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTULIA_TELEGRAM__TOKEN", "a real one")
    config = demo_config(tmp_path, 8081)
    assert config.platforms == ("practice",)
    assert config.section("practice").port == 8081
    assert config.web.listen == ""
    assert config.data == tmp_path / "demo"
    assert not config.key_file.is_relative_to(config.data)


@pytest.mark.parametrize(
    ("environment", "system", "shown"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"CI": "true", "DISPLAY": ":0"}, "linux", False),
        ({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "darwin", False),
    ],
)
def test_browser_is_opened_only_where_somebody_sees_it(environment: dict[str, str], system: str, shown: bool) -> None:
    assert has_screen(environment, system) is shown
