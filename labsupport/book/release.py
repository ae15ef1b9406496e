"""``labsupport release DIR``: the repository that students get, made from this one.

It holds the notebooks, the package with its public checks, and a README. No solution, graded suite
or variant goes into it, nor any history: files are written, never copied from git. A second release
updates what it wrote itself and leaves alone what somebody has changed since.
"""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import yaml

from labsupport import files
from labsupport.book import notebooks
from labsupport.errors import InputError

MANIFEST = ".release.json"  # path -> SHA-256 of what the last release wrote
ALONGSIDE = ("LICENSE", "CITATION.cff")
LEFT_OUT = ("labsupport/book/", "labsupport/teaching/")  # the tools of authors and instructors
WORKFLOW = """\
# Checks the labs after each push; the job's summary shows which exercises are right.
name: labs
on: [push, workflow_dispatch]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install
        run: |
          python -m pip install torch --index-url https://download.pytorch.org/whl/cpu
          python -m pip install . ipython
      - name: Check
        run: |
          python -m labsupport.summary chapters/*/lab.ipynb >> "$GITHUB_STEP_SUMMARY"
"""
README = """# {title}: the labs

Open a lab in Colab, or clone this repository and open its notebook in Jupyter:

{labs}

The text that belongs to them is at {site}.

Hand in the notebook as your instructor tells you to. If you keep your work on a server such as
GitHub, use a private copy: **a public fork publishes your answers**, and every course has rules
about that.
"""


@dataclass
class Released:
    """What a release did, by path."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # changed since the last release


def release(root: Path, folder: Path, slugs: list[str] | None = None) -> Released:
    """Write or update the students' repository.

    Args:
        root: the course's folder.
        folder: that of the students' repository; made if it is missing.
        slugs: the labs in it; by default all.

    Raises:
        InputError: the folder has files in it and no release made them, it lies in the course's
            own, or the addresses in ``_config.yml`` are not set.
    """
    root, folder = root.resolve(), folder.resolve()
    if folder == root or root.is_relative_to(folder) or folder.is_relative_to(root / "chapters"):
        raise InputError(f"{folder} holds the course itself: name a folder of its own")
    before = manifest(folder)
    made = contents(root, slugs)
    done = Released()
    for name, content in made.items():
        path, digest = folder / name, hashlib.sha256(content).hexdigest()
        there = hash_of(path)
        if there == digest:
            done.unchanged.append(name)
        elif there is None or there == before.get(name):
            files.write(path, content)
            done.written.append(name)
        else:
            done.kept.append(name)
    for name in before.keys() - made.keys():
        path = folder / name
        if hash_of(path) == before[name]:
            path.unlink()
            done.removed.append(name)
        elif path.exists():
            done.kept.append(name)
    # What was kept stays known by what was written then, so that it is kept next time too.
    known = {
        name: before.get(name, "") if name in done.kept else hashlib.sha256(content).hexdigest()
        for name, content in made.items()
    }
    files.write(folder / MANIFEST, json.dumps(known, indent=1, sort_keys=True) + "\n")
    return done


def manifest(folder: Path) -> dict[str, str]:
    """What the last release wrote; InputError if files are there and none did."""
    path = folder / MANIFEST
    if path.is_file():
        try:
            found = json.loads(path.read_text("utf-8"))
            return {str(name): str(digest) for name, digest in found.items()}
        except (ValueError, AttributeError) as error:
            raise InputError(f"{path} is damaged: release to a new folder") from error
    if folder.is_dir() and any(each.name != ".git" for each in folder.iterdir()):
        raise InputError(f"{folder} has files in it that no release wrote: name an empty folder")
    return {}


def hash_of(path: Path) -> str | None:
    """SHA-256 of a file, or None."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def contents(root: Path, slugs: list[str] | None = None) -> dict[str, bytes]:
    """Path -> bytes of everything that students get."""
    known = notebooks.slugs(root)
    chosen = known if slugs is None else slugs
    if unknown := sorted(set(chosen) - set(known)):
        raise InputError(f"there is no lab {unknown[0]!r}; there are: {', '.join(known)}")
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    repository, site = addresses(config)
    made = {f"chapters/{slug}/lab.ipynb": lab(root, slug, site).encode() for slug in chosen}
    for name in tracked(root):
        if name in ALONGSIDE or (name.startswith("labsupport/") and not name.startswith(LEFT_OUT)):
            made[name] = (root / name).read_bytes()
    made["pyproject.toml"] = project((root / "pyproject.toml").read_text("utf-8")).encode()
    colab = f"https://colab.research.google.com/github/{repository.partition('.com/')[2]}"
    branch = config["repository"]["branch"]
    links = "\n".join(
        f"- `{slug}`: [notebook](chapters/{slug}/lab.ipynb), "
        f"[in Colab]({colab}/blob/{branch}/chapters/{slug}/lab.ipynb), "
        f"[theory]({site}/chapters/{slug}/theory.html)"
        for slug in in_order(root, chosen)
    )
    made[".github/workflows/labs.yml"] = WORKFLOW.encode()
    made["README.md"] = README.format(title=config["title"], labs=links, site=site).encode()
    return made


def addresses(config: dict[str, dict[str, str]]) -> tuple[str, str]:
    """The addresses of the students' repository and of the site; InputError if they are not set."""
    found = []
    for section, key, what in (
        ("repository", "url", "the students' repository"),
        ("html", "baseurl", "the site"),
    ):
        url = str((config.get(section) or {}).get(key) or "").rstrip("/")
        if not url.startswith("https://") or notebooks.PLACEHOLDER.search(url):
            raise InputError(
                f"_config.yml does not say the address of {what} yet ({section}: {key}): set it, "
                "run `make labs`, and release again"
            )
        found.append(url)
    return found[0], found[1]


def lab(root: Path, slug: str, site: str) -> str:
    """The notebook as students get it: its links lead to the site, wherever it is opened."""
    notebook = notebooks.loads(notebooks.lab_text(root, slug))
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = absolute(cell.source, slug, site)
    return nbformat.writes(notebook, indent=1) + "\n"


def absolute(text: str, slug: str, site: str) -> str:
    """Markdown whose links between pages are addresses."""

    def address(match: re.Match[str]) -> str:
        folder, page, anchor = match[1] or f"{slug}/", match[2], match[3] or ""
        return f"]({site}/chapters/{folder}{page}.html{anchor})"

    return re.sub(r"\]\((?:\.\./)?([a-z_]+/)?([a-z_]+)\.md(#[\w-]+)?\)", address, text)


def tracked(root: Path) -> list[str]:
    """The files that git knows here, so that nothing else that lies about is published."""
    done = subprocess.run(
        ["git", "-C", str(root), "ls-files", "--cached"], capture_output=True, text=True
    )
    if done.returncode:
        raise InputError(f"{root} is no git repository, so it is not known what belongs to it")
    return [name for name in done.stdout.splitlines() if (root / name).is_file()]


def project(text: str) -> str:
    """``pyproject.toml`` without the tools and commands of authors and instructors."""
    head, _, rest = text.partition("[project.scripts]")
    kept = [part for part in re.split(r"(?m)^(?=\[)", rest) if part.startswith("[tool.setuptools")]
    return head + "".join(kept)


def in_order(root: Path, slugs: Iterable[str]) -> list[str]:
    """The topics in the order of the book."""
    order = (root / "_toc.yml").read_text("utf-8")
    return sorted(slugs, key=lambda slug: order.find(f"chapters/{slug}/"))
