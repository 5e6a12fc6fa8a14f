"""Irregular forms of common words that a dictionary with one lemma for each form gives to a namesake."""

from functools import lru_cache

from bot.language.tokens import fold

_IRREGULAR = {
    "es": (
        "comer como|hacer hecho hecha hechos hechas haz|decir dicho dicha di|poner puesto puesta pon|"
        "ver visto vista vi vea vemos|escribir escrito escrita|morir muerto muerta muere|romper roto rota|"
        "volver vuelto vuelta|abrir abierto|ir fui fuiste fue fuimos fueron fuera fuese ve vaya|"
        "ser fui fue fueron fuera se eres|venir vino vine viene ven|dar doy di dio da dado dada|"
        "salir sale salgo sal|saber sabe supo|tener ten|haber ha he hay habia|reir rio rie|"
        "bueno buena buenas buenos buen mejor|malo mala malas malos mal peor|grande gran grandes|"
        "primero primer primera|tercero tercer tercera|alguno algun alguna|ninguno ningun ninguna|uno un una|"
        "oir oye oigo|estar esta estas estan estamos|querer quise quiso quiere|poder puede pudo|"
        "traer trae traigo"
    ),
    "en": (
        "think thought|leave left|feel felt|go gone went goes|win won|break broke broken|rise rose|"
        "bear bore born|fall fell fallen|find found|wind wound|lie lay lain lying|see saw seen|well better best|"
        "life lives|mean means meant|leaf leaves|build built|write written wrote|wake woke|tear tore torn|"
        "wear wore worn|shine shone|shoot shot|spend spent|lose lost|light lit|hold held|have has had|"
        "be am is are was were been being|bind bound|grind ground|bite bit bitten|hide hid hidden|"
        "drive drove driven|ride rode ridden|freeze froze|choose chose|speak spoke spoken|strike struck|"
        "bad worse worst|good better best|much more most|many more most|little less least|far further"
    ),
    "fr": (
        "écrire écrit écrite|mettre mis mise|prendre pris prise|faire fait faite|mourir mort morte meurt|"
        "dire dit dite|permettre permis|offrir offre offert|ouvrir ouvert ouverte ouvre|voir vu vue vus|"
        "avoir eu a ai|être été|devoir dû due dus|produire produit|vivre vécu vis|boire bu|lire lu lis|"
        "savoir su sais|pouvoir pu peut|sortir sort|vouloir voulu veut|venir venu vient|recevoir reçu|"
        "naître né née|connaître connu|nouveau nouvelle nouvelles nouvel|beau bel belle belles beaux|"
        "vieux vieil vieille|blanc blanche blanches|gros grosse|long longue|doux douce"
    ),
    "it": (
        "scrivere scritto scritta|fare fatto fatta fa fai|dire detto detta|vedere visto vista|"
        "mettere messo messa|prendere preso presa presi|aprire aperto aperta|venire venuto venuta|"
        "vivere vissuto vive|essere stato stata è|leggere letto letta|bere bevuto beve|chiudere chiuso|"
        "rispondere risposto|chiedere chiesto|correre corso|permettere permesso|produrre prodotto|"
        "bello bel bei begli bella|buono buon buona|grande gran|stare stato sta|perdere perso persa|"
        "rimanere rimasto|scegliere scelto|spendere speso|offrire offerto|morire morto morta"
    ),
    "pt": (
        "fazer feito feita faz|dizer dito dita diz|ver visto vista vi via|pôr posto posta|"
        "escrever escrito escrita|abrir aberto aberta|ir fui foi foram vai|ser foi fui foram é|vir veio vim vem|"
        "querer quer quis|pagar pago|ganhar ganho|gastar gasto|bom boa boas melhor|mau má más pior|ter tem|"
        "dar dou deu dá|morrer morto|entregar entregue"
    ),
    "de": (
        "essen gegessen isst aß|gefallen gefällt|brechen brach|sein bin bist ist war gewesen|"
        "gut besser best beste|viel mehr meist|gern lieber liebsten|toll tolle tollen tolles toller|"
        "bieten geboten|tun getan tut"
    ),
    "ru": (
        "ехать еду едет едешь едем едут|есть ем ешь ест едим едят ел ела|идти иду идет шел шла шли|"
        "начать начал начала|ребенок дети детей детям|человек люди людей|большой большая большое большие"
    ),
    "uk": ("могти може можу можеш можуть міг|стати став стала|дитина діти дітей|мати маю має мав мала|день дні днів"),
}


@lru_cache
def _table(code: str) -> dict[str, set[str]]:
    lines = [line.split() for line in _IRREGULAR.get(code, "").split("|")]
    return {fold(line[0]): set(map(fold, line[1:])) for line in lines if line}


def irregular(word: str, code: str) -> set[str]:
    """Folded forms of a folded word; none for most."""
    return _table(code).get(word, set())
