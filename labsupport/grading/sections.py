"""Where a student whose exercise is not right should read again: a section of the theory page."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("sections.toml")
ROOT = Path(__file__).parents[2]  # of the course, where that is here
SITE = re.compile(r"^  baseurl: *(https://[^\s#]+)", re.M)
PLACEHOLDER = re.compile(r"[/.]example[/.]")
HEADING = r"^\({label}\)=\n(?:#+ +(.+)|\*\*(.+?)[.:]?\*\*.*)$"


class Section(NamedTuple):
    """Its heading, and its address on the site; empty as long as nobody has set that."""

    heading: str
    address: str


def known() -> dict[str, dict[str, str]]:
    """Lab -> exercise -> label of a section."""
    return tomllib.loads(FILE.read_text("utf-8"))


def of_lab(slug: str, root: Path = ROOT) -> dict[str, Section]:
    """Exercise -> section; empty where the course's pages are not at hand."""
    page, config = root / "chapters" / slug / "theory.md", root / "_config.yml"
    if not re.fullmatch(r"\w+", slug) or not page.is_file() or not config.is_file():
        return {}
    labels = known().get(slug, {})
    text = page.read_text("utf-8")
    site = SITE.search(config.read_text("utf-8"))
    base = "" if site is None or PLACEHOLDER.search(site[1]) else site[1].rstrip("/")
    found = {}
    for exercise, label in labels.items():
        heading = re.search(HEADING.format(label=re.escape(label)), text, re.M)
        if heading is not None:
            address = f"{base}/chapters/{slug}/theory.html#{label}" if base else ""
            found[exercise] = Section((heading[1] or heading[2]).strip(), address)
    return found
