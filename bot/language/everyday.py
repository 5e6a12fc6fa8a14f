"""The hundred or so words short chat lines are made of: encyclopedias and dictionaries tell too little of them."""

from functools import lru_cache

from bot.language.tokens import fold

_WORDS = {
    "en": (
        "i you he she it we they me him her us them my your his our their mine yours this that these those the a "
        "an and or but so because if then than to of in on at for with from by about as into is are am was were be "
        "been being i'm you're he's she's it's we're they're i've i'd i'll isn't aren't wasn't have has had do "
        "does did don't doesn't didn't can can't could would will won't should must let's not no yes yeah yep nope "
        "what who where when why how which there here now today tomorrow yesterday go going get got know think "
        "like want see say said make come look good bad very much many some any all more hello hi hey bye thanks "
        "thank please sorry sure right too also just only really way well true same bit day night "
        "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
        "october november december english spanish german french italian russian chinese japanese american"
    ),
    "es": (
        "yo tú él ella nosotros nosotras ellos ellas usted ustedes vosotros me te se nos os lo la le los las les "
        "mi mis tu tus su sus mío mía este esta esto estos estas ese esa eso el un una unos unas y e o u pero "
        "porque si que qué quién dónde cuándo cómo cuánto cuál de del a al en con por para sin sobre desde hasta "
        "entre como más menos muy mucho mucha muchos muchas poco algo nada todo toda todos todas también tampoco "
        "ya no sí hoy mañana ayer aquí ahí allí ahora luego después siempre nunca soy eres es somos son estoy "
        "estás está estamos están era fue fui ha he hay tengo tienes tiene tenemos voy vas va vamos van hago hace "
        "quiero quieres puedo puede sé creo gusta gustan hola adiós gracias perdón bueno buena buenos buenas bien "
        "mal vale claro favor "
        "uno solo sola casa parte forma hacia dos tres cuatro cinco seis siete ocho nueve diez"
    ),
    "de": (
        "ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen mein meine dein deine sein seine unser "
        "das der die den dem des ein eine einen einem einer und oder aber weil dass wenn als ob denn was wer wo "
        "wann warum wie welche zu zum zur in im an am auf aus bei mit nach von vom für um über unter vor hin bin "
        "bist ist sind seid war waren habe hast hat haben hatte kann kannst können muss musst müssen will willst "
        "wollen mag möchte soll darf werde wird werden nicht nein ja kein keine auch nur noch schon sehr viel "
        "viele gut schlecht heute morgen gestern hier da dort jetzt dann immer nie gehe geht gehen mache macht "
        "weiß komme hallo tschüss danke bitte klar doch mal alles etwas nichts so also genau stimmt stunde stunden"
    ),
    "fr": (
        "je tu il elle on nous vous ils elles me te se moi toi lui leur leurs mon ma mes ton ta tes son sa ses "
        "notre votre le la les l' un une des du de d' à au aux en dans sur sous avec sans pour par chez et ou mais "
        "donc car parce que qui quoi où quand comment pourquoi quel quelle ce cet cette ces ça c'est ceci cela "
        "suis es est sommes êtes sont était ai as a avons avez ont avait j'ai j'aime vais vas va allons allez vont "
        "fais fait peux peut veux veut sais sait ne pas plus jamais rien non oui si très trop bien mal beaucoup "
        "peu tout tous toute aussi encore déjà toujours ici là maintenant aujourd'hui demain hier bonjour bonsoir "
        "salut merci désolé d'accord vrai être avoir "
        "entre sauf"
    ),
    "it": (
        "io tu lui lei noi voi loro mi ti si ci vi lo la li le gli ne me te mio mia miei mie tuo tua suo sua "
        "nostro il i un uno una l' di del della dei delle a al alla ai da dal dalla in nel nella con su sul per "
        "tra fra e ed o ma perché se che chi cosa dove quando come quanto quale questo questa questi queste quello "
        "quella sono sei è siamo siete era ho hai ha abbiamo avete hanno vado vai va andiamo vanno faccio fai fa "
        "voglio vuoi vuole posso puoi può so sai sa piace piacciono non no sì molto molta poco tutto tutti tutta "
        "anche anch'io ancora già sempre mai più meno bene male qui qua là adesso ora oggi domani ieri ciao grazie "
        "prego scusa buono buona buongiorno vero certo "
        "parte"
    ),
    "pt": (
        "eu tu ele ela nós vós eles elas você vocês me te se nos lhe o a os as um uma uns umas meu minha meus "
        "minhas teu tua seu sua nosso nossa este esta isto esse essa isso aquele aquela de do da dos das em no na "
        "nas com por pelo pela para pra sem sobre e ou mas porque que quem onde quando como quanto qual sou és é "
        "somos são estou está estamos estão era foi fui tenho tens tem temos têm vou vais vai vamos vão faço faz "
        "quero quer posso pode sei gosto gosta não sim muito muita muitos pouco tudo todo todos toda também já "
        "ainda sempre nunca mais menos bem mal aqui ali lá agora hoje amanhã ontem olá oi tchau obrigado obrigada "
        "desculpa bom boa verdade "
        "entre estas estes parte"
    ),
    "nl": (
        "ik jij je hij zij ze wij we jullie mij me jou hem haar ons hun mijn jouw zijn dit dat deze die de het een "
        "en of maar want omdat als dan wat wie waar wanneer waarom hoe welke van in op aan voor met naar bij uit "
        "over om te ben bent is was waren heb hebt heeft hebben had kan kunt kunnen moet moeten wil willen ga gaat "
        "gaan doe doet niet geen nee ja ook nog al wel heel veel goed slecht vandaag morgen gisteren hier daar nu "
        "altijd nooit hallo hoi doei dank bedankt graag sorry leuk mooi weet vind"
    ),
    "pl": (
        "ja ty on ona my wy oni one mnie mi ciebie ci go mu jej jego nas nam was wam ich im mój moja moje twój "
        "twoja ten ta to te jest jestem jesteś są był była było być mam masz ma mamy mają i a ale albo bo że czy "
        "jak co kto gdzie kiedy dlaczego w we na do z ze od po za o u dla przez nie tak też już jeszcze bardzo "
        "dużo mało dobrze źle dziś dzisiaj jutro wczoraj tu tutaj tam teraz zawsze nigdy idę lubię chcę mogę wiem "
        "cześć dzień dobry dziękuję proszę się"
    ),
    "ru": (
        "я ты он она оно мы вы они меня мне тебя тебе его ему её ей нас нам вас вам их им мой моя моё мои твой "
        "твоя наш ваш это этот эта эти тот та и а но или если что чтобы как кто где когда почему зачем в во на с "
        "со к у о об от до из за для по при не нет да ни был была было были быть есть буду будет могу может хочу "
        "хочет знаю знает люблю любит думаю иду еду очень много мало хорошо плохо тоже также ещё уже всё все "
        "только сегодня завтра вчера здесь тут там сейчас потом всегда никогда привет пока спасибо пожалуйста "
        "извини конечно правда два"
    ),
    "uk": (
        "я ти він вона воно ми ви вони мене мені тебе тобі його йому її їй нас нам вас вам їх їм мій моя моє мої "
        "твій твоя наш ваш це цей ця ці той та й і а але або чи якщо що щоб як хто де коли чому навіщо в у на з зі "
        "із до о об від за для по при не ні так був була було були бути є буду буде можу може хочу хоче знаю знає "
        "люблю любить думаю йду їду дуже багато мало добре погано теж також ще вже все усі тільки сьогодні завтра "
        "вчора тут там зараз потім завжди ніколи привіт бувай дякую будь ласка вибач звичайно правда два"
    ),
}


@lru_cache
def everyday(code: str) -> frozenset[str]:
    """The words of a language given by its two letters; none for most."""
    return frozenset(_WORDS.get(code, "").split())


@lru_cache
def spellings(code: str) -> dict[str, list[str]]:
    """The same, found by what remains of them without accents: si is si and sí."""
    found: dict[str, list[str]] = {}
    for word in everyday(code):
        found.setdefault(fold(word), []).append(word)
    return found
