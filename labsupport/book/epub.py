"""The whole book as one EPUB 3: each page of the built site as XHTML, with formulas in MathML.

``make ebooks``. Chromium loads a page, where KaTeX reads its formulas; a reader gets the article
alone. A link to a page that is in the book stays in it, any other leads to the site.
"""

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape, quoteattr

import yaml
from tqdm import tqdm

from labsupport import files
from labsupport.book import browser as browsers
from labsupport.book.printed import READY, built, pages

STYLE = """
body { line-height: 1.45; } img, svg { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.8em; border-left: 3px solid #888;
  padding-left: 0.6em; } code { font-size: 0.9em; overflow-wrap: anywhere; }
aside, details { border: 1px solid #888; border-radius: 0.3em; padding: 0 0.8em; margin: 0.8em 0; }
aside > p:first-child, summary { font-weight: bold; } figcaption { font-size: 0.9em; }
table { border-collapse: collapse; } th, td { border-bottom: 1px solid #888; padding: 0.2em 0.5em;
  text-align: left; vertical-align: top; } .eqno { float: right; }
math[display="block"] { margin: 1em 0; }
"""
# What is left of a page: its article without what only a screen can do, its formulas in MathML.
EXTRACT = r"""
const article = document.querySelector("article").cloneNode(true);
const rename = (old, name) => {
  const made = document.createElement(name);
  for (const each of old.attributes) made.setAttribute(each.name, each.value);
  made.append(...old.childNodes);
  old.replaceWith(made);
  return made;
};
for (const drawn of article.querySelectorAll(".katex")) {
  const math = drawn.querySelector("math"), block = drawn.closest(".katex-display");
  const source = math.querySelector("annotation");
  math.setAttribute("display", block ? "block" : "inline");
  math.setAttribute("alttext", source.textContent.trim());
  source.remove();
  // KaTeX writes spaces between the elements, an invisible sign after the name of a function even
  // where there is no place for it, and lists of no numbers.
  for (const each of math.querySelectorAll(":is(msub, msup, mover, munder, mfrac) > mo"))
    if (each.textContent === "\u2061") each.remove();
  for (const each of math.querySelectorAll(":not(mi, mn, mo, mtext, ms)"))
    for (const text of [...each.childNodes].filter(child => child.nodeType === Node.TEXT_NODE)) {
      const space = document.createElementNS(math.namespaceURI, "mtext");
      text.replaceWith(space);
      space.append(text);
    }
  for (const each of math.querySelectorAll("[columnspacing='']"))
    each.removeAttribute("columnspacing");
  (block ?? drawn).replaceWith(math);
}
for (const figure of article.querySelectorAll("figure.live"))
  for (const each of [...figure.children])
    if (!each.matches("figcaption") && !each.matches("img")) {
      const still = each.querySelector("img");
      still ? each.replaceWith(still) : each.remove();
    }
for (const each of article.querySelectorAll("figure.live figcaption"))
  (each.querySelector("p:last-child") ?? each).append(" (It moves on the site.)");
article.querySelectorAll(
  "button, script, style, noscript, iframe, input, a.headerlink, .toctree-wrapper, summary svg, " +
  "p.expanded, .copybtn").forEach(each => each.remove());
for (const each of article.querySelectorAll("a.image-reference"))
  each.replaceWith(...each.childNodes);
for (const each of article.querySelectorAll("summary p")) each.replaceWith(...each.childNodes);
for (const each of article.querySelectorAll("div.admonition.dropdown")) {
  const title = each.querySelector(".admonition-title");
  if (title) rename(title, "summary");
  const inside = rename(each, "details");
  const summary = inside.querySelector("summary");
  if (summary) inside.prepend(summary);
}
for (const each of article.querySelectorAll("div.admonition")) rename(each, "aside");
const screen = /^(data-|on|style$|tabindex$|role$|aria-|bgcolor|align|valign|loading|border)/;
for (const each of article.querySelectorAll(":not(svg, svg *)"))
  for (const name of [...each.attributes].map(a => a.name))
    if (screen.test(name)) each.removeAttribute(name);
const images = [], links = [];
for (const each of article.querySelectorAll("img")) {
  images.push(new URL(each.getAttribute("src"), location.href).href);
  each.setAttribute("src", `IMAGE-${images.length - 1}`);
  for (const size of ["width", "height"])
    if (!/^\d*$/.test(each.getAttribute(size) ?? "")) each.removeAttribute(size);
}
for (const each of article.querySelectorAll("a[href]")) {
  links.push(each.getAttribute("href"));
  each.setAttribute("href", `LINK-${links.length - 1}-`);
}
return {
  title: article.querySelector("h1").textContent.trim(), images, links,
  sections: [...article.querySelectorAll("section[id] > h2")]
    .map(heading => [heading.parentNode.id, heading.textContent.trim()]),
  text: new XMLSerializer().serializeToString(article),
};
"""


