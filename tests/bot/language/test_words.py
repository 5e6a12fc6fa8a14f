"""A card's word counts in any form, any case, with or without accents, in any script; and no other word does."""

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.words import Forms

# card | a text that uses it; with ≠ between them: a text that does not
CASES = {
    "es": """
        el aguacate | Los aguacates están maduros
        el aguacate | AGUACATE!
        la cuchara ≠ la casa
        la cuchara | unas cucharas
        el/la estudiante | muchas estudiantes
        bueno, -a | una idea buena
        simpático/a | son simpáticas
        levantarse | me levanto a las ocho
        levantarse | quiero levantarme
        por favor | dos, por favor
        tener hambre | tengo mucha hambre
        tener hambre ≠ tengo sed
        comer | yo como pan
        dar | dámelo ya
        decir | dímelo
        el café | un cafe solo
        el árbol | los arboles
        el té ≠ te quiero
        el té | un té verde
        saber | no sé
        saber ≠ se llama Ana
        trabajar | yo trabajo aquí
        jugar | juego al fútbol
        encontrar | lo encuentro
        vender ≠ viendo la tele
        estar ≠ esto es mío
        estar | ¿dónde está?
        ir | fui a la playa
        irse | me voy
        hacer la cama | hice la cama
        dar un paseo | dimos un largo paseo
        el fin de semana | los fines de semana
        me gusta | me gustan los gatos
        gustar | me gusta
        sentarse | siéntate
        el/la profesor(a) | las profesoras
        el actor / la actriz | una actriz
        la comida ≠ yo como
        la comida | las comidas
        el vino | vinos tintos
        ver ≠ las velas
        rojo/a | rojas
        pan ≠ pantalón
        sal ≠ salsa
        la niña | las niñas
        la hermana | mis hermanas
        el lápiz | los lápices
        ¿qué tal? | hola, qué tal
        de vez en cuando | voy de vez en cuando
        echar de menos (a alguien) | te echo de menos
        ponerse | poniéndose
        hablar | háblame
        comprar | compramos pan
        querer | quiero
        la mano | las manos
        feliz | felices
        bonito | una casa bonita
        puerto ≠ la puerta
        caso ≠ mi casa
        libro | los libros
        año | años
    """,
    "en": """
        to go | she went home
        to go | gone
        the child | two children
        a mouse | mice
        to look after | I looked after him
        to pick up | pick me up
        get up | I got up late
        car ≠ cared
        hat ≠ I hated it
        to run | running
        think | I thought so
        play | playing
        can | I can't
        good | better
        happy | happier
        take off | took my shoes off
        the | the car
        a spoon ≠ a fork
        leave | he left
        knife | knives
        to study | studied
        art ≠ party
        mother-in-law | my mother-in-law
        ice cream | two ice creams
        to be | I am
        box | boxes
        email | e-mail
        big | bigger
        stop | stopped
    """,
    "de": """
        das Haus | viele Häuser
        das Haus | HÄUSER
        aufstehen | ich stehe um sieben auf
        aufstehen | bin aufgestanden
        aufstehen ≠ ich stehe hier
        sich freuen | ich freue mich
        sich freuen (auf) | hat sich gefreut
        der Lehrer / die Lehrerin | zwei Lehrerinnen
        schön | eine schöne Stadt
        schön ≠ schon gut
        schön | schoene Stadt
        Lust haben | ich habe keine Lust
        Lust haben | weil ich Lust habe
        einkaufen | ich kaufe heute ein
        essen | ich habe gegessen
        gehen | er ging
        der Mann | die Männer
        der | der Mann
        die Tasse ≠ der Teller
        Freund/in | meine Freundin
        Rat ≠ Fahrrad
        gut | besser
        die Straße | auf der Strasse
        fernsehen | wir sehen fern
        arbeiten | ich arbeite
    """,
    "fr": """
        l'homme | les hommes
        l’eau | de l'eau
        se lever | je me lève
        s'appeler | tu t'appelles
        avoir faim | j'ai très faim
        le cheval | des chevaux
        beau/belle | une belle fille
        heureux/-euse | elle est heureuse
        manger | j'ai mangé
        aller | je vais
        être | ils sont
        où ≠ tu ou moi
        où | où es-tu
        le travail | travaux
        étudiant(e) | une étudiante
        parler | je parle
        écrire | j'ai écrit
        la porte | les portes
        s'il te plaît | s'il te plaît!
        aujourd'hui | il fait beau aujourd'hui
        le père ≠ la mère
        prendre | pris
        le week-end | ce week-end
        l'école | une ecole
        nouveau | nouvelle
    """,
    "it": """
        l'amica | le mie amiche
        alzarsi | mi alzo
        alzarsi | voglio alzarmi
        dare | dammelo
        dire | dimmi
        guardare | guardalo
        il libro | i libri
        andare | vado
        la mano | le mani
        bello | bella
        mangiare | ho mangiato
        avere fame | ho molta fame
        scrivere | ho scritto
        è ≠ e poi
        la città | le citta
        lo zaino | gli zaini
        parlare | parlo
        il pane ≠ il panino
        lavorare | io lavoro
    """,
    "pt": """
        o homem | os homens
        levantar-se | eu me levanto
        dar | dá-me
        comer | comê-lo
        a mão | as mãos
        ir | fomos
        fazer | feito
        bonito | bonita
        ter fome | tenho muita fome
        o pão | pães
        falar | falei
        estudante | estudantes
        o avô | avo
    """,
    "ru": """
        книга | читаю книгу
        идти | я иду
        заниматься | я занимаюсь спортом
        красивый | красивая
        ёлка | елки
        человек | люди
        есть | я ем
        дом ≠ домой
        друг | друзья
        писать | писала
    """,
    "uk": """
        книга | книги
        комп'ютер | на комп’ютері
        гарний | гарна
        йти | йду
        дитина | діти
        п'ять | п’ять
    """,
    "ar": """
        كتاب | قرأت الكتاب
        كتاب | والكتاب جميل
        كتاب | كتابي
        مدرسة | مدرستي
        مدرسة | المدرسه
        بيت | في البيت
        كِتَاب | كتاب
    """,
    "hi": """
        लड़का | दो लड़के
        किताब | किताबें
        जाना | मैं जाता हूँ
        घर | घर में
    """,
    "zh": """
        学生 | 我是学生
        学 | 学生
        吃 chī | 我吃饭
        苹果 ≠ 香蕉
        你好 | 你好吗
        喜欢 (xǐhuan) | 我喜欢你
    """,
    "ja": """
        食べる | 昨日食べました
        行く | 学校に行きます
        高い | 高くないです
        勉強する | 日本語を勉強しました
        水 | お水ください
        見る ≠ 見学
        飲む | 飲んだ
        猫 ≠ 犬がいます
        買う | 買った
        ありがとう | ありがとうございます
    """,
    "th": """
        กิน | ผมกินข้าว
        แมว ≠ หมา
    """,
    "ko": """
        학교 | 학교에서 공부해요
        집 | 집에 가요
        공부하다 | 공부했어요
        친구 | 친구들은
        물 ≠ 물론
        먹다 | 먹었어요
    """,
    "tr": """
        ev | evlerimizde
        gitmek | gidiyorum
    """,
    "nl": """
        het huis | twee huizen
        lopen | ik loop
        opstaan | ik sta om zeven op
    """,
    "pl": """
        książka | czytam książkę
        iść | idę
        mieć | mam
    """,
    "sv": """
        att gå | jag gick
        en bok | böcker
    """,
    "el": """
        το σπίτι | τα σπίτια
        ο άνθρωπος | ανθρωπος
    """,
    "qu": """
        wasi | wasi hatun
        wasi ≠ Wasikuna
    """,
}
PACKED = ["de", "en", "es", "fr", "it"]
# Their dictionaries are not built: lemmas are looked up in the text, phrases need words that stay as they are.
# One of each script is read at every save; to read the large ones takes a second or two each.
LARGE = [pytest.param(language, marks=pytest.mark.slow) for language in ("pl", "sv", "tr", "uk")]
UNPACKED = ["ar", "el", "hi", "ja", "ko", "pt", "qu", "ru", "th", "zh", *LARGE]


