"""Roads through the course: what a page needs, how long it takes, and in which order to read.

`_roads.yml` names the roads. Everything else is read from the pages when the site is built: what a
page needs stands behind **Needs:** below its title, its length is counted, the minutes of a lab are
those that its first cell announces, and the seconds that the computer works for it were measured
(``results/labs.json``). A section whose first line begins with ``SKIP`` may wait for a second
reading.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from labsupport.errors import InputError

WORDS_PER_MINUTE = 150  # slow reading, with a pencil; a formula in the text is one word
MINUTES_PER_BLOCK = 0.5  # for a displayed equation, and for a cell with what it shows
SKIP = "*Skip on first reading"
CELL = re.compile(r"^(`{3,})\{code-cell\}.*?^\1$|<!--.*?-->", re.M | re.S)
DISPLAY = re.compile(r"^\$\$\n.*?\n\$\$.*?$", re.M | re.S)
# A heading with a label; of those without one the two highest levels.
HEADING = re.compile(r"(?m)^(?=\([\w-]+\)=\n#{1,3} |(?<!\)=\n)#{1,2} )")
LINK = re.compile(r"\[([^\]]*)\]\(([\w./#-]+)\)")
TOPIC = re.compile(r"(?:\.\./)?(\w+)/theory\.md")


@dataclass(frozen=True)
class Section:
    """A heading and the text below it; a lower heading without a label belongs to it."""

    slug: str
    label: str  # "" where it has none
    title: str
    text: str
    code: int  # cells

    @property
    def skipped(self) -> bool:
        return SKIP in self.text

    @property
    def minutes(self) -> float:
        """How long it takes to read."""
        prose = DISPLAY.sub("", self.text)
        words = len(re.findall(r"\w[\w'’-]*", re.sub(r"\$[^$\n]+\$", " x ", prose)))
        blocks = len(DISPLAY.findall(self.text)) + self.code
        return words / WORDS_PER_MINUTE + MINUTES_PER_BLOCK * blocks

    @property
    def equations(self) -> set[str]:
        """The labels of the equations that it prints."""
        return set(re.findall(r"^\$\$ \(([\w-]+)\)$", self.text, re.M))

    @property
    def cited(self) -> set[str]:
        """The labels of the equations that it cites."""
        return set(re.findall(r"\{eq\}`([\w-]+)`", self.text))


@dataclass(frozen=True)
class Page:
    """One theory page and the lab beside it."""

    slug: str
    text: str
    lab: str

    @cached_property
    def title(self) -> str:
        match = re.search(r"^# (.+)$", self.text, re.M)
        assert match, f"{self.slug} has no title"
        return match[1]

    @cached_property
    def sections(self) -> list[Section]:
        """What stands above the second heading first; every word of the page is in one of them."""
        marked = CELL.sub("\0", self.text.partition("\n---\n")[2])
        found: list[Section] = []
        for part in HEADING.split(marked):
            heading = re.match(r"(?:\(([\w-]+)\)=\n)?#+ (.+)\n", part)
            if heading:
                text, code = part.replace("\0", ""), part.count("\0")
                found.append(Section(self.slug, heading[1] or "", heading[2], text, code))
        return found

    @cached_property
    def needs(self) -> str:
        """What stands behind **Needs:**, above the first section."""
        match = re.search(r"^\*\*Needs:\*\* (.+)$", self.sections[0].text, re.M)
        return match[1] if match else ""

    @cached_property
    def needed(self) -> set[str]:
        """The slugs and labels that the links of `needs` lead to."""
        targets = {target for _, target in LINK.findall(self.needs)}
        return {match[1] if (match := TOPIC.match(each)) else each for each in targets}

    @property
    def minutes(self) -> float:
        return sum(each.minutes for each in self.sections)

    @property
    def first_minutes(self) -> float:
        """Without what may be skipped on a first reading."""
        return sum(each.minutes for each in self.sections if not each.skipped)

    @cached_property
    def lab_minutes(self) -> int:
        """What its first cell says for the whole lab."""
        match = re.search(r"lab\.setup\(\"\w+\", minutes=(\d+)\)", self.lab)
        return int(match[1]) if match else 0


@dataclass(frozen=True)
class Step:
    """A part of a road: sections of one page, or a lab."""

    page: Page
    sections: tuple[Section, ...]  # none: the lab

    @property
    def minutes(self) -> float:
        return sum(each.minutes for each in self.sections) or self.page.lab_minutes


class Course:
    """All topics, in the order of ``_toc.yml``, and the roads through them."""

    def __init__(self, root: Path) -> None:
        order = re.findall(r"chapters/(\w+)/theory", (root / "_toc.yml").read_text("utf-8"))
        self.pages = {
            slug: Page(
                slug,
                (root / f"chapters/{slug}/theory.md").read_text("utf-8"),
                (root / f"chapters/{slug}/lab.md").read_text("utf-8"),
            )
            for slug in order
        }
        self.roads = yaml.safe_load((root / "_roads.yml").read_text("utf-8"))
        measured = json.loads((root / "results/labs.json").read_text("utf-8"))["figures"]
        self.seconds = {slug: each["processor_seconds"] for slug, each in measured.items()}

    @cached_property
    def sections(self) -> dict[str, Section]:
        """The sections that have a label."""
        every = [each for page in self.pages.values() for each in page.sections]
        return {each.label: each for each in every if each.label}

    def steps(self, name: str, first: bool = False) -> Iterator[Step]:
        """What a name of ``_roads.yml`` stands for; InputError if it stands for nothing.

        Args:
            name: a topic, a page of it, or a section.
            first: leave out what may be skipped on a first reading.
        """
        slug, _, kind = name.partition("/")
        if slug in self.pages and kind in ("", "theory", "lab"):
            page = self.pages[slug]
            if kind != "lab":
                yield Step(page, tuple(s for s in page.sections if not (first and s.skipped)))
            if kind != "theory":
                yield Step(page, ())
        elif name in self.sections:
            section = self.sections[name]
            yield Step(self.pages[section.slug], (section,))
        else:
            raise InputError(f"_roads.yml: {name} is no topic, no page of one and no section")

    def road(self, name: str) -> list[Step]:
        """Step by step: ``fast``, ``full``, ``first`` (a first reading of all) or ``weeks``."""
        if name in ("full", "first"):
            names = list(self.pages)
        elif name == "weeks":
            names = [each for week in self.weeks for each in week]
        else:
            names = self.roads[name]
        return [step for each in names for step in self.steps(each, name in ("first", "fast"))]

    @property
    def weeks(self) -> list[list[str]]:
        """The names of each week; topics that no week names come behind, a week for each."""
        weeks: list[list[str]] = self.roads["weeks"]
        named = {each.partition("/")[0] for week in weeks for each in week}
        return weeks + [[slug] for slug in self.pages if slug not in named]

    def facts(self, slug: str) -> str:
        """One line of Markdown for the top of a theory page: how long, and on which roads."""
        page = self.pages[slug]
        read = f"about {rounded(page.minutes)} minutes to read"
        if rounded(page.first_minutes) < rounded(page.minutes):
            read += f", {rounded(page.first_minutes)} on a first reading"
        lab = f"about {page.lab_minutes} minutes for [the lab](lab.ipynb)"
        if slug in self.seconds:
            lab += f", of which the computer works for {self.seconds[slug]:.0f} seconds (measured)"
        week = next(n for n, names in enumerate(self.weeks, 1) if slug in _slugs(names, self))
        fast = any(step.page.slug == slug for step in self.road("fast"))
        where = f"week {week} of [the roads](../roads.md)" + (
            ", and on the fast one" if fast else ""
        )
        return f"**Time:** {read}; {lab}. **Where:** {where}."


def _slugs(names: list[str], course: Course) -> set[str]:
    return {step.page.slug for name in names for step in course.steps(name)}


def rounded(minutes: float) -> int:
    """To five minutes: nobody reads by the second."""
    return max(5, 5 * round(minutes / 5))


# --- on the site --------------------------------------------------------------------------------


def put_on_top(app: Sphinx, docname: str, source: list[str]) -> None:
    """Below the title of a theory page: how long it takes, and where it stands."""
    match = re.fullmatch(r"chapters/(\w+)/theory", docname)
    root = Path(app.srcdir)
    if not match or not (root / "_roads.yml").is_file():
        return
    slug = match[1]
    for name in ("_roads.yml", "results/labs.json", f"chapters/{slug}/lab.md"):
        app.env.note_dependency(str(root / name))
    facts = Course(root).facts(slug)
    source[0] = re.sub(r"(?m)^# .+$", lambda title: f"{title[0]}\n\n{facts}", source[0], count=1)


class Road(Directive):
    """``{road} fast`` and the like: a table of a road's steps, with minutes and their sum."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        env = self.state.document.settings.env
        root = Path(env.srcdir)
        course = Course(root)
        for page in course.pages:
            env.note_dependency(str(root / f"chapters/{page}/theory.md"))
            env.note_dependency(str(root / f"chapters/{page}/lab.md"))
        for name in ("_roads.yml", "results/labs.json"):
            env.note_dependency(str(root / name))
        text = "\n".join(table(course, self.arguments[0]))
        container = nodes.container()
        self.state.nested_parse([text, ""], self.content_offset, container)  # type: ignore[arg-type]
        return list(container.children)


