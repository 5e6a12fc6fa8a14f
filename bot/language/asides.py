"""What people say beside a correction, and what else than a correction they put an asterisk to."""

import regex

# A pattern for the middle of others: sorry, I meant, haha.
SORRY = (
    r"(?:oh\s+)?(?:i'?m\s+)?(?:so\s+)?(?:sorry|sry|my bad|oops|ooops|whoops|ups|upps|uups|huch|ugh|argh|wait|ay|"
    r"perd[oó]n|disculpa|lo siento|quise decir|quiero decir|quer[ií]a decir|i mean|i meant|meant|typo|mist|"
    r"entschuldigung|ich meine|ich meinte|meinte|pardon|désolée?|oups|zut|je veux dire|je voulais dire|scusa|scusate|"
    r"volevo dire|intendevo|desculpa|desculpe|quis dizer|quero dizer|ops|извини|ой|вибач|"
    r"(?:ja|je|ha|he|hi|ah|eh|rs|k){2,}[ahjs]?|ja|lo+l|xd+|mdr|ptdr|uy|uf|ah|eh)\b"
)
# What leads to a correction rather than to an emphasis only because one asterisk follows: you mean *went.
_LEAD = (
    r"(?:i think|maybe|perhaps|probably|creo que|quizás?|tal vez|ich glaube|vielleicht|je crois que|je crois|peut-être|"
    r"credo che|credo|forse|acho que|talvez)?,?\s*"
    r"(?:you mean|did you mean|do you mean|it'?s|it is|it should be|should be|better|correct(?:ion)?|right|"
    r"quieres decir|querías decir|se dice|es|sería|debería ser|mejor|correcto|corrección|"
    r"du meinst|meinst du|es heißt|es ist|richtig(?: ist)?|besser|korrekt|korrektur|"
    r"tu veux dire|on dit|c'est|plutôt|correction|vuoi dire|si dice|è|sarebbe|meglio|corretto|"
    r"quer dizer|você quer dizer|se diz|diz-se|é|seria|deveria ser|melhor|correto)"
)
_HINT = r"(?:maybe|perhaps|quizás?|tal vez|vielleicht|peut-être|forse|talvez)"
_BEFORE = regex.compile(rf"^(?>{SORRY}[\s,:.!…]*)++(?=[*\"'“«])", regex.I)
_LEADING = regex.compile(rf"^(?:{_LEAD}|{_HINT})\s*:?\s*(?=[*\"'“«]+\p{{L}})", regex.I)
_LEADING_BEHIND = regex.compile(
    r"^(?:(?:did |do )?you mean|(?:it )?should be|quieres decir|se dice|debería ser|du meinst|es heißt|tu veux dire|"
    r"on dit|vuoi dire|si dice|quer dizer|se diz|deveria ser)\s*:?\s+(?=.+\*$)",
    regex.I,
)
_SMILEY = r"(?:[:;=8xX]['\-^]?[)(DPpdoO/|\\]+|<3|\^\^|\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}\u200d\ufe0f]*)"
# Each part begins where its row of spaces and marks does: tried at every one of them, a long row takes half a second.
_AFTER = regex.compile(
    rf"(?>(?<![\s,.!…])[\s,.!…]++{SORRY}|(?<!\s)\s*+{_SMILEY})++[\s.!…]*+$",
    regex.I,
)
_NOTE = regex.compile(
    r"(?:nota|note|nb|ps|p\.s|pd|n\.b|hinweis|anm|anmerkung|achtung|remarque|attention|importante?|wichtig|aviso|"
    r"avviso|avertissement|warning|disclaimer|edit|update|atenção|observação|obs|aclaración|ojo)\b\s*[:.\-]",
    regex.I,
)
_FOOTNOTE = regex.compile(
    r"(?i:\b(?:terms and conditions|subject to|while stocks|sujeto a|hasta agotar|vorbehalten|solange der vorrat|"
    r"zzgl|inkl|sous réserve|dans la limite|salvo esaurimento|sujeito a|may vary|applies to|apply to|required field|"
    r"mandatory field|no incluid[oa]s?|no acumulables?|fin de existencias|campos? obligatorios?|nicht inbegriffen|"
    r"hors frais|champs? obligatoires?|non inclus[eo]?|campi? obbligatori[o]?|não incluíd[oa]s?|campos? obrigatórios?)"
    r"\b)"
    r"|^(?=\p{Lu}).*\b(?i:conditions|members|only for|excluding|including|tax|vat|condiciones|solo para|sólo para|"
    r"incluid[oa]s?|consultar?|bedingungen|nur für|réservée?s?|hors taxes|solo per|riservat[oa]|condizioni|"
    r"apenas para|só para|condições)\b"
)
_ACTIONS = frozenset(
    "sigh sighs hug hugs laughs cries cry facepalm shrug shrugs wink winks waves blush blushes gasp gasps cough coughs "
    "nods yawn yawns suspiro suspira risas llora abrazo abrazos seufz grins lach kicher umarm schluchz zwinker wink "
    "winke hust gähn soupir soupire rire rires câlin câlins sospira ride piange abbraccio risos suspiro chora abraço "
    "shivers bows yawns gulps blinks pouts grumbles sniffs drools claps cheers dances whistles bosteza bostezo "
    "aplausos "
    "aplaude guiño estornuda zitter frier verbeug pfeif klatsch frissonne grelotte bâille applaudit tremble rougit "
    "sbadiglia applausi arrossisce rabbrividisce trema boceja aplaude treme abraça pflichtfeld required "
    "вздох вздыхает смеётся смеется плачет обнимает зевает краснеет подмигивает храпит зітхає сміється плаче обіймає "
    "позіхає червоніє підморгує хропе schnarch gähnt jubel knuddel drück freu heult ronca "
    "edit edited editado editiert édité "
    "bip beep ring boom whispers giggles smirks sobs faints augenroll schulterzuck schnüff heul fischietta".split()
)


