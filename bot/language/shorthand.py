"""How chats shorten words, and how a language itself joins two of them: u for you, don't for do not, al for a el."""

from functools import lru_cache

import regex

_CHAT = {
    "en": (
        "u=you|ur=your,you're|r=are|y=why|n=and|b=be|c=see|k=ok,okay|okey=okay,ok|okk=ok,okay|thx=thanks|"
        "tnx=thanks|thnx=thanks|ty=thank you|pls=please|plz=please|plse=please|ppl=people|bc=because|bcs=because|"
        "bcz=because|bcoz=because|coz=because|cos=because|cuz=because|'cause=because|tho=though|thru=through|"
        "w=with|w/=with|abt=about|btw=by the way|idk=i don't know|imo=in my opinion|tbh=to be honest|rn=right now|"
        "msg=message|luv=love|gr8=great|m8=mate|b4=before|l8r=later|2day=today|2moro=tomorrow|tmr=tomorrow|"
        "tmrw=tomorrow|2nite=tonight|tonite=tonight|4=for|2=to,too|sry=sorry|yr=your,year|yrs=years|hv=have|"
        "wat=what|wut=what|dat=that|dis=this|smth=something|smb=somebody|sth=something|sb=somebody|"
        "nvm=never mind|omg=oh my god|fav=favourite,favorite|fave=favourite,favorite|pic=picture|pics=pictures|"
        "info=information|prof=professor|&=and|+=and|bday=birthday|gn=good night|gm=good morning|"
        "lil=little|ya=you,yes|yea=yes|yep=yes|yup=yes|nope=no|nah=no|yeah=yes"
    ),
    "es": (
        "k=que,qué|q=que,qué|ke=que,qué|x=por|xq=porque,por qué|pq=porque,por qué|xk=porque,por qué|pk=porque,por qué|"
        "porq=porque,por qué|tb=también|tmb=también|tbn=también|tambn=también|bn=bien|d=de|dl=del|l=el|m=me|n=en|"
        "s=es|t=te|xa=para|pa=para|xfa=por favor|pf=por favor|porfa=por favor|porfi=por favor|toy=estoy|ta=está|"
        "tas=estás|tamos=estamos|tan=están|kiero=quiero|kieres=quieres|qiero=quiero|aki=aquí|"
        "aky=aquí|qdamos=quedamos|qdar=quedar|mñn=mañana|mñna=mañana|msj=mensaje|grax=gracias|grcs=gracias|"
        "gcias=gracias|salu2=saludos|bss=besos|bs=besos|tqm=te quiero mucho|tkm=te quiero mucho|dnd=donde,dónde|"
        "cdo=cuando,cuándo|cnd=cuando,cuándo|cmo=como,cómo|km=como|kmo=como,cómo|nd=nada|tdo=todo|"
        "tds=todos|finde=fin de semana|profe=profesor,profesora|cole=colegio|uni=universidad|ad+=además|wno=bueno|"
        "bno=bueno|weno=bueno|wena=buena|ps=pues|pos=pues|xo=pero|vdd=verdad|okey=ok|&=y|+=más"
    ),
    "de": (
        "u=und|+=und|&=und|n=ein,eine,einen,und|ne=eine,nein|nen=einen|nem=einem|ner=einer|nich=nicht|nit=nicht|"
        "net=nicht|nix=nichts|is=ist|isses=ist es|ma=mal|hab=habe|haste=hast du|biste=bist du|"
        "willste=willst du|kannste=kannst du|weißte=weißt du|"
        "vllt=vielleicht|vlt=vielleicht|evtl=eventuell|bzgl=bezüglich|lg=liebe grüße|vg=viele grüße|"
        "hdl=hab dich lieb|kp=keine ahnung,kein plan|ka=keine ahnung|gn8=gute nacht|we=wochenende|mfg="
        "mit freundlichen grüßen|bissl=bisschen|bisl=bisschen|son=so ein|sone=so eine|"
        "grad=gerade|jez=jetzt|jz=jetzt|jtz=jetzt|wg=wegen|od=oder|heut=heute|tschau=ciao"
    ),
    "fr": (
        "c=c'est,ces,ses|cé=c'est|g=j'ai|jai=j'ai|j=je|d=de,des|l=elle|t=tu es,t'es|ke=que|k=que|q=que|ki=qui|"
        "koi=quoi|pk=pourquoi|pq=pourquoi|pkoi=pourquoi|pcq=parce que|pck=parce que|parske=parce que|bcp=beaucoup|"
        "tt=tout|tte=toute|ts=tous|ds=dans|qd=quand|qq=quelque|qqn=quelqu'un|qqch=quelque chose|slt=salut|"
        "bjr=bonjour|bsr=bonsoir|stp=s'il te plaît|svp=s'il vous plaît|mtn=maintenant|mnt=maintenant|auj=aujourd'hui|"
        "dsl=désolé,désolée|tjs=toujours|tjrs=toujours|jms=jamais|ms=mais|pr=pour|ac=avec|av=avec|vs=vous|ns=nous|"
        "pb=problème|prob=problème|rdv=rendez-vous|a+=à plus|2m1=demain|ya=il y a|y'a=il y a|chui=je suis|chuis="
        "je suis|jsuis=je suis|jpeux=je peux|jsais=je sais|nn=non|ouais=oui|ouai=oui|cad=c'est-à-dire|"
        "prof=professeur|resto=restaurant|ciné=cinéma|appart=appartement|&=et|+=plus|o=au|biz=bises|msg=message"
    ),
    "it": (
        "k=che|ke=che|ki=chi|kosa=cosa|ksa=cosa|x=per|xké=perché|xke=perché|xkè=perché|xchè=perché|xché=perché|"
        "xche=perché|perke=perché|perkè=perché|xò=però|xo=però|nn=non|cmq=comunque|cn=con|cs=cosa|qnd=quando|"
        "qndo=quando|qst=questo,questa|qsto=questo|qlc=qualche|qlcs=qualcosa|qlcn=qualcuno|tt=tutto,tutti|"
        "tto=tutto|tvb=ti voglio bene|sn=sono|dv=dove|dp=dopo|dmn=domani|sett=settimana|msg=messaggio|risp=rispondi|"
        "grz=grazie|grz1000=grazie mille|pke=perché|anke=anche|ank=anche|nnt=niente|d=di|m=mi|t=ti|c=ci|6=sei|"
        "prof=professore,professoressa|bici=bicicletta|&=e|+=più|gg=giorni"
    ),
    "pt": (
        "vc=você|vcs=vocês|ce=você|cê=você|q=que|k=que|oq=o que|pq=porque,por que,porquê|pk=porque|tb=também|"
        "tbm=também|tmb=também|n=não|ñ=não|nao=não|s=sim|eh=é|ta=está|tá=está|to=estou|tô=estou|tou=estou|tamo=estamos|"
        "p=para|pra=para|pro=para o|pros=para os|pras=para as|d=de|c=com|cmg=comigo|ctg=contigo|td=tudo|tds=todos|"
        "blz=beleza|vlw=valeu|obg=obrigado,obrigada|brigado=obrigado|brigada=obrigada|hj=hoje|amh=amanhã|qdo=quando|"
        "qnd=quando|qto=quanto|qt=quanto|mt=muito|mto=muito|mta=muita|mts=muitos|msm=mesmo|ngm=ninguém|nd=nada|"
        "bj=beijo|bjs=beijos|abs=abraços|fds=fim de semana|msg=mensagem|prof=professor,professora|aki=aqui|kd=cadê|"
        "flw=falou|vamo=vamos|&=e|+=mais|né=não é"
    ),
    "ru": (
        "спс=спасибо|пж=пожалуйста|пжл=пожалуйста|пжлст=пожалуйста|щас=сейчас|ща=сейчас|чё=что|че=что|чо=что|шо=что|"
        "тя=тебя|мя=меня|ваще=вообще|вобще=вообще|кста=кстати|норм=нормально|прив=привет|када=когда|тока=только|"
        "ток=только|скока=сколько|здрасте=здравствуйте|здрасьте=здравствуйте|чел=человек|инфа=информация|оч=очень|"
        "сёдня=сегодня|седня=сегодня|щя=сейчас|мб=может быть|хз=не знаю|др=день рождения|нг=новый год"
    ),
    "uk": (
        "дяк=дякую|дякс=дякую|плз=будь ласка|норм=нормально|прив=привіт|ща=зараз|шо=що|чо=чого,що|тіпа=типу|тя=тебе|"
        "оч=дуже|мб=може бути|хз=не знаю|др=день народження|інфа=інформація|тіко=тільки|скіко=скільки|ше=ще"
    ),
}
_JOINED = {
    "en": (
        "don't=do not|doesn't=does not|didn't=did not|isn't=is not|aren't=are not|wasn't=was not|weren't=were not|"
        "haven't=have not|hasn't=has not|hadn't=had not|can't=can not,cannot|cannot=can not|couldn't=could not|"
        "won't=will not|wouldn't=would not|shouldn't=should not|mustn't=must not|needn't=need not|mightn't=might not|"
        "ain't=am not,is not,are not|i'm=i am|you're=you are|we're=we are|they're=they are|he's=he is,he has|"
        "she's=she is,she has|it's=it is,it has|that's=that is|there's=there is|here's=here is|what's=what is|"
        "who's=who is|where's=where is|how's=how is|let's=let us|i've=i have|you've=you have|we've=we have|"
        "they've=they have|i'll=i will|you'll=you will|he'll=he will|she'll=she will|it'll=it will|we'll=we will|"
        "they'll=they will|that'll=that will|i'd=i would,i had|you'd=you would,you had|he'd=he would,he had|"
        "she'd=she would,she had|we'd=we would,we had|they'd=they would,they had|gonna=going to|wanna=want to|"
        "gotta=got to,have to|hafta=have to|gimme=give me|lemme=let me|dunno=don't know,do not know|kinda=kind of|"
        "sorta=sort of|lotta=lot of|outta=out of|coulda=could have|shoulda=should have|woulda=would have|"
        "should've=should have|could've=could have|would've=would have|might've=might have|y'all=you all|"
        "'em=them|doin'=doing|goin'=going|i'ma=i am going to|whatcha=what are you"
    ),
    "es": "al=a el|del=de el",
    "de": (
        "zum=zu dem|zur=zu der|im=in dem|ins=in das|am=an dem|ans=an das|vom=von dem|beim=bei dem|fürs=für das|"
        "aufs=auf das|durchs=durch das|ums=um das|übers=über das|geht's=geht es|gibt's=gibt es|ist's=ist es|"
        "hat's=hat es|ich's=ich es|wie's=wie es|wenn's=wenn es|war's=war es"
    ),
    "fr": (
        "du=de le|des=de les|au=à le|aux=à les|duquel=de lequel|auquel=à lequel|l'=le,la|d'=de|j'=je|m'=me|t'=te,tu|"
        "s'=se,si|n'=ne|c'=ce|qu'=que|jusqu'=jusque|lorsqu'=lorsque|puisqu'=puisque|quelqu'=quelque"
    ),
    "it": (
        "del=di il|dello=di lo|della=di la|dei=di i|degli=di gli|delle=di le|dell'=di l',di lo,di la|al=a il|"
        "allo=a lo|alla=a la|ai=a i|agli=a gli|alle=a le|all'=a l',a lo,a la|dal=da il|dallo=da lo|dalla=da la|"
        "dai=da i|dagli=da gli|dalle=da le|dall'=da l',da lo,da la|nel=in il|nello=in lo|nella=in la|nei=in i|"
        "negli=in gli|nelle=in le|nell'=in l',in lo,in la|sul=su il|sullo=su lo|sulla=su la|sui=su i|sugli=su gli|"
        "sulle=su le|sull'=su l',su lo,su la|col=con il|coi=con i|l'=lo,la,il|un'=una|d'=di|c'=ci|m'=mi|t'=ti|s'=si|"
        "v'=vi|com'=come|dov'=dove|cos'=cosa|quest'=questo,questa|quell'=quello,quella|anch'=anche|glielo=gli lo|"
        "gliela=gli la|gliene=gli ne"
    ),
    "pt": (
        "do=de o|da=de a|dos=de os|das=de as|no=em o|na=em a|nos=em os|nas=em as|ao=a o|aos=a os|à=a a|às=a as|"
        "pelo=por o|pela=por a|pelos=por os|pelas=por as|num=em um|numa=em uma|dum=de um|duma=de uma|dele=de ele|"
        "dela=de ela|deles=de eles|delas=de elas|nele=em ele|nela=em ela|neles=em eles|nelas=em elas|deste=de este|"
        "desta=de esta|desse=de esse|dessa=de essa|disso=de isso|disto=de isto|daquele=de aquele|daquela=de aquela|"
        "neste=em este|nesta=em esta|nesse=em esse|nessa=em essa|nisso=em isso|nisto=em isto|naquele=em aquele|"
        "naquela=em aquela|àquele=a aquele|àquela=a aquela|daqui=de aqui|dali=de ali|comigo=com mim|contigo=com ti"
    ),
}
_STRETCHED = regex.compile(r"(\p{L})\1{2,}")
_ANY = regex.compile(r"(\p{L})\1+")


@lru_cache
def chat_style(code: str) -> dict[str, frozenset[str]]:
    """What a short form stands for, in lower case; a phrase with its spaces."""
    return _table(_CHAT.get(code, ""))


@lru_cache
def joined(code: str) -> dict[str, frozenset[str]]:
    """The words a joined form is made of, in lower case."""
    found = dict(_table(_JOINED.get(code, "")))
    if code in {"en", "de"}:
        found |= {bare: meant for form, meant in found.items() if (bare := form.replace("'", "")) not in found}
    return found


def _table(lines: str) -> dict[str, frozenset[str]]:
    pairs = (line.partition("=") for line in lines.split("|") if line)
    return {short: frozenset(meant.split(",")) for short, _, meant in pairs}


def is_stretched(word: str, other: str) -> bool:
    """Whether both are one word and differ only in a letter held down: sooo and so, holaaa and hola."""
    if not (_STRETCHED.search(word) or _STRETCHED.search(other)):
        return False
    return _ANY.sub(r"\1", word) == _ANY.sub(r"\1", other)