def table(course: Course, name: str) -> list[str]:
    """The road as a table in Markdown."""
    if name == "weeks":
        lines = ["| week | read and write | hours |", "| --- | --- | --- |"]
        total = 0.0
        for number, names in enumerate(course.weeks, 1):
            steps = [step for each in names for step in course.steps(each)]
            minutes = sum(step.minutes for step in steps)
            total += minutes
            what = ", ".join(_link(step) for step in steps)
            lines.append(f"| {number} | {what} | {minutes / 60:.1f} |")
        return [*lines, f"| | together | {total / 60:.0f} |"]
    lines = ["| step | minutes | together |", "| --- | --- | --- |"]
    total = 0.0
    for step in course.road(name):
        total += step.minutes
        lines.append(f"| {_link(step)} | {max(1, round(step.minutes))} | {_hours(total)} |")
    return lines


def _hours(minutes: float) -> str:
    return f"{minutes // 60:.0f} h {minutes % 60:02.0f}"


def _link(step: Step) -> str:
    """A link to what a step reads, seen from ``chapters/roads.md``."""
    if not step.sections:
        return f"[{step.page.title}]({step.page.slug}/lab.ipynb): the lab"
    if len(step.sections) == 1:
        section = step.sections[0]
        title = section.title.replace("|", r"\|")  # which would end a cell of the table
        return f"[{title}]({section.label}), in {step.page.title}"
    return f"[{step.page.title}]({step.page.slug}/theory.md)"


def setup(app: Sphinx) -> None:
    """Connect both; `labsupport.book.extension` calls it."""
    app.add_directive("road", Road)
    app.connect("source-read", put_on_top)
