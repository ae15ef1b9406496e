"""What the package says of itself to tools: its types and its addresses."""

import importlib.resources
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_types_are_shipped():
    assert importlib.resources.files("labsupport").joinpath("py.typed").is_file()
    assert "py.typed" in PROJECT["tool"]["setuptools"]["package-data"]["labsupport"]


def test_the_addresses_are_those_of_the_site():
    url = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["repository"]["url"]
    assert PROJECT["project"]["urls"] == {"Repository": url, "Issues": f"{url}/issues"}