def book(root: Path, site: Path, output: Path, names: Sequence[str] | None = None) -> None:
    """Write pages of a built site, by default all, into one EPUB.

    Raises:
        InputError: a page is not built, or Chromium is not there.
    """
    names = pages(root) if names is None else names
    for name in names:
        built(site, name)
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    address = config["html"]["baseurl"].rstrip("/")
    browser = browsers.driver()
    try:
        found = {}
        for name in tqdm(names, "reading", unit="page"):
            browser.get((site / f"{name}.html").resolve().as_uri())
            browser.execute_async_script(READY, f"{address}/{name}.html")
            found[name] = browser.execute_script(EXTRACT)
    finally:
        browser.quit()
    images: dict[str, str] = {}  # address -> name in the book
    with files.beside(output) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("book/style.css", STYLE)
        for name, page in found.items():
            archive.writestr(f"book/{file_of(name)}", document(page, found, images, address))
        for source, target in images.items():
            archive.write(unquote(urlsplit(source).path), f"book/{target}")
        archive.writestr("book/contents.xhtml", contents(config["title"], found))
        archive.writestr("book/book.opf", package(config, address, found, [*images.values()]))


def file_of(name: str) -> str:
    """A page's file in the book: ``chapters/vae/theory`` is ``vae-theory.xhtml``."""
    return name.removeprefix("chapters/").replace("/", "-") + ".xhtml"


def document(
    page: dict[str, Any], found: dict[str, Any], images: dict[str, str], address: str
) -> str:
    """One page as XHTML; its images are added to ``images``."""
    text = page["text"]
    for number, source in enumerate(page["images"]):
        suffix = Path(urlsplit(source).path).suffix
        images.setdefault(source, f"images/{len(images):03d}{suffix}")
        text = text.replace(f'"IMAGE-{number}"', f'"{images[source]}"')
    for number, link in enumerate(page["links"]):
        leads = escape(target(link, found, address), {'"': "&quot;"})
        text = text.replace(f'"LINK-{number}-"', f'"{leads}"')
    return XHTML.format(title=escape(page["title"]), body=text)


def target(link: str, found: dict[str, Any], address: str) -> str:
    """Where a link leads from within the book; `READY` has made those to other pages absolute."""
    if not link.startswith(f"{address}/"):
        return link
    path, _, anchor = link.removeprefix(f"{address}/").partition("#")
    name = unquote(path).removesuffix(".html")
    return f"{file_of(name)}{'#' if anchor else ''}{anchor}" if name in found else link


def contents(title: str, found: dict[str, Any]) -> str:
    """The table of contents, which readers show."""
    rows = []
    for name, page in found.items():
        inner = "".join(
            f'<li><a href="{file_of(name)}#{anchor}">{escape(heading)}</a></li>'
            for anchor, heading in page["sections"]
        )
        inner = f"<ol>{inner}</ol>" if inner else ""
        rows.append(f'<li><a href="{file_of(name)}">{escape(page["title"])}</a>{inner}</li>\n')
    body = f'<nav epub:type="toc"><h1>{escape(title)}</h1><ol>\n{"".join(rows)}</ol></nav>'
    return XHTML.format(title=escape(title), body=body)


def package(config: Any, address: str, found: dict[str, Any], images: list[str]) -> str:
    """What the book is, and the list of its files."""
    items = ['<item id="style" href="style.css" media-type="text/css"/>']
    items.append(
        '<item id="contents" href="contents.xhtml" properties="nav" '
        'media-type="application/xhtml+xml"/>'
    )
    for number, (name, page) in enumerate(found.items()):
        has = [p for p, mark in (("mathml", "<math"), ("svg", "<svg")) if mark in page["text"]]
        properties = f' properties="{" ".join(has)}"' if has else ""
        items.append(
            f'<item id="page-{number}" href={quoteattr(file_of(name))}{properties} '
            'media-type="application/xhtml+xml"/>'
        )
    for number, image in enumerate(images):
        kind = KINDS[Path(image).suffix]
        items.append(f'<item id="image-{number}" href="{image}" media-type="{kind}"/>')
    spine = "\n".join(f'<itemref idref="page-{number}"/>' for number in range(len(found)))
    return PACKAGE.format(
        address=escape(address),
        title=escape(config["title"]),
        author=escape(config["author"]),
        moment=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        items="\n".join(items),
        spine=spine,
    )


KINDS = {".png": "image/png", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".gif": "image/gif"}
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
XHTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{address}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:creator>{author}</dc:creator>
<dc:language>en</dc:language>
<meta property="dcterms:modified">{moment}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
{items}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
