"""What `make` installs is what pyproject.toml names, in the versions that were tested."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]


def listed(name: str) -> dict[str, Requirement]:
    """The requirements of a file, by name."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    named = [Requirement(line) for line in lines if re.match(r"\w", line)]
    return {canonicalize_name(each.name): each for each in named}


def named() -> dict[str, Requirement]:
    """Those of the package, of all its extras, and of its tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    found = [Requirement(line) for group in groups for line in group]
    return {canonicalize_name(each.name): each for each in found if each.name != project["name"]}


def test_every_package_is_installed_by_make() -> None:
    assert {name: str(each) for name, each in listed("requirements.txt").items()} == {
        name: str(each) for name, each in named().items()
    }


def test_every_package_has_the_version_that_was_tested() -> None:
    tested = listed("constraints.txt")
    assert [name for name in named() if name not in tested] == []
    for name, each in named().items():
        (pin,) = tested[name].specifier
        assert pin.operator == "=="
        assert each.specifier.contains(pin.version, prereleases=True), name
