"""What is mended in a Spanish or Italian verb that carries its pronouns at its end: the pronoun, or the verb."""

from bot.language.attached import stems
from bot.language.inflection import without_pronoun
from bot.language.lexicon import Lexicon

_LANGUAGES = {"es", "it"}
_PRONOUN = 2  # letters that tell one from another: me, te; -lo, -la


def with_pronouns(old: str, new: str, lexicon: Lexicon) -> str:
    """Of one verb with pronouns at its end: relajarse, relajarme are small words, dirmi, dimmi the verb; else ""."""
    if lexicon.code not in _LANGUAGES:
        return ""
    hosts, hosts_new = _hosts(old, lexicon), _hosts(new, lexicon)
    if hosts.keys() & hosts_new.keys() and old[-_PRONOUN:] != new[-_PRONOUN:]:
        return "small words"
    return "verb" if {*hosts.values()} & {*hosts_new.values()} else ""


def _hosts(word: str, lexicon: Lexicon) -> dict[str, str]:
    """What a verb may be without its pronouns, with the infinitive; nothing of another word (tomate)."""
    if lexicon.lemma(word) is not None and infinitive(word, lexicon) is None:
        return {}
    found = ((stem, infinitive(stem, lexicon)) for stem in (word, *stems(word, lexicon.code)))
    return {stem: verb for stem, verb in found if verb is not None}


def infinitive(word: str, lexicon: Lexicon) -> str | None:
    """The infinitive of a form of a verb."""
    lemma = without_pronoun(lexicon.lemma(word) or "", lexicon.code)
    return lemma if lemma and lexicon.is_verb(lemma, "", "") else None
