"""Takes off what is written onto a word: Spanish and Italian pronouns, Arabic and Hebrew prefixes, Korean particles."""

from collections.abc import Iterator

import regex

_ES = regex.compile(r"(.{2,}?)(?:[mts]e|nos|os)?(?:me|te|se|nos|os|l[aoe]s?)")
_IT = regex.compile(r"(.{2,}?)(?:gli|[mtcvs]e)?(?:mi|ti|si|ci|vi|l[aoei]|ne|gli)")
_AR_BEFORE = " و ف ال وال فال بال كال لل ولل ب ل ك س وب ول".split(" ")
_AR_AFTER = " ها هم هن كم نا ني ه ي ك ون ين ان ات".split(" ")
_HE_BEFORE = regex.compile("[והבלכמש]{1,3}")
_KO_AFTER = regex.compile(
    "(.+?)(?:이|가|은|는|을|를|에|에서|에게|께|한테|와|과|랑|이랑|하고|도|만|의|로|으로|부터|까지|처럼|보다|들|요|예요|이에요|"
    "이다|입니다|이야|야|네)+"
)
_KO_DONE = regex.compile("(.+?)(?:하|해|했|할|한|합).*")  # 공부했어요
_KO_VERB = regex.compile(
    "(.+?)(?:어|아|여|었|았|였|습|고|지|는|은|을|면|서|기|게|러|려|자|니|네|던|세|시|으).*"
)  # 먹었어요


def stems(word: str, code: str) -> Iterator[str]:
    """What a folded word may be without what is attached to it."""
    match code:
        case "es" if found := _ES.fullmatch(word):
            yield from (found[1], f"{found[1]}s")  # vámonos is vamos
        case "it" if found := _IT.fullmatch(word):
            yield from (found[1], f"{found[1]}e", found[1][:-1])  # guardalo, alzarmi, dammelo
        case "ar":
            for bare in _without(word, _AR_BEFORE, _AR_AFTER):
                yield from (bare, bare[:-1] + "ه") if bare.endswith("ت") else (bare,)
        case "he" if found := _HE_BEFORE.match(word):
            yield from (word[cut:] for cut in range(1, len(found[0]) + 1) if len(word) - cut >= 2)
        case "de":
            yield word.replace("ae", "a").replace("oe", "o").replace("ue", "u")  # schoene is schöne
        case "ko":
            yield from _korean(word)


def _without(word: str, before: list[str], after: list[str]) -> Iterator[str]:
    for prefix in before:
        for suffix in after:
            bare = word.removeprefix(prefix).removesuffix(suffix)
            if word.startswith(prefix) and word.endswith(suffix) and 3 <= len(bare) == len(word) - len(prefix + suffix):
                yield bare


def _korean(word: str) -> Iterator[str]:
    if found := _KO_AFTER.fullmatch(word):
        yield found[1]
    if found := _KO_DONE.fullmatch(word):
        yield f"{found[1]}하다"
    elif found := _KO_VERB.fullmatch(word):
        yield f"{found[1]}다"