def wrong(language: str, cache: Path) -> list[tuple[str, str]]:
    found = []
    for line in filter(None, map(str.strip, CASES[language].splitlines())):
        uses = " | " in line
        card, text = line.split(" | " if uses else " ≠ ")
        if Forms([card], language, cache).used(text) != ({0} if uses else set()):
            found.append((card, text))
    return found


@pytest.mark.parametrize("language", PACKED)
def test_words_of(language: str, packed: Callable[[str], Path]) -> None:
    assert wrong(language, packed(language)) == []


@pytest.mark.parametrize("language", UNPACKED)
def test_words_before_the_dictionary_is_built(language: str, tmp_path: Path) -> None:
    assert wrong(language, tmp_path) == []


def test_a_folder_is_not_needed() -> None:
    assert wrong("hi", Path("/nowhere")) == []
    assert Forms(["किताब"], "hi").used("किताबें") == {0}


@pytest.fixture(scope="module")
def market(packed: Callable[[str], Path]) -> Forms:
    return Forms(["el aguacate", "la cuchara", "tener hambre", "ir", "el té", "???", "el plátano"], "es", packed("es"))


def test_all_cards_of_a_text(market: Forms) -> None:
    assert market.used("Voy al mercado: tengo hambre y compro dos aguacates y un platano.") == {0, 2, 3, 6}


