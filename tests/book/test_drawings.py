"""The drawings: legible on a telephone and on a dark page, inside their frame, each on one page."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
DRAWINGS = sorted((ROOT / "assets/drawings").glob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
TELEPHONE = 358  # CSS pixels that a telephone held upright leaves for an image


def faults(text: str) -> list[str]:
    """A sentence for whatever makes a drawing hard to read."""
    root = ElementTree.fromstring(text)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found = []
    size = re.search(r"text \{ font: (\d+)px sans-serif; fill: (#\w+)", text)
    if not size or int(size[1]) * min(1, TELEPHONE / width) < 13:
        found.append("letters are below 13 pixels on a telephone")
    if "height" in root.attrib:
        found.append("a fixed height: it cannot scale")
    paper = root.find(f"{SVG}rect")
    if paper is None or paper.attrib.get("fill") != "#ffffff" or "class" in paper.attrib:
        found.append("no white paper below it: black letters on a dark page")
    for each in root.iter(f"{SVG}text"):
        words, kinds = each.text or "", each.attrib.get("class", "").split()
        x, y = float(each.attrib["x"]), float(each.attrib["y"])
        long = 7.4 * len(words)  # a letter of 14 pixels is about half as wide
        left = x if "left" in kinds else x - long if "end" in kinds else x - long / 2
        if not (left >= -4 and left + long <= width + 4 and 6 <= y <= height - 6):
            found.append(f"{words!r} leaves the frame")
    return found


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_can_be_read_everywhere(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_stands_on_the_page_of_its_topic_with_a_text(path: Path) -> None:
    slug = path.stem.partition("-")[0]
    page = (ROOT / f"chapters/{slug}/theory.md").read_text("utf-8")
    shown = re.findall(rf"^```{{figure}} \S+/{path.name}\n:alt: (.+)\n\n.+\n```$", page, re.M)
    assert len(shown) == 1
    assert len(shown[0].split()) >= 15


@pytest.mark.parametrize(
    "slug", ["start", "generative", "autoencoders", "monte_carlo", "elbo", "gradients", "vae"]
)
def test_the_first_topics_have_the_picture_that_a_lecturer_draws(slug: str) -> None:
    assert [path for path in DRAWINGS if path.stem.startswith(f"{slug}-")]


GOOD = """<svg xmlns="http://www.w3.org/2000/svg" width="480" viewBox="0 0 360 100">
  <style>text { font: 14px sans-serif; fill: #1a1a1a; }</style>
  <rect width="360" height="100" fill="#ffffff"/>
  <text x="180" y="50">encoder</text></svg>"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("encoder", "decoder", ""),
        ("14px", "12px", "below 13"),
        ('"0 0 360 100"', '"0 0 640 100"', "below 13"),
        ('width="480"', 'width="480" height="300"', "cannot scale"),
        ('fill="#ffffff"', 'fill="none"', "no white paper"),
        ('x="180"', 'x="345"', "'encoder' leaves the frame"),
        ('y="50"', 'y="98"', "'encoder' leaves the frame"),
    ],
)
def test_what_makes_a_drawing_hard_to_read_is_named(old: str, new: str, fault: str) -> None:
    found = faults(GOOD.replace(old, new))
    assert any(fault in each for each in found) if fault else found == []
