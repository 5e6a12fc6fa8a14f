"""Which addresses are this machine's own."""

import pytest

from bot.loopback import is_loopback


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://127.0.0.1:8081", True),
        ("http://127.9.9.9/bot", True),
        ("http://[::1]:8081", True),
        ("http://localhost:8081/x", True),
        ("ws://api.localhost", True),
        ("https://api.telegram.org", False),
        ("http://10.0.0.1", False),
        ("http://localhost.example.org", False),
        ("http://notlocalhost", False),
        ("", False),
    ],
)
def test_own_addresses_are_known_by_host_alone(url: str, own: bool) -> None:
    assert is_loopback(url) is own
