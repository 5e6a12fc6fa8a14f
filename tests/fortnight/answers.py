"""What the learners of the fortnight write: sentences for its tasks, each dealt once; some have a learner's slip."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from activities._sample import sample
from tests.fortnight.town import plain

_WRITTEN = """
El aguacate del mercado está duro todavía.
Mi abuela compra tomates en el mercado los sábados.
El mercado cierra a las dos y los tomates son baratos al final.
Con un aguacate y un tomate hago la cena.
El aguacate no es barato en mi ciudad.
Yo no como tomate, pero el aguacate sí.
En el mercado hay aguacates de Málaga.
Un tomate barato no siempre es bueno.
Voy al mercado en bicicleta y compro tomates.
El aguacate es caro y el tomate es barato, ¡qué lástima!
Mi vecino vende tomates en el mercado.
¿Dónde está el mercado más barato?
Los tomates de mi padre son pequeños, los aguacates no.
Compramos en el mercado porque es barato y divertido.
En la cocina peso el arroz con una cuchara.
Mi cuchillo no corta, la cocina es un desastre.
La cuchara está en la cocina, no en la mesa.
Peso tres kilos de patatas en la cocina de mi tía.
El cuchillo es para la carne y la cuchara es para la sopa.
En mi cocina hay un cuchillo y cuatro cucharas.
¿Cuánto pesa tu cuchillo? El mío, nada.
Mi gato pesa cinco kilos y duerme en la cocina.
La cocina es pequeña y el cuchillo está siempre sucio.
Como el helado con una cuchara grande en la cocina.
Con este cuchillo no, que pesa mucho.
Limpio la cocina y después busco la cuchara.
Mi madre pesa todo: la harina, el azúcar, hasta la cuchara.
El cuchillo está detrás de la cuchara, creo.
En la cocina de mi piso no cabe nadie.
¿Quién tiene mi cuchillo? Estaba en la cocina.
Una cuchara de miel y ya está.
Pesamos las maletas en la cocina, son veinte kilos.
Mi hijo come con cuchillo y tenedor, por fin.
Pintamos la cocina de azul y queda muy bien.
La cuchara de madera es de mi bisabuela.
Compro un cuchillo nuevo para la cocina.
Una sandía pesa más que mi perro.
Cocino con una cuchara y sin cuchillo, es verdad.
El camarero corta el jamón muy fino.
La cuenta, por favor, y agua: ¡esto es muy picante!
El camarero no trae la cuenta nunca.
Corto la cebolla y lloro, no es picante.
La cuenta es de ocho euros, dice el camarero.
Mi hermano trabaja de camarero y corta limones todo el día.
No me gusta lo picante, el camarero lo sabe.
Cortamos la tarta y pagamos la cuenta entre todos.
¿Es picante? pregunto siempre al camarero.
El camarero trae la cuenta y una salsa picante.
Corto el queso y mi hija corta el pan.
La cuenta está en la mesa y el camarero no está.
Un taco picante, un zumo y la cuenta.
Pido la receta a mi suegra y no me la da.
Tengo sed y pido agua sin azúcar, claro.
La receta lleva huevos y es sin azúcar.
Pedimos un zumo porque tenemos sed.
El café sin azúcar no me gusta, lo siento.
Mi receta es fácil: fruta y yogur sin azúcar.
Cuando tengo sed, pido una limonada.
En el bar pido siempre un té sin azúcar.
¿Tienes sed? Yo pido por ti.
Esta receta es de mi abuela, sin azúcar no sale.
Tengo mucha sed después de la receta picante.
Quiero pedir la receta de este pastel.
"""
_TALK = """
Los sábados siempre limpio la casa. Casi nunca salgo por la noche.
Siempre llamo a mis padres el domingo. Casi nunca trabajo.
Los fines de semana siempre duermo hasta las diez.
Siempre voy al parque con el perro. Nunca veo las noticias.
Los domingos siempre hay tortilla en mi casa.
Casi nunca cocino el fin de semana, pido una pizza.
Siempre leo un poco. Casi nunca estudio, perdón.
El sábado juego al tenis y el domingo no me muevo.
Desayuno pan con tomate, porque es rápido.
Los lunes no desayuno. Los domingos desayuno dos veces.
Desayuno lo mismo siempre: café y galletas.
El fin de semana desayuno en la cama, es mi momento.
Mis hijos desayunan cereales y yo desayuno lo que dejan.
No tengo hambre por la mañana, así que solo café.
Los sábados hay churros. Es diferente, sí.
Desayuno fruta porque mi médico lo dice.
"""
_REPLIES = """
A mí también me gusta, pero con limón.
¡Qué risa! En mi casa es igual.
¿Y dónde lo compras tú?
Yo no sabía esa palabra, gracias.
Me parece muy buena idea.
En mi pueblo no hay, qué pena.
Pues yo al contrario, fíjate.
¿Todos los días? ¡Qué energía!
Eso dice también mi hermana.
Tienes razón, es más barato allí.
Te acompaño la próxima vez.
¡Qué hambre me da esto!
Yo lo hago así también.
¿Me das la receta, por favor?
Mi padre dice lo mismo siempre.
Qué suerte tienes con tus vecinos.
Nunca lo he probado, la verdad.
Yo prefiero el de limón.
Muy buena frase, me la apunto.
"""


class Sentences:
    """Deals each sentence once, so that nobody repeats anybody."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def fitting(self, task: Mapping[str, Any]) -> str:
        """A sentence that answers this task."""
        return self._next(self._candidates(plain(task)))

    def reply(self) -> str:
        """A sentence that answers a classmate."""
        return self._next(iter([*_REPLIES.strip().splitlines(), *_joined(_REPLIES)]))

    def _next(self, candidates: Iterator[str]) -> str:
        found = next(one for one in candidates if one not in self._given)
        self._given.add(found)
        return found

    def _candidates(self, shown: str) -> Iterator[str]:
        for one in sample().answers:
            if one.to and all(word in shown for word in one.to) and len(one.text.split()) > 3:
                yield one.text
        stems = [_stem(word) for word in words_of(shown)]
        for line in _WRITTEN.strip().splitlines():
            if sum(stem in line.lower() for stem in stems) >= (2 if len(stems) > 1 else 1):
                yield line
        if not stems:
            breakfast = "desayun" in shown
            yield from (line for line in _TALK.strip().splitlines() if breakfast == _about_breakfast(line))
        yield from (
            f"Hoy escribo dos palabras: {one} y {two}." for one, two in itertools.permutations(words_of(shown), 2)
        )
        yield from _joined(_TALK)


def _about_breakfast(line: str) -> bool:
    return any(word in line for word in ("esayun", "mañana", "churros", "Mis hijos"))


def _joined(lines: str) -> Iterator[str]:
    return (" ".join(pair) for pair in itertools.permutations(lines.strip().splitlines(), 2))


def _stem(word: str) -> str:
    """What all forms of a word of these tasks have in common, roughly."""
    last = word.rsplit(maxsplit=1)[-1]
    return {"pesar": "pes", "cortar": "cort", "pedir": "pid", "sed": "sed"}.get(last, last[:5])


def words_of(shown: str) -> list[str]:
    """The words of a task, as they stand in the post; none in a question."""
    return [line.split(" — ")[0].strip() for line in shown.splitlines() if " — " in line]
