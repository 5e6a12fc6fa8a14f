"""/setup can say beforehand what works for a language."""

import pytest

from bot.language.support import Support, supported


@pytest.mark.parametrize(
    ("language", "support"),
    [
        ("es", Support(detection=True, forms=True)),
        ("pt-BR", Support(detection=True, forms=True)),
        ("no", Support(detection=True, forms=True)),
        ("sr", Support(detection=True, forms=True)),
        ("zh_TW", Support(detection=True, forms=True)),
        ("ja", Support(detection=True, forms=True)),
        ("ka", Support(detection=True, forms=True)),  # a dictionary and no profile
        ("bn", Support(detection=True, forms=False)),  # a profile and no dictionary
        ("am", Support(detection=True, forms=False)),  # neither, but a script of its own
        ("qu", Support(detection=False, forms=False)),
        ("", Support(detection=False, forms=False)),
        ("../../es", Support(detection=False, forms=False)),
    ],
)
def test_supported(language: str, support: Support) -> None:
    assert supported(language) == support