def test_a_phrase_does_not_reach_over_a_full_stop(market: Forms) -> None:
    assert market.used("No tengo. Hambre es otra cosa.") == set()


def test_links_and_mentions_use_no_word(market: Forms) -> None:
    assert market.used("@aguacate mira https://recetas.es/aguacate\ncon la cuchara") == {1}


def test_one_word_on_two_cards(packed: Callable[[str], Path]) -> None:
    assert Forms(["el banco", "banco", "bancos"], "es", packed("es")).used("un banco") == {0, 1, 2}


def test_the_longer_of_two_chinese_words_counts() -> None:
    assert Forms(["学", "学生"], "zh").used("我是学生") == {1}
    assert Forms(["学", "学生"], "zh").used("学生学习") == {0, 1}


@given(
    text=st.text()
    | st.lists(st.sampled_from("té Té te aguacates, tengo mucha HAMBRE. voy él 学生 l'aguacate x-y".split())).map(
        " ".join
    )
)
def test_any_text_has_used_words(market: Forms, text: str) -> None:
    used = market.used(text)
    assert used <= set(range(7))
    assert 5 not in used
    assert market.used(normalize("NFD", text)) == used


@given(
    text=st.lists(st.sampled_from("el aguacate la cuchara árbol platano voy tengo hambre casa".split())).map(" ".join)
)
def test_capitals_change_nothing(market: Forms, text: str) -> None:
    assert market.used(text.upper()) == market.used(text) == market.used(text.title())


@given(text=st.lists(st.sampled_from("plátano aguacate está café fuímos".split())).map(" ".join))
def test_accents_may_be_left_out(market: Forms, text: str) -> None:
    bare = normalize("NFC", "".join(mark for mark in normalize("NFD", text) if not "\u0300" <= mark <= "\u036f"))
    assert market.used(bare) == market.used(text)


@given(
    cards=st.lists(st.text(), max_size=4),
    text=st.text(),
    language=st.sampled_from(["es", "ja", "ar", "ko", "qu", "hi"]),
)
def test_any_list_can_be_expanded(cards: list[str], text: str, language: str) -> None:
    forms = Forms(cards, language, Path("/nowhere"))
    assert forms.used(text) <= set(range(len(cards)))
    assert forms.used("") == set()