_HOW = frozenset(  # what follows the name of an action
    "loudly quietly softly nervously happily sadly slowly awkwardly internally silently dramatically deeply heavily so "
    "you in at intensifies noises fuerte profundamente nerviosa nervioso en por de laut leise dich fort très doucement "
    "forte muito te ti тихо громко нервно голосно".split()
)
_ONLY = regex.compile(
    r"^(?:except|excluding|excepto|salvo|außer|ausgenommen|sauf|excepté|eccetto|tranne|exceto|кроме|крім|"
    r"not (?:on|for|in|valid|available|included))\s+\S+\s+\S+|"
    r"\b(?:not|tax|vat|breakfast|drinks?|delivery|no|iva|desayuno|envío|non|petit-déjeuner|boissons?|taxes?|tva|service|"
    r"iva|colazione|não|café)\s+(?:included|incluid[oa]s?|compris[es]?|inclus[oaie]?s?|compres[oaie]|incluíd[oa]s?)$|"
    r"\s(?:inbegriffen|inklusive|включён|включено)$",
    regex.I,
)


def without_asides(line: str) -> str:
    """Without the sorry, you mean, haha and smileys before and after."""
    line = _AFTER.sub("", _BEFORE.sub("", line)).strip()
    return _LEADING_BEHIND.sub("", _LEADING.sub("", line))


def is_note(words: str) -> bool:
    """A footnote: Note: …, terms and conditions apply."""
    if _NOTE.match(words) or _ONLY.search(words):
        return True
    return " " in words and _FOOTNOTE.search(words) is not None


def is_action(words: str) -> bool:
    """What somebody does rather than says: sighs, facepalm. What may as well be a correction (runs) is none."""
    action, _, how = words.lower().partition(" ")
    return action in _ACTIONS and (not how or how.split()[0] in _HOW)
