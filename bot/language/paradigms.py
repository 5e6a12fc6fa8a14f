"""Regular forms of a word by rule: what a dictionary with one lemma for each form leaves out, or has no entry for."""

from collections.abc import Iterator

import regex

_AR = (
    "o as a amos ais an e aste asteis aron aba abas abamos abais aban are aras ara aremos areis aran aria arias "
    "ariamos ariais arian es emos eis en aramos arais ase ases asemos aseis asen ad ando ado ada ados adas ar"
)
_ER_IR = (
    "o es e en i iste io imos isteis ieron ia ias iamos iais ian a as amos ais an iera ieras ieramos ierais ieran iese "
    "ieses iesemos ieseis iesen iendo ido ida idos idas "
)
_ER = _ER_IR + "emos eis ere eras era eremos ereis eran eria erias eriamos eriais erian ed er"
_IR = _ER_IR + "is ire iras ira iremos ireis iran iria irias iriamos iriais irian id ir"
_PT_AR = (
    "o as a amos ais am ei aste ou astes aram ava avas avamos aveis avam arei aras ara aremos arao aria arias ariamos "
    "ariam e es emos em asse asses assemos assem ares armos arem ando ado ada ados adas ar"
)
_PT_ER_IR = "o es e em i este eu emos estes ia ias iamos iam a as amos am ido ida idos idas "
_PT_ER = _PT_ER_IR + "emos eis eram erei eras era eremos erao eria eriam esse essem eres ermos erem endo er"
_PT_IR = _PT_ER_IR + "imos is iu iste iram irei iras ira iremos irao iria iriam isse issem ires irmos irem indo ir"
_FR_ER = (
    "e es ons ez ent ais ait ions iez aient ai as a ames ates erent erai eras era erons erez eront erais erait erions "
    "eriez eraient asse asses assent ant e ee es ees er"
)
_FR_IR = (
    "is it issons issez issent issais issait issions issiez issaient irai iras ira irons irez iront irais irait "
    "irions iriez iraient isse isses issant i ie ies irent imes ir"
)
_FR_RE = (
    "s t ons ez ent ais ait ions iez aient rai ras ra rons rez ront rais rait rions riez raient e es ant u ue us ues "
    "is it irent re"
)
_IT = "o i a iamo ano ai asti o ammo aste arono avo avi ava avamo avate avano ando ato ata ati ate are ate ino "
_IT_ARE = _IT + "ero erai era eremo erete eranno erei eresti erebbe eremmo ereste erebbero assi asse assimo assero ar"
_IT_E = "o i e iamo ono a ano ete ii isti i iste ivo ivi iva ivamo ivano endo uto uta uti ute essi esse essero "
_IT_ERE = (
    _IT_E + "evo evi eva evamo evate evano ei esti e emmo este erono ero erai era eremo erete eranno erei erebbe ere er"
)
_IT_IRE = (
    _IT_E + "ite ivate imm irono iro irai ira iremo irete iranno irei irebbe ito ita iti ite isco isci isce iscono "
    "isca iscano issi isse issero ire ir"
)
_RU_AT = "ю ешь ет ем ете ют л ла ло ли й йте в вший я нный нная нное нные н на но ны ть"
_RU_IT = "ю у ишь ит им ите ят ат ил ила ило или и ь ив я а енный ен ена ено ены ить"
_UK_AT = "ю єш є ємо єте ють в ла ло ли й йте вши ючи ний на не ні но ти"
_UK_IT = "ю у иш ить имо ите ять ать ив ила ило или и ь ять ений ена ене ені ено ити"
_VERBS = {
    "es": {"ar": _AR, "er": _ER, "ir": _IR},
    "pt": {"ar": _PT_AR, "er": _PT_ER, "ir": _PT_IR},
    "fr": {"er": _FR_ER, "ir": _FR_IR, "re": _FR_RE},
    "it": {"are": _IT_ARE, "ere": _IT_ERE, "ire": _IT_IRE},
    "ru": {"ить": _RU_IT, "ть": _RU_AT},
    "uk": {"ити": _UK_IT, "ти": _UK_AT},
    "de": {"en": "e st t en te test ten tet end est et ete etest eten etet"},
}
_NAMES = {
    "es": {"z": "ces", "a": "as", "e": "es", "o": "os a as", "": "s es"},
    "pt": {"m": "ns", "ao": "oes aos aes", "l": "is", "a": "as", "o": "os a as", "e": "es", "": "s es"},
    "fr": {"eux": "euse euses", "f": "ve ves", "el": "elle elles els", "en": "enne ennes ens", "": "s e es"},
    "it": {"co": "chi ci che ca", "go": "ghi gi ghe ga", "ca": "che", "ga": "ghe", "io": "i ia ie", "a": "e i",
           "o": "i a e", "e": "i"},
    "ru": {"ый": "ая ое ые ого ому ым ом ой ую ых ыми", "ий": "ая яя ое ее ие ого его ому им ом ем ой ей ую юю их ими",
           "ой": "ая ое ые ие ого ому ым им ом ую ых их ыми ими"},
    "uk": {"ий": "а е і ого ому им ої ій у ою их ими"},
    "en": {"y": "ies ied ys yed ying", "e": "es ed ing d", "": "s es ed ing er est"},
    "de": {"": "e en em er es n s in innen"},
    "nl": {"": "en e s"},
}  # fmt: skip
_SOFT = {"es": (("c", "qu"), ("g", "gu"), ("z", "c"), ("gu", "g")), "pt": (("c", "qu"), ("g", "gu"), ("c", "ç")),
         "fr": (("c", "ç"), ("g", "ge")), "it": (("c", "ch"), ("g", "gh"))}  # fmt: skip
_SHORT = regex.compile("[^aeiou][aeiou][bdgklmnprt]$")  # big, stop: the last letter is doubled
_BROKEN = {"ar": "o as a an e es en", "er": "o es e en a as an", "ir": "o es e en a as an io ieron iendo iera amos"}
_BREAKS = {"ar": (("e", "ie"), ("o", "ue"), ("u", "ue")), "er": (("e", "ie"), ("o", "ue")),
           "ir": (("e", "ie"), ("e", "i"), ("o", "ue"), ("o", "u"), ("i", "ie"))}  # fmt: skip


def conjugated(word: str, code: str) -> Iterator[str]:
    """Regular forms of a folded infinitive, with the spelling that keeps its sound; nothing for other words."""
    for ending, suffixes in _VERBS.get(code, {}).items():
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        stems = {stem, *(stem.removesuffix(old) + new for old, new in _SOFT.get(code, ()) if stem.endswith(old))}
        yield from (each + suffix for each in stems for suffix in suffixes.split())
        if code == "de":
            yield f"ge{stem}t"
        return


def broken(word: str) -> Iterator[str]:
    """Forms of a folded Spanish infinitive as if its vowel changed under stress: contar, cuento."""
    for ending, suffixes in _BROKEN.items():
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        at = max(map(stem.rfind, "aeiou"))
        for old, new in _BREAKS[ending]:
            if at >= 0 and stem[at] == old:
                changed = stem[:at] + new + stem[at + 1 :]
                yield from (changed + suffix for suffix in suffixes.split())


def declined(word: str, code: str) -> Iterator[str]:
    """Regular forms of a folded noun or adjective, both genders."""
    if code == "en" and _SHORT.search(word):
        yield from (f"{word}{word[-1]}{suffix}" for suffix in ("er", "est", "ing", "ed"))
    for ending, suffixes in _NAMES.get(code, {}).items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield from (stem + suffix for suffix in suffixes.split())
            return
