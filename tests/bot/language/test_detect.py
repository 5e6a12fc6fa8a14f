"""Which of a class's languages a line is in: short lines, mixed lines, and lines nobody can tell."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.detect import Detector

LINES = {
    "es": (
        "hola|hola a todos|buenos días|qué tal|sí, claro|me gusta el chocolate|ayer comí un aguacate|"
        "MAÑANA VOY AL CINE|¿dónde está el baño?|muchas gracias!!|vale, hasta luego|tengo 2 hermanos|"
        "mi perro es muy grande|no entiendo|lo siento|que haces manana|Ana vive en Madrid|es verdad|holaaaa|"
        "a mí también|jajaja sí"
    ),
    "en": (
        "hello|hi everyone|good morning|how are you|yes, of course|I like chocolate|"
        "yesterday I ate an avocado|TOMORROW WE GO TO THE CINEMA|where is the toilet?|thanks a lot!!|"
        "see you later|I have 2 brothers|sorry|my dog is very big|I don't understand|"
        "what are you doing tomorrow|Ana lives in Madrid|that's true|me too|lol true"
    ),
    "de": (
        "hallo|hallo zusammen|guten Morgen|wie geht's|ja klar|ich mag Schokolade|"
        "gestern habe ich eine Avocado gegessen|MORGEN GEHEN WIR INS KINO|wo ist die Toilette?|vielen Dank!!|"
        "bis später|ich habe 2 Brüder|tut mir leid|mein Hund ist sehr groß|ich verstehe nicht|"
        "was machst du morgen|das stimmt|ich auch"
    ),
    "fr": (
        "salut|salut tout le monde|bonjour|comment ça va|oui, bien sûr|j'aime le chocolat|"
        "hier j'ai mangé un avocat|DEMAIN ON VA AU CINÉMA|où sont les toilettes?|merci beaucoup!!|à plus tard|"
        "j'ai 2 frères|désolé|mon chien est très grand|je ne comprends pas|qu'est-ce que tu fais demain|"
        "c'est vrai|moi aussi|pas du tout"
    ),
    "it": (
        "ciao a tutti|buongiorno|come stai|sì, certo|mi piace il cioccolato|ieri ho mangiato un avocado|"
        "DOMANI ANDIAMO AL CINEMA|dov'è il bagno?|grazie mille!!|a dopo|ho 2 fratelli|mi dispiace|"
        "il mio cane è molto grande|non capisco|cosa fai domani|è vero|anch'io"
    ),
    "pt": (
        "olá a todos|bom dia|como você está|sim, claro|eu gosto de chocolate|ontem comi um abacate|"
        "AMANHÃ VAMOS AO CINEMA|onde fica o banheiro?|muito obrigada!!|até logo|tenho 2 irmãos|desculpa|"
        "meu cachorro é muito grande|não entendo|o que você vai fazer amanhã|é verdade|eu também"
    ),
    "ru": (
        "привет|привет всем|доброе утро|как дела|да, конечно|вчера я ел авокадо|большое спасибо|не понимаю|это правда"
    ),
    "uk": (
        "привіт|привіт усім|доброго ранку|як справи|так, звичайно|вчора я їв авокадо|дуже дякую|не розумію|це правда"
    ),
    "zh": ("你好|大家好|早上好|我不知道|我也是|我喜欢吃巧克力|昨天我吃了牛油果"),
    "ja": ("こんにちは|おはよう|元気ですか|ありがとう|私も|チョコレートが好きです|昨日アボカドを食べました"),
    "ko": ("안녕하세요|고마워요|저는 초콜릿을 좋아해요"),
    "ar": ("مرحبا|كيف حالك|شكرا جزيلا|أنا أحب القهوة"),
    "hi": ("नमस्ते|आप कैसे हैं|मुझे चाय पसंद है"),
}
PAIRS = ["es en", "de en", "fr en", "it en", "pt en", "ru uk", "es it", "fr it", "de fr", "es de", "uk en", "ru en"]
PAIRS += ["zh en", "ja en", "zh ja", "ko en", "ar en", "hi en", "ru zh", "es en fr", "de en uk"]


@pytest.mark.parametrize("pair", PAIRS)
def test_lines_of_every_pair(pair: str, tmp_path: Path) -> None:
    languages = tuple(pair.split())
    detector = Detector(languages, tmp_path)  # nothing is built there: the dictionaries are read as they come
    wrong = []
    for language in languages:
        for line in LINES[language].split("|"):
            shares = detector.shares(line)
            if max(shares, key=shares.__getitem__, default="") != language:
                wrong.append((line, shares))
    assert wrong == []


@pytest.fixture(scope="module")
def detector(packed: Callable[[str], Path]) -> Detector:
    packed("es")
    return Detector(("es", "en"), packed("en"))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "123",
        "👍🎉",
        "jajaja",
        "hahaha lol",
        "ok",
        "hmm...",
        "https://a.es/hola/que/tal",
        "@ana",
        "Kenji",
        "#hola",
    ],
)
def test_what_has_no_language(detector: Detector, line: str) -> None:
    assert detector.shares(line) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Привет, как дела?",
        "你好",
        "ありがとう",
        "Ich weiß nicht, was das bedeutet",
        "Eilen Mikko söi pöydällä olleen suklaan",
        "Wczoraj zjedliśmy bardzo dobrą kolację",
    ],
)
def test_a_third_language_is_unknown(detector: Detector, line: str) -> None:
    assert detector.shares(line) == {}


@pytest.mark.parametrize(
    ("line", "spanish", "english"),
    [
        ("no entiendo la palabra because it is new", 4, 4),
        ("I love the word aguacate", 1, 4),
        ("ayer fuimos al cine and then we went home", 4, 5),
        ("I ate a very big aguacate yesterday", 1, 6),
        ("Привет amigo mío", 2, 0),
        ("Me llamo Kenji and I live in Osaka", 2, 4),
    ],
)
def test_words_of_a_mixed_line(detector: Detector, line: str, spanish: int, english: int) -> None:
    assert detector.count(line, "es") == spanish
    assert detector.count(line, "en") == english


def test_shares_leave_out_what_is_in_none_of_the_languages(detector: Detector) -> None:
    assert detector.counts("Привет amigo mío") == {"": 1, "es": 2}
    assert detector.shares("Привет amigo mío") == {"es": pytest.approx(2 / 3)}


def test_two_characters_without_spaces_are_a_word() -> None:
    detector = Detector(("zh", "en"))
    assert detector.counts("我喜欢 ice cream") == {"zh": 2, "en": 2}


def test_a_language_nothing_is_known_of_is_never_the_answer(tmp_path: Path) -> None:
    detector = Detector(("qu", "es"), tmp_path)
    assert detector.shares("¿dónde está el baño?") == {"es": 1.0}
    assert "qu" not in detector.shares("ñuqaqa wasiymanta hamuchkani")
    assert Detector(("qu",), tmp_path).shares("ñuqaqa wasiymanta hamuchkani") == {}
    assert Detector((), tmp_path).shares("hola") == {}
    assert Detector(("am", "en"), tmp_path).shares("ሰላም") == {"am": 1.0}


def test_a_code_comes_back_as_it_was_given(tmp_path: Path) -> None:
    assert Detector(("pt-BR", "en"), tmp_path).shares("bom dia a todos") == {"pt-BR": 1.0}


@given(
    text=st.text() | st.lists(st.sampled_from("hola the ñ привет 你好 123 👍 l'eau x-y @a Ana".split())).map(" ".join)
)
def test_any_text_has_shares(detector: Detector, text: str) -> None:
    shares = detector.shares(text)
    assert shares.keys() <= {"es", "en"}
    assert all(0 < share <= 1 for share in shares.values())
    assert sum(shares.values()) <= 1 + 1e-9
    counts = detector.counts(text)
    assert {language for language in counts if language} == shares.keys()
    assert detector.count(text, "es") + detector.count(text, "en") <= sum(counts.values())


@given(line=st.sampled_from(LINES["es"].split("|")))
def test_capitals_change_nothing(detector: Detector, line: str) -> None:
    assert detector.shares(line.upper()).keys() == {"es"}
