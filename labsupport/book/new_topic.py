"""Makes all files of a new topic: one formula, one draw, one equation and one derivation.

The files stand in the folder ``template`` beside this one, each where it will stand in the
repository; ``SLUG`` is the topic's slug in their names and texts.
"""

import keyword
import re
from pathlib import Path

from labsupport import files
from labsupport.book import notebooks
from labsupport.errors import InputError

TEMPLATE = Path(__file__).parent / "template"
AFTER = "  - caption: Behind the scenes\n"  # where the list of topics ends in _toc.yml
ENTRY = """\
      - file: chapters/{slug}/theory
        sections:
          - file: chapters/{slug}/lab
"""


def new_topic(root: Path, slug: str) -> list[Path]:
    """Write a topic's files; returns their paths, and that of ``_toc.yml``, which lists it.

    Raises:
        InputError: no slug, a topic that exists already, or a folder that is no checkout. Nothing
            has been written.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug) or keyword.iskeyword(slug):
        raise InputError(
            f"'{slug}' is no slug: small letters, digits and _, beginning with a letter, and no "
            "word of Python"
        )
    contents = root / "_toc.yml"
    text = contents.read_text("utf-8") if contents.is_file() else ""
    if AFTER not in text:
        raise InputError(f"{root} has no _toc.yml with topics: go to the checkout of the course")
    made = {
        root / str(path.relative_to(TEMPLATE)).replace("SLUG", slug): path.read_text("utf-8")
        for path in sorted(TEMPLATE.rglob("*"))
        if path.is_file() and path.suffix in (".py", ".md", ".toml", ".txt")
    }
    there = [path for path in made if path.exists()]
    if there:
        raise InputError(f"{there[0].relative_to(root)} is there already: choose another slug")
    for path, content in made.items():
        files.write(path, content.replace("SLUG", slug))
    notebook = root / "chapters" / slug / "lab.ipynb"
    files.write(notebook, notebooks.lab_text(root, slug))
    files.write(contents, text.replace(AFTER, ENTRY.format(slug=slug) + AFTER))
    return [*made, notebook, contents]
