"""Makes a finished site light: what its theme brings for others and no page uses is dropped.

The theme's style sheets know all of Bootstrap and 2,000 icons; pictures of cells have 16 million
colours, of which they use few.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import tinycss2
from fontTools import subset
from PIL import Image, ImageChops, ImageStat
from tinycss2.ast import AtRule, Node, QualifiedRule

FONTS = "_static/vendor/fontawesome/webfonts"
# How many colours a picture may keep, and the mean change of a colour (of 255) that is accepted.
COLOURS = {64: 0.25, 128: 0.25, 256: 1.0}
# Icons are characters for private use, written as they are or as \f0f3.
ICON = re.compile(r"[\ue000-\uf8ff]|\\([ef][0-9a-f]{3})\b")


def make(site: Path) -> None:
    """Drop rules of style sheets, glyphs of icons and colours of pictures that nobody sees."""
    texts = {
        suffix: {path: path.read_text("utf-8") for path in site.rglob(f"*.{suffix}")}
        for suffix in ("html", "js", "css")
    }
    words = used([*texts["html"].values(), *texts["js"].values()])
    for path, text in texts["css"].items():
        if path.parent.name == "katex":  # its script puts names of classes together
            continue
        kept = rules(tinycss2.parse_stylesheet(text, skip_comments=True), words)
        if len(kept) < len(text):
            path.write_text(kept, "utf-8")
            texts["css"][path] = kept
    glyphs = {
        int(icon[1], 16) if icon[1] else ord(icon[0])
        for of_kind in texts.values()
        for text in of_kind.values()
        for icon in ICON.finditer(text)
    }
    for path in (site / FONTS).glob("*.woff2"):
        keep_glyphs(path, glyphs)
    for path in (site / "_images").glob("*.png"):
        keep_colours(path)


def used(texts: Iterable[str]) -> set[str]:
    """All that could be the name of a class: every word of the pages and of the scripts."""
    return {word for text in texts for word in re.findall(r"[\w-]+", text)}


def rules(nodes: Iterable[Node], words: set[str]) -> str:
    """A style sheet without the selectors that name a class which is nowhere on the site."""
    kept = []
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = tinycss2.serialize(node.prelude).split(",")
            # A comma within :is(...) or "..." separates no selectors: such a rule stays.
            if not re.search(r"[(\"']", "".join(selectors)):
                selectors = [each for each in selectors if classes(each) <= words]
            if selectors:
                kept.append(f"{','.join(selectors)}{{{tinycss2.serialize(node.content)}}}")
        elif isinstance(node, AtRule) and node.lower_at_keyword in ("media", "supports"):
            inside = rules(tinycss2.parse_rule_list(node.content, skip_comments=True), words)
            if inside.strip():
                kept.append(f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inside}}}")
        else:
            kept.append(node.serialize())
    return "".join(kept)


def classes(selector: str) -> set[str]:
    """The names of classes in a selector."""
    return {name.replace("\\", "") for name in re.findall(r"\.((?:[\w-]|\\.)+)", selector)}


def keep_glyphs(path: Path, glyphs: set[int]) -> None:
    """Keep the glyphs of these characters in a font."""
    options = subset.Options(flavor="woff2", layout_features=[])
    with subset.load_font(path, options) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=glyphs)
        cut.subset(font)
        subset.save_font(font, path, options)


def keep_colours(path: Path) -> None:
    """Write an opaque picture with a table of its colours, where nobody can see that it is one."""
    with Image.open(path) as image:
        if image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255):
            return
        if image.mode not in ("RGB", "RGBA"):
            return
        full = image.convert("RGB")
    for number, unseen in COLOURS.items():
        few = full.quantize(
            number, method=Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE
        )
        shown = few.convert("RGB")
        error = max(ImageStat.Stat(ImageChops.difference(full, shown)).mean)
        if error > unseen or full.getpixel((0, 0)) != shown.getpixel((0, 0)):  # the background
            continue
        written = path.with_suffix(".few.png")
        few.save(written, optimize=True)
        if written.stat().st_size < path.stat().st_size:
            written.replace(path)
        else:
            written.unlink()
        return
