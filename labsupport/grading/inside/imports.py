"""Packages that may not be read are not there: code that could do without one asks for that."""

import importlib.machinery
import sys
from collections.abc import Iterable
from typing import Any


class Finder(importlib.machinery.PathFinder):
    """Finds what Python finds, but for packages that it could not open."""

    folders: tuple[str, ...] = ()  # of packages
    names: frozenset[str] = frozenset()  # in them

    @classmethod
    def find_spec(cls, name: str, path: Any = None, target: Any = None) -> Any:
        """Where a module is."""
        spec = super().find_spec(name, path, target)
        if spec is None or path is not None or name in cls.names:
            return spec
        places = [spec.origin or "", *(spec.submodule_search_locations or ())]
        inside = any(place.startswith(f"{f}/") for place in places for f in cls.folders)
        return None if inside else spec


def only_readable(folders: Iterable[str], readable: Iterable[str]) -> None:
    """Let this process import, of these folders of packages, what it may read."""
    Finder.folders = tuple(folders)
    inner = (
        path.removeprefix(f"{folder}/")
        for path in readable
        for folder in Finder.folders
        if path.startswith(f"{folder}/")
    )
    Finder.names = frozenset(path.split("/")[0].split(".")[0] for path in inner)
    sys.meta_path[:] = [
        Finder if each is importlib.machinery.PathFinder else each for each in sys.meta_path
    ]
