"""Words that learners write for one another though they look nothing alike: say and tell, ser and estar."""

from functools import lru_cache

from bot.language.irregular import irregular

_CONFUSED = {
    "en": (
        "lend borrow rent|been went gone|of have|no not don't doesn't didn't isn't|more most|its it's|"
        "their there they're|your you're|to too two|then than|say tell speak talk|make do take|as so like than|"
        "look see watch|learn teach|"
        "know no|write right|buy by|hour our|one won|bring take carry|rob steal|remember remind|job work|"
        "travel trip journey|doubt question|fun funny|"
        "hear listen|miss lose|wait expect hope|earn win gain|big large great|small little|much many|few little less|"
        "fast quick soon early|already yet still|ago before since|also too either neither|late lately|hard hardly|"
        "good well|another other|beat win|raise rise|meet know|pass spend happen|assist attend help|realize notice|"
        "actually currently|library bookstore|parents relatives|house home|city town|people persons|street road way|"
        "career degree|sensible sensitive|boring bored|stay live be|come go|leave let|leave forget|put wear|cook chef|"
        "shade shadow|tall high|strange foreign|very really|how what|who which that|news new|arrive reach come|"
        "sleep dream|play perform"
    ),
    "es": (
        "de que|ser estar haber tener hacer|a ha ah|e he|i y|ay hay ahí|echo hecho|valla vaya haya|tu tú|porque por|"
        "saber conocer poder|pedir preguntar|llevar traer tomar|ir venir|mirar ver parecer|oír escuchar|"
        "hablar decir contar|jugar tocar|tomar coger beber|hacer tomar|que como|realizar darse|"
        "asistir ayudar atender|soportar apoyar|"
        "introducir presentar|aplicar solicitar|embarazado embarazada embarazar avergonzado avergonzada avergonzar|"
        "éxito salida suceso|bueno bien|malo mal|mucho muy|tiempo vez hora|librería biblioteca|carpeta alfombra|"
        "constipado estreñido|sensible sensato|actual real|argumento discusión|pariente padre|largo grande|"
        "caliente calor|frío resfriado|gente persona|dejar salir|volver devolver regresar|quedar quedarse permanecer|"
        "poner ponerse llevar|trabajo obra|corto bajo|echar extrañar perder|pensar creer|gastar pasar|fecha cita|"
        "calle carretera|clima tiempo"
    ),
    "de": (
        "wissen kennen können|machen tun|machen treffen nehmen|sagen erzählen sprechen reden|sehen schauen gucken|"
        "hören zuhören|"
        "fragen bitten|bringen nehmen holen|gehen fahren laufen|kommen bekommen|werden bekommen|lernen studieren|"
        "lernen lehren|das dass|seid seit|den denn|wieder wider|mann man|haben sein|leben wohnen|"
        "treffen kennenlernen|stehen stellen|liegen legen|sitzen setzen|hängen aufhängen|wenn als wann|sehr viel|"
        "gut schön|Leute Menschen Personen|Platz Ort Stelle|Zeit Mal Uhr|verbringen ausgeben|seit vor|schon noch|"
        "nur erst|auch noch|etwas einige|groß hoch lang|klein kurz|Gymnasium Turnhalle Fitnessstudio|Chef Koch|"
        "brauchen müssen|mögen gefallen möchten|erinnern merken|Straße Weg|Arbeit Job|ändern wechseln|"
        "anziehen tragen|hinter nach|vor bevor"
    ),
    "fr": (
        "de que|que comme|faire prendre|en au aux à|"
        "avoir être faire ai suis as es a est avons sommes avez êtes ont sont|savoir connaître|"
        "dire parler raconter|voir regarder|entendre écouter|apporter emporter|amener emmener|a à|et est|ou où|"
        "on ont|son sont|ce se|ces ses|la là|aller venir|rentrer retourner revenir|visiter voir|attendre espérer|"
        "assister aider|bon bien|mauvais mal|meilleur mieux|très beaucoup|an année|jour journée|soir soirée|"
        "temps fois heure|gens personne|librairie bibliothèque|habiter vivre|jouer faire|prendre avoir|"
        "demander poser|apprendre étudier enseigner|quitter partir laisser sortir|pendant depuis pour|dernier passé|"
        "actuellement vraiment|grand gros haut|penser croire|dépenser passer|porter mettre|travail emploi|rue route|"
        "chaud chaleur"
    ),
    "it": (
        "essere avere stare fare|a ha|o ho|e è|anno hanno|ai hai|sapere conoscere potere|dire parlare raccontare|"
        "vedere guardare|sentire ascoltare|portare prendere|andare venire|tornare restituire|chiedere domandare|"
        "giocare suonare|buono bene|cattivo male|molto tanto|volta tempo ora|gente persona|libreria biblioteca|"
        "vivere abitare|imparare insegnare studiare|lasciare partire uscire|camera macchina|parente genitore|"
        "passare spendere|piacere volere|mettere portare|aiutare assistere|aspettare sperare|incontrare conoscere|"
        "lavoro opera|che come di|fare prendere|strada via|alto grande lungo|fare dire"
    ),
    "pt": (
        "ser estar ficar haver ter fazer|a há à|e é|saber conhecer poder|pedir perguntar|levar trazer tomar|ir vir|"
        "olhar ver|ouvir escutar|dizer falar contar|jogar brincar tocar|bom bem|mau mal ruim|muito bastante|"
        "vez tempo hora|gente pessoa|livraria biblioteca|viver morar|aprender ensinar estudar|deixar sair partir|"
        "voltar devolver|pôr colocar vestir|passar gastar|esperar desejar|parente pai|assistir ajudar ver|"
        "esquisito delicioso|encontrar conhecer|trabalho obra|que como quanto|fazer tomar|rua estrada|"
        "alto grande comprido|pensar achar crer"
    ),
    "ru": (
        "знать уметь мочь|говорить сказать рассказать|смотреть видеть|слушать слышать|идти ехать ходить ездить|"
        "просить спросить спрашивать|учить учиться изучать преподавать|хороший хорошо|плохой плохо|очень много|"
        "нести везти|класть положить ставить|одевать надевать|брать взять|жить быть|тоже также|работа труд"
    ),
    "uk": (
        "знати вміти могти|говорити сказати розказати|дивитися бачити|слухати чути|іти їхати ходити їздити|"
        "просити питати|вчити вчитися вивчати|добрий добре|поганий погано|дуже багато|класти ставити|брати взяти|"
        "приймати брати|наступний слідуючий|теж також"
    ),
}


@lru_cache
def confused(code: str) -> dict[str, frozenset[int]]:
    """Of a lemma, or a form the dictionary may not know, its groups; lemmas of one are taken for one another."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_CONFUSED.get(code, "").split("|")):
        for lemma in group.split():
            for word in (lemma, *irregular(lemma, code)):
                found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
