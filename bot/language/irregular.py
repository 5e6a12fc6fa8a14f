"""Irregular forms of common words that a dictionary with one lemma for each form gives to a namesake."""

from collections.abc import Iterator
from functools import lru_cache

_IRREGULAR = {
    "es": (
        "comer como|sentar siento sienta sientas sientan|"
        "hacer hecho hecha hechos hechas haz|decir dicho dicha di|poner puesto puesta pon|"
        "ver visto vista vi vea vemos|escribir escrito escrita|morir muerto muerta muere|romper roto rota|"
        "volver vuelto vuelta|abrir abierto|ir fui fuiste fue fuimos fueron fuera fuese ve vaya|"
        "ser fui fue fueron fuera eres es|venir vino vine viene ven vengo venga vengas vengan vengamos|"
        "dar doy di dio da dado dada|"
        "salir sale salgo sal|saber sabe supo supe|tener ten|haber ha he hay habia|reir rio rie|"
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
        "bad worse worst|good better best|little less least|far further"
    ),
    "fr": (
        "bon bonne meilleur meilleure meilleurs meilleures|"
        "écrire écrit écrite|mettre mis mise mets|prendre pris prise|faire fait faite|mourir mort morte meurt|"
        "dire dit dite|permettre permis|offrir offre offert|ouvrir ouvert ouverte ouvre|voir vu vue vus|"
        "avoir eu a ai|être été|devoir dû due dus|produire produit|vivre vécu vis|boire bu|lire lu lis|"
        "savoir su sais|pouvoir pu peut|sortir sort sors|vouloir voulu veut|venir venu vient|recevoir reçu|"
        "naître né née|connaître connu|nouveau nouvelle nouvelles nouvel|beau bel belle belles beaux|"
        "vieux vieil vieille|blanc blanche blanches|gros grosse|long longue|doux douce"
    ),
    "it": (
        "scrivere scritto scritta|fare fatto fatta fa fai fammi|"
        "dire detto detta dimmi digli dille|vedere visto vista|"
        "mettere messo messa|prendere preso presa presi|aprire aperto aperta|venire venuto venuta|"
        "vivere vissuto vive|essere stato stata è|leggere letto letta|bere bevuto beve|chiudere chiuso|"
        "rispondere risposto|chiedere chiesto|correre corso|permettere permesso|produrre prodotto|"
        "bello bel bei begli bella|buono buon buona|grande gran|stare stato sta|perdere perso persa|"
        "rimanere rimasto|andare vai|sapere so|scegliere scelto|spendere speso|offrire offerto|morire morto morta"
    ),
    "pt": (
        "fazer feito feita faz|dizer dito dita diz|ver visto vista vi via|pôr posto posta|"
        "escrever escrito escrita|abrir aberto aberta|ir fui foi fomos foram vai|"
        "ser foi fui fomos foram é|vir veio vim vem|"
        "querer quer quis|pagar pago|ganhar ganho|gastar gasto|bom boa boas melhor|mau má más pior|"
        "ter tenho tens tem temos tinha teve|"
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


_PARTICIPLES = {
    "es": (("to", "so", "cho"), 1, "a os as"),
    "pt": (("to", "so"), 1, "a os as"),
    "it": (("to", "so"), 1, "a i e"),
    "fr": (("is", "it", "u", "ert"), 0, "e s es"),
}


@lru_cache
def _table(code: str) -> dict[str, set[str]]:
    lines = [line.split() for line in _IRREGULAR.get(code, "").split("|")]
    return {head: {*forms, *_agreeing(forms, code)} for head, *forms in filter(None, lines)}


def _agreeing(forms: list[str], code: str) -> Iterator[str]:
    """hecha, hechos, hechas with hecho."""
    endings, cut, suffixes = _PARTICIPLES.get(code, ((), 0, ""))
    for form in forms:
        if len(form) > 3 and form.endswith(endings):
            yield from (form[: len(form) - cut] + suffix for suffix in suffixes.split())


def irregular(word: str, code: str) -> set[str]:
    """As they are written; none for most words."""
    return _table(code).get(word.lower(), set())
