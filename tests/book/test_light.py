"""What no page uses is dropped, and nothing else."""

import numpy as np
import pytest
import tinycss2
from PIL import Image

from labsupport.book import light


def kept(text: str, *words: str) -> str:
    return light.rules(tinycss2.parse_stylesheet(text), {*words})


def test_a_selector_stays_if_each_of_its_classes_may_be_there():
    text = ".a{x:1}.b .c,.a .c:hover{x:2}p{x:3}.d\\.e{x:4}:not(.z){x:5}"
    assert kept(text, "a", "c") == ".a{x:1}.a .c:hover{x:2}p{x:3}:not(.z){x:5}"
    assert kept(text, "d.e") == "p{x:3}.d\\.e{x:4}:not(.z){x:5}"


def test_rules_within_media_are_looked_at_and_other_at_rules_stay():
    text = '@import "x.css";@media print{.a{x:1}.b{x:2}}@media screen{.b{x:3}}'
    text += "@font-face{font-family:F}@keyframes k{from{x:1}}"
    found = kept(text, "a")
    assert "@media print{.a{x:1}}" in found
    assert "screen" not in found
    for part in ('@import "x.css";', "@font-face{font-family:F}", "@keyframes k{from{x:1}}"):
        assert part in found


def test_a_site_keeps_the_icons_that_it_shows(tmp_path):
    (tmp_path / "index.html").write_text('<i class="fa-solid fa-house"></i>')
    styles = tmp_path / "style.css"
    styles.write_text('.fa-house:before{content:"\\f015"}.fa-tree:before{content:"\\f1bb"}')
    for _ in range(2):
        light.make(tmp_path)
        assert styles.read_text("utf-8") == '.fa-house:before{content:"\uf015"}'


@pytest.mark.parametrize("colours", [2, 300_000])
def test_a_picture_of_few_colours_becomes_smaller_and_looks_the_same(tmp_path, colours):
    generator = np.random.default_rng(0)
    if colours == 2:
        pixels = np.repeat(np.where(generator.random((300, 400, 1)) < 0.1, 40, 255), 3, axis=2)
    else:
        pixels = generator.integers(0, 256, (300, 400, 3))
    path = tmp_path / "picture.png"
    image = Image.fromarray(pixels.astype(np.uint8)).convert("RGBA")
    image.save(path)
    before = path.stat().st_size
    light.keep_colours(path)
    with Image.open(path) as shown:
        assert (shown.convert("RGBA").tobytes() == image.tobytes()) or colours == 2
        assert np.abs(np.asarray(shown.convert("RGB"), float) - pixels).max() < 1
    assert (path.stat().st_size < before) is (colours == 2)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("shades", "kept"), [(40, 64), (100, 128), (200, 256)])
def test_a_picture_keeps_as_many_colours_as_its_looks_need(tmp_path, shades, kept):
    generator = np.random.default_rng(1)
    colours = generator.integers(0, 256, (shades, 3))
    pixels = colours[generator.integers(0, shades, (200, 300))]
    path = tmp_path / "picture.png"
    Image.fromarray(pixels.astype(np.uint8)).save(path)
    light.keep_colours(path)
    with Image.open(path) as shown:
        assert shown.mode == "P"
        seen = np.asarray(shown.convert("RGB"), float)
    assert kept / 2 < len(np.unique(seen.reshape(-1, 3), axis=0)) <= kept
    assert np.abs(seen - pixels).mean() < 1
