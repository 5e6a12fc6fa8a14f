"""Finds activities and chat platforms by folder: a file dropped in is found, a leading underscore hides it."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from bot.config import ConfigError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bot.activity import Activity
    from bot.port import Platform, Surroundings

Folder = str | Path
"""A package by its name, or a plain folder of modules anywhere."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """A chat platform that could be opened; its library is not imported before it is."""

    name: str
    section: type[BaseModel]
    open: Callable[[Any, Surroundings], Platform]


def activities(folders: Sequence[Folder] = ("activities",)) -> list[type[Activity]]:
    """The activities of these folders, by name.

    Raises:
        ConfigError: two of them, or two of their commands, have one name.
    """
    found = sorted((one for folder in folders for one in _activities_in(folder)), key=lambda one: one.name)
    _refuse_doubles("activities are called", [(one.name, one.__module__) for one in found])
    _refuse_doubles(
        "activities declare the command", [(f"/{c.name}", one.__module__) for one in found for c in one.commands()]
    )
    return found


def platforms(folders: Sequence[Folder] = ("adapters",)) -> dict[str, Adapter]:
    """The platforms of these folders, by name.

    Raises:
        ConfigError: two have one name, or one lacks what an adapter declares.
    """
    modules = [(name, module) for folder in folders for name, module in _modules(folder)]
    _refuse_doubles("platforms are called", [(name, str(module.__file__)) for name, module in modules])
    return {name: _adapter(name, module) for name, module in modules}


def _activities_in(folder: Folder) -> Iterator[type[Activity]]:
    from bot.activity import Activity

    for _, module in _modules(folder):
        for one in vars(module).values():
            if isinstance(one, type) and issubclass(one, Activity) and one.__module__ == module.__name__ and one.name:
                yield one


def _adapter(name: str, module: ModuleType) -> Adapter:
    try:
        return Adapter(name, module.Section, module.open_platform)
    except AttributeError as error:
        raise ConfigError(f"{module.__file__} is no adapter: it lacks {error.name}.") from error


def _modules(folder: Folder) -> Iterator[tuple[str, ModuleType]]:
    """The modules of a folder with their short names; one that begins with an underscore is left out."""
    package = importlib.import_module(folder) if isinstance(folder, str) else None
    places = list(package.__path__) if package else [str(folder)]
    for _, name, _ in pkgutil.iter_modules(places):
        if not name.startswith("_"):
            yield name, importlib.import_module(f"{folder}.{name}") if package else _load(name, places)


def _load(name: str, places: list[str]) -> ModuleType:
    """A module outside all packages, under a name that hides no other module."""
    found = PathFinder.find_spec(name, places)
    if found is None or found.origin is None:
        raise ConfigError(f"{places[0]}/{name} cannot be loaded: it has no __init__.py.")
    own_name = found.origin.removesuffix(".py")
    if own_name in sys.modules:
        return sys.modules[own_name]
    spec = importlib.util.spec_from_file_location(
        own_name, found.origin, submodule_search_locations=found.submodule_search_locations
    )
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[own_name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[own_name]
        raise
    return module


def _refuse_doubles(what: str, named: Iterable[tuple[str, str]]) -> None:
    first: dict[str, str] = {}
    for name, place in named:
        if name in first:
            raise ConfigError(f"Two {what} {name}: {first[name]} and {place}. Give one of them another name.")
        first[name] = place
