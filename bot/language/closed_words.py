"""The words a language does not add to: articles, prepositions, pronouns, conjunctions; and its auxiliary verbs."""

from functools import lru_cache

_SMALL = {  # groups of which one word may stand for another: articles and their like | pronouns | prepositions | …
    "en": (
        "a an the this that these those my your his her its our their mine yours hers ours theirs whose some any no "
        "every each all both either neither another other such what which | "
        "who whom whoever whatever i you he she it we they me him her us them myself yourself himself herself itself "
        "ourselves yourselves themselves one someone anyone everyone somebody anybody everybody nobody something "
        "anything everything nothing | "
        "of to in on at for with from by about as into onto upon over under above below between among against "
        "through throughout during before after since until till without within toward towards across behind beside "
        "besides beyond despite except inside outside near off out up down around along per than via | "
        "and or but nor so because if unless although though while whereas whether 's"
    ),
    "es": (
        "el la los las un una unos unas lo al del este esta esto estos estas ese esa eso esos esas aquel aquella "
        "aquello aquellos aquellas mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra vuestros "
        "vuestras mío mía míos mías tuyo tuya tuyos tuyas suyo suya suyos suyas algún alguno alguna algunos algunas "
        "ningún ninguno ninguna todo toda todos todas otro otra otros otras cada cualquier cualquiera ambos ambas | "
        "yo tú él ella ello nosotros nosotras vosotros vosotras ellos ellas usted ustedes me te se nos os le les mí "
        "ti sí conmigo contigo consigo alguien nadie algo nada que qué quien quién quienes cual cuál cuales cuyo "
        "cuya | "
        "a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras | "
        "y e o u ni pero sino porque pues si aunque mientras como cuando donde"
    ),
    "de": (
        "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines dieser "
        "diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem alle alles allen "
        "allem aller mein meine meinen meinem meiner meines dein deine deinen deinem deiner deines sein seine "
        "seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres "
        "euer eure euren eurem eurer eures welcher welche welches welchen welchem manche mancher manches beide "
        "beiden einige einigen | "
        "ich du er sie es wir mich dich ihn uns euch mir dir ihm ihnen sich man jemand jemanden niemand etwas "
        "nichts wer wen wem wessen was deren dessen denen | "
        "in im ins an am ans auf aufs aus bei beim mit nach von vom zu zum zur über unter vor hinter neben zwischen "
        "durch für fürs gegen ohne um bis seit während wegen trotz statt gegenüber ab außer entlang innerhalb "
        "außerhalb | "
        "und oder aber denn sondern sowie weil dass daß wenn als ob obwohl damit bevor nachdem sobald solange falls "
        "indem sodass wie daran darauf darüber davon dazu dafür dagegen dabei damit daraus darin worüber worauf "
        "woran wovon wofür womit"
    ),
    "fr": (
        "le la les l un une des du de d ne n au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos "
        "votre vos leur leurs quel quelle quels quelles chaque quelque quelques tout toute tous toutes aucun aucune "
        "autre autres certains certaines plusieurs | "
        "je j tu il elle on nous vous ils elles me m te t se s lui y en moi toi soi eux celui celle ceux celles "
        "ceci cela ça c rien personne quelqu qui que qu quoi dont où lequel laquelle lesquels lesquelles auquel "
        "duquel | "
        "à de d en dans sur sous avec sans pour par chez vers entre contre depuis pendant avant après devant derrière "
        "jusqu jusque dès durant malgré selon parmi hors | "
        "et ou mais donc or ni car si comme quand lorsque lorsqu puisque puisqu quoique parce afin"
    ),
    "it": (
        "il lo la i gli le l un uno una del dello della dei degli delle dell al allo alla ai agli alle all dal "
        "dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull "
        "col coi questo questa questi queste quest quello quella quelli quelle quel quei quegli quell mio mia miei "
        "mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri vostre loro ogni "
        "qualche alcuni alcune nessun nessuno nessuna tutto tutta tutti tutte altro altra altri altre ciascuno "
        "entrambi | "
        "io tu lui lei noi voi mi ti si ci vi m t s c v ne me te se sé glielo gliela lui che chi cui quale quali "
        "cosa qualcosa qualcuno niente nulla | "
        "di d a ad da in con su per tra fra verso senza sopra sotto dopo prima durante contro entro oltre presso | "
        "e ed o oppure ma però né perché poiché siccome anche se come quando mentre benché"
    ),
    "pt": (
        "o a os as um uma uns umas do da dos das no na nos nas num numa ao aos à às pelo pela pelos pelas dum duma "
        "este esta isto estes estas esse essa isso esses essas aquele aquela aquilo aqueles aquelas deste desta "
        "disto desse dessa disso daquele daquela neste nesta nisto nesse nessa nisso naquele naquela dele dela "
        "deles delas nele nela neles nelas meu minha meus minhas teu tua teus tuas seu sua seus suas nosso nossa "
        "nossos nossas algum alguma alguns algumas nenhum nenhuma todo toda todos todas outro outra outros outras "
        "cada qualquer ambos ambas | "
        "eu tu ele ela nós vós eles elas você vocês me te se lhe lhes lo la los las mim ti si comigo contigo "
        "conosco alguém ninguém algo nada tudo que quem qual quais cujo cuja | "
        "de em por para pra ao aos à às com sem sobre sob entre até desde contra após ante durante perante segundo | "
        "e ou mas nem porque pois se embora enquanto como quando onde"
    ),
    "ru": (
        "в во на с со к ко у о об обо от ото до из изо за для по под подо над при про через перед передо между без "
        "около после кроме среди ради против вместо из-за из-под | "
        "и а но или либо да ни если что чтобы как когда хотя потому поэтому так чем будто пока ли же бы б | "
        "я ты он она оно мы вы они меня мне мной тебя тебе тобой его ему им нем нём её ее ей нее неё ней нас нам "
        "нами вас вам вами их ими них ним ними себя себе собой мой моя моё мое мои моего моей моему моим моём моих "
        "моими мою твой твоя твоё твое твои твоего твоей твоих свой своя своё свое свои своего своей своему своим "
        "своём своих своими свою наш наша наше наши нашего нашей нашему нашим наших нашу ваш ваша ваше ваши вашего "
        "вашей ваших этот эта это эти этого этой этому этим этом этих этими эту тот та то те того той тому тем том "
        "тех теми ту весь вся всё все всего всей всему всем всём всех всеми всю кто кого кому кем ком чего чему чём "
        "который которая которое которые которого которой которому которым котором которых которую которыми чей "
        "какой какая какое какие каждый каждая каждое другой другие сам сама сами"
    ),
    "uk": (
        "в у на за з зі із зо к до о об від од із-за з-за для по під піді над наді при про через перед переді між без "
        "біля після крім серед ради проти замість навколо поза щодо | "
        "і й та а але або чи якщо що щоб як коли хоча бо тому отже ніж мов наче поки же ж би б ні ані не | "
        "я ти він вона воно ми ви вони мене мені мною тебе тобі тобою його йому ним нім її їй нею ній нас нам нами "
        "вас вам вами їх їм ними них себе собі собою мій моя моє мої мого моєї моєму моїм моїх моїми мою твій твоя "
        "твоє твої твого твоєї твоїх свій своя своє свої свого своєї своєму своїм своїх своїми свою своєю наш наша "
        "наше наші нашого нашої нашому нашим наших нашу ваш ваша ваше ваші вашого вашої ваших їхній їхня їхнє їхні "
        "цей ця це ці цього цієї цьому цим цих цими цю цією той та те ті того тієї тому тим тих тими ту весь вся "
        "все всі всього всієї всьому всім всіх всіма всю увесь усе усі усіх хто кого кому ким чого чому чим який "
        "яка яке які якого якої якому яким яких яку якими котрий чий кожен кожний кожна інший інші сам сама самі"
    ),
    "zh": (
        "的 地 得 了 着 过 在 | "
        "把 被 给 对 从 到 向 跟 和 与 或 比 为 以 于 | "
        "而 但 | "
        "吗 呢 吧 啊 | "
        "我 你 他 她 它 们 这 那"
    ),
    "ja": ("は が を に へ で と も の や か ね よ"),
}
_AUXILIARIES = {
    "en": (
        "am is are was were be been being 'm 're have has had having 've do does did can could will would shall "
        "should may might must ought cannot can't couldn't won't wouldn't shouldn't don't doesn't didn't isn't aren't "
        "wasn't weren't haven't hasn't hadn't mustn't 'll 'd dont doesnt "
        "didnt isnt arent wasnt werent havent hasnt hadnt couldnt wouldnt shouldnt"
    ),
    "es": (
        "soy eres es somos sois son era eras éramos erais eran fui fuiste fue fuimos fuisteis fueron seré serás será "
        "seremos serán sería seríamos serían sea seas seamos sean fuera fuéramos fueran fuese siendo sido ser estoy "
        "estás está estamos estáis están estaba estabas estábamos estaban estuve estuviste estuvo estuvimos estuvieron "
        "estaré estará estaremos estarán estaría estaríamos estarían esté estés estemos estén estuviera estuviéramos "
        "estuvieran estando estado estar he has ha hay hemos habéis han había habías habíamos habían hubo haya hayas "
        "hayamos hayan hubiera hubieras hubiéramos hubieran habré habrá habrán habría habrían haber habido"
    ),
    "de": (
        "bin bist ist sind seid war warst waren wart wäre wären gewesen sein habe hast hat haben habt hatte hattest "
        "hatten hattet hätte hätten gehabt werde wirst wird werden werdet wurde wurdest wurden würde würden würdest "
        "worden geworden kann kannst können könnt konnte konnten könnte könnten muss musst müssen müsst musste mussten "
        "müsste will willst wollen wollt wollte wollten soll sollst sollen sollt sollte sollten darf darfst dürfen "
        "durfte dürfte mag magst mögen möchte möchtest möchten"
    ),
    "fr": (
        "suis es est sommes êtes sont étais était étions étiez étaient fus fut furent serai seras sera serons serez "
        "seront serais serait seraient sois soit soyons soyez soient été étant être ai as a avons avez ont avais avait "
        "avions aviez avaient eus eut aurai auras aura aurons aurez auront aurais aurait auraient aie ait aient eu "
        "ayant avoir"
    ),
    "it": (
        "sono sei è siamo siete ero eri era eravamo eravate erano fui fu furono sarò sarai sarà saremo sarete saranno "
        "sarei sarebbe sarebbero sia siano stato stata stati state essendo essere ho hai ha abbiamo avete hanno avevo "
        "avevi aveva avevamo avevate avevano ebbi ebbe avrò avrai avrà avremo avrete avranno avrei avrebbe avrebbero "
        "abbia abbiano avuto avendo avere"
    ),
    "pt": (
        "sou és é somos são era eras éramos eram fui foste foi fomos foram seja sejam sendo sido ser estou estás está "
        "estamos estão estava estavam estive esteve esteja estejam estando estado estar tenho tens tem temos têm tinha "
        "tinhas tínhamos tinham tive teve tiveram tenha tenham tido tendo ter há havia houve hei hão haver será serão "
        "seria seriam terá teria estaria vou vais vai vamos vão"
    ),
    "ru": "был была было были быть буду будешь будет будем будете будут есть бывает",
    "uk": "був була було були бути буду будеш буде будемо будете будуть є буває",
}
_DEGREES = {"en": "more most", "es": "más", "fr": "plus", "it": "più", "pt": "mais", "de": "mehr am"}


@lru_cache
def degrees(code: str) -> frozenset[str]:
    """What makes a comparison of an adjective: more, most."""
    return frozenset(_DEGREES.get(code, "").split())


@lru_cache
def small_words(code: str) -> frozenset[str]:
    """Lower case, as they are written; none for most languages."""
    return frozenset(_SMALL.get(code, "").split()) - {"|"}


@lru_cache
def small_groups(code: str) -> dict[str, frozenset[int]]:
    """Which small words are of one kind: articles and their like, pronouns, prepositions, conjunctions."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_SMALL.get(code, "").split("|")):
        for word in group.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache
def auxiliaries(code: str) -> frozenset[str]:
    """Forms of to be, to have and what else carries another verb; lower case."""
    return frozenset(_AUXILIARIES.get(code, "").split())


@lru_cache
def little_words(code: str) -> frozenset[str]:
    """Small words and auxiliaries."""
    return small_words(code) | auxiliaries(code)
