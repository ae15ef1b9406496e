"""The roads: nothing on a road uses what it has not introduced, and their minutes are counted."""

import re
from pathlib import Path

import pytest

from labsupport.book.roads import LINK, SKIP, Course, Section, Step, rounded, table
from labsupport.errors import InputError

ROOT = Path(__file__).parents[2]
COURSE = Course(ROOT)
ROADS = ["fast", "full", "first", "weeks"]


def terms(text: str) -> dict[str, set[str]]:
    """Term -> the sections (or the topics) that introduce it, from the table of the notation."""
    part = text.partition("## Terms\n")[2].partition("\n## ")[0]
    rows = [row.strip("| ").split(" | ") for row in part.splitlines() if row.startswith("| ")]
    found = {}
    for term, _, introduced in rows[1:]:
        if term != "---":
            places = [target for _, target in LINK.findall(introduced)]
            found[term] = {each.partition("/")[0] for each in places}
    return found


TERMS = terms((ROOT / "chapters/notation.md").read_text("utf-8"))


def uses(term: str, text: str) -> bool:
    """Whether a text has a term, but as the text of a link or in what is printed as code."""
    plain = re.sub(r"`[^`\n]*`|\(eq-[\w-]+\)", "", LINK.sub("", text))
    plain = re.sub(r"\*\*(Needed by|Further reading|Where next):\*\*.*", "", plain)
    words = re.escape(term).replace(r"\ ", r"\s+").replace("\\-", "[-\\s]")
    return bool(re.search(rf"\b{words}", plain, re.IGNORECASE))


def strangers(steps: list[Step], introduced: dict[str, set[str]] = TERMS) -> list[str]:
    """A sentence for whatever a step uses that no step up to it has introduced."""
    found = []
    met: set[str] = set()  # topics that were read, and labels of sections
    equations: set[str] = set()
    for step in steps:
        whole = len(step.sections) > 1
        if whole:
            missing = step.page.needed & _places() - met
            found += [f"{step.page.slug} needs {each}" for each in sorted(missing)]
            met.add(step.page.slug)
        met |= {each.label for each in step.sections if each.label}
        for section in step.sections:
            equations |= section.equations
        for section in step.sections:
            if section.title == "What to remember":  # a table of all that the page has
                continue
            name = section.label or section.slug
            found += [f"{name} cites {each}" for each in sorted(section.cited - equations)]
            found += [
                f"{name} uses {term!r}"
                for term, places in introduced.items()
                if not places & met and uses(term, section.text)
            ]
    return found


def _places() -> set[str]:
    return set(COURSE.pages) | set(COURSE.sections)


@pytest.mark.parametrize("road", ROADS)
def test_no_page_uses_what_its_road_has_not_introduced(road: str) -> None:
    assert strangers(COURSE.road(road)) == []


def test_every_topic_is_on_the_long_roads() -> None:
    for road in ("full", "weeks"):
        steps = COURSE.road(road)
        assert {step.page.slug for step in steps if step.sections} == set(COURSE.pages)
        assert {step.page.slug for step in steps if not step.sections} == set(COURSE.pages)
    assert len(COURSE.roads["weeks"]) == 12


def test_no_week_is_longer_than_a_student_has() -> None:
    for names in COURSE.weeks:
        minutes = sum(step.minutes for each in names for step in COURSE.steps(each))
        assert minutes <= 4 * 60, names


def test_the_fast_road_reads_every_section_of_the_vae_that_a_first_reading_has() -> None:
    read = {each.label for step in COURSE.road("fast") for each in step.sections}
    page = COURSE.pages["vae"]
    wanted = {each.label for each in page.sections if each.label and not each.skipped}
    assert wanted <= read


@pytest.mark.parametrize("slug", COURSE.pages)
def test_a_page_says_on_top_what_it_needs_and_its_links_lead_somewhere(slug: str) -> None:
    page = COURSE.pages[slug]
    assert page.needs, f"{slug}: **Needs:** stands below the title, above the first section"
    assert page.text.count("**Needs:**") == 1
    assert page.needed <= _places()
    assert slug == "start" or page.needed


@pytest.mark.parametrize("slug", COURSE.pages)
def test_what_may_be_skipped_is_marked_below_a_heading_that_has_a_label(slug: str) -> None:
    text = COURSE.pages[slug].text
    marked = re.findall(rf"^\([\w-]+\)=\n#+ .+\n\n{re.escape(SKIP)}", text, re.M)
    assert len(marked) == text.count(SKIP)


def test_every_term_stands_in_the_section_that_introduces_it() -> None:
    for term, places in TERMS.items():
        for place in places:
            if place in COURSE.pages:
                text = COURSE.pages[place].text
            else:
                text = COURSE.sections[place].text
            assert uses(term, text), (term, place)


# --- the controls ---


def section(label: str, text: str) -> Section:
    return Section("start", label, "A title", text, 0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("the widget of {eq}`eq-start-one`", "b uses 'widget'"),
        ("by {eq}`eq-start-two`", "b cites eq-start-two"),
        ("A Widget\nhere", "b uses 'widget'"),
        ("a [widget](c), or `widget`", ""),
        ("by {eq}`eq-start-one`", ""),
    ],
)
def test_what_a_road_has_not_introduced_is_named(text: str, sentence: str) -> None:
    page = COURSE.pages["start"]
    first = section("a", "$$\nx = y\n$$ (eq-start-one)\n")
    steps = [Step(page, (first,)), Step(page, (section("b", text),))]
    assert strangers(steps, {"widget": {"c"}}) == ([sentence] if sentence else [])
    assert strangers([Step(page, (section("c", ""),)), *steps], {"widget": {"c"}}) == (
        [sentence] if "cites" in sentence else []
    )


def test_a_page_before_what_it_needs_is_named() -> None:
    steps = [*COURSE.steps("vae"), *COURSE.steps("elbo")]
    assert "elbo needs generative" in strangers(steps)


def test_a_name_that_stands_for_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="vae-nothing is no topic"):
        list(COURSE.steps("vae-nothing"))


def test_minutes_are_counted_from_words_equations_and_cells() -> None:
    text = "word $x + y$ " * 75 + "\n$$\nx = y\n$$ (eq-start-one)\n"
    assert Section("start", "", "", text, 3).minutes == pytest.approx(1 + 4 * 0.5)
    assert [rounded(each) for each in (0.3, 7.4, 7.6)] == [5, 5, 10]


def test_sections_hold_every_word_of_a_page() -> None:
    page = COURSE.pages["gradients"]
    assert page.minutes == pytest.approx(sum(each.minutes for each in page.sections))
    assert sum(len(each.text) for each in page.sections) > 0.3 * len(page.text)
    assert page.first_minutes <= page.minutes


def test_a_page_says_its_minutes_and_its_lab() -> None:
    facts = COURSE.facts("vae")
    assert f"about {rounded(COURSE.pages['vae'].minutes)} minutes to read" in facts
    assert f"about {COURSE.pages['vae'].lab_minutes} minutes for [the lab]" in facts
    assert f"works for {COURSE.seconds['vae']:.0f} seconds" in facts
    assert "on the fast one" in facts


def test_the_table_of_a_road_ends_with_the_sum_of_its_minutes() -> None:
    together = sum(step.minutes for step in COURSE.road("fast"))
    assert f"{together // 60:.0f} h {together % 60:02.0f}" in table(COURSE, "fast")[-1]
    hours = sum(step.minutes for step in COURSE.road("weeks")) / 60
    assert f"{hours:.0f}" in table(COURSE, "weeks")[-1]
