"""Words of a row, one of which is easily said for another: days, months, numbers, question words; and what denies."""

from functools import lru_cache

_SERIES = {  # days | months | numbers | days from here | words that ask
    "en": "monday tuesday wednesday thursday friday saturday sunday|january february march april may june july august "
    "september october november december|two three four five six seven eight nine ten|yesterday today tomorrow tonight|"
    "what which how where when why who",
    "es": "lunes martes miércoles miercoles jueves viernes sábado sabado domingo|enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre|dos tres cuatro cinco seis siete ocho nueve diez|"
    "ayer hoy mañana|qué cuál cuáles cómo dónde cuándo quién cuánto cuánta cuántos cuántas",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag|januar februar märz april mai juni juli august "
    "september oktober november dezember|zwei drei vier fünf sechs sieben acht neun zehn|gestern heute morgen "
    "übermorgen|wer was wie wo wann warum welche welcher welches",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche|janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre|deux trois quatre cinq six sept huit neuf dix|hier aujourd'hui demain|"
    "comment où quand pourquoi combien quel quelle quels quelles",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica|gennaio febbraio marzo aprile maggio giugno luglio "
    "agosto settembre ottobre novembre dicembre|due tre quattro cinque sei sette otto nove dieci|ieri oggi domani|"
    "quale quali come dove quando quanto quanta quanti quante",
    "pt": "segunda terça quarta quinta sexta sábado domingo segunda-feira terça-feira quarta-feira quinta-feira "
    "sexta-feira|janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro|"
    "dois duas três quatro cinco seis sete oito nove dez|ontem hoje amanhã|qual quais como onde quando quanto quanta "
    "quantos quantas",
    "ru": "понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье|два две три четыре пять "
    "шесть семь восемь девять десять|вчера сегодня завтра|что какой какая какое как где когда почему кто",
    "uk": "понеділок вівторок середа середу четвер п'ятниця п'ятницю субота суботу неділя неділю|два дві три чотири "
    "п'ять шість сім вісім дев'ять десять|вчора сьогодні завтра|що який яка яке як де коли чому хто",
}
_NEGATIONS = {
    "en": "no not don't doesn't didn't can't cannot won't", "es": "no nunca", "de": "nicht kein keine keinen keinem",
    "fr": "pas ne n' jamais plus", "it": "non mai", "pt": "não nunca", "ru": "не", "uk": "не",
}  # fmt: skip


def of_one_row(word: str, other: str, code: str) -> bool:
    """Whether both, in lower case, are days, or months, or numbers in words or digits."""
    if word[:1].isdigit() and other[:1].isdigit():
        return True
    return bool(_rows(code).get(word, _NONE) & _rows(code).get(other, _NONE))


def denies(word: str, code: str) -> bool:
    """Of a word in lower case."""
    return word in _listed(code)


_NONE: frozenset[int] = frozenset()


@lru_cache
def _rows(code: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, row in enumerate(_SERIES.get(code, "").split("|")):
        for word in row.split():
            found[word] = found.get(word, _NONE) | {number}
    return found


@lru_cache
def _listed(code: str) -> frozenset[str]:
    return frozenset(_NEGATIONS.get(code, "").split())
