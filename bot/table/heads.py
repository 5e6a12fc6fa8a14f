"""Knows the columns of a table by the names people give them in several languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

_NAMES = {
    "word": """word term front target vocabulary vocab expression lemma headword palabra palabras término anverso frente
        vocabulario expresión mot mots terme recto vocabulaire wort wörter begriff vorderseite vokabel parola termine
        fronte palavra termo 単語 слово 词 单词 слова woord słowo kelime""",
    "translation": """translation meaning definition back native gloss traducción significado reverso definición
        traduction sens verso définition übersetzung bedeutung rückseite traduzione significato retro definizione
        tradução definição перевод 意味 翻译 意思 vertaling tłumaczenie anlam çeviri""",
    "example": """example sentence examples sentences ejemplo ejemplos frase frases oración exemple exemples phrase
        phrases beispiel satz beispielsatz esempio esempi exemplo пример 例文 例句 voorbeeld przykład örnek""",
    "note": """note notes comment comments remark hint extra nota notas comentario pista remarque commentaire
        notiz hinweis anmerkung commento примечание メモ 备注 opmerking""",
    "aim": """aim theme topic unit lesson chapter tags deck tema unidad lección objetivo thème leçon unité thema
        einheit lektion argomento unità lezione tópico тема""",
    "question": """question questions prompt pregunta preguntas frage fragen domanda domande pergunta вопрос 質問
        问题 vraag""",
    "starter": """starter start beginning opener comienzo inicio début anfang inizio начало""",
    "words": """words help helpful ayuda useful hilfe aide aiuto""",
    "easier": """easier simpler fácil facile einfacher""",
}
_OTHER = {"culture note": "note", "helpful words": "words", "palabras útiles": "words", "en fácil": "easier"}


def _folded(name: str) -> str:
    plain = "".join(one for one in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(one))
    return " ".join(plain.replace("_", " ").strip(" .:*#\ufeff").split())


_KNOWN = {_folded(name): field for field, names in _NAMES.items() for name in names.split()}
_KNOWN |= {_folded(name): field for name, field in _OTHER.items()}


def fields_of(
    names: Sequence[str], fields: Sequence[str], languages: Mapping[str, str], *, sure: bool = False
) -> list[str] | None:
    """Which of `fields` each column holds, "" for none; None where this is no line of names.

    `languages` are names of languages with the field that is written in them. `sure`: these certainly are names.
    """
    known = {**_KNOWN, **{_folded(name): field for name, field in languages.items()}}
    found = [known.get(_folded(name), "") if name.strip() else "" for name in names]
    found = [field if field in fields else "" for field in found]
    named = [field for field in found if field]
    # "frase;phrase" may be a card: two columns of one meaning are no names
    if len(set(named)) != len(named) or len(named) < (1 if sure or len(names) == 1 else 2):
        return None
    if fields[0] not in named:
        free = next((at for at, field in enumerate(found) if not field and names[at].strip()), None)
        if free is None:
            return None
        found[free] = fields[0]
    return found
