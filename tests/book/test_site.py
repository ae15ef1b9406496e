"""The built site: no solution in it, and what a reader's browser makes of it.

All tests of the built site are in this file, so that one worker builds it, once.
"""

import functools
import http.server
import io
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import nbformat
import numpy as np
import pytest
import yaml
from PIL import Image
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from selenium import webdriver
from sphinx.search.en import SearchEnglish

from labsupport.book import epub, leaks, notebooks, printed
from labsupport.book.browser import driver
from labsupport.errors import InputError

ROOT = Path(__file__).parents[2]
SLUGS = notebooks.slugs(ROOT)
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
PAGES = ["index", *re.findall(r"- file: (\S+)", (ROOT / "_toc.yml").read_text("utf-8"))]
NARROW = 390  # CSS pixels: a telephone held upright


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make site` builds it but into a folder of its own."""
    folder = tmp_path_factory.mktemp("site")
    command = shutil.which("jupyter-book", path=Path(sys.executable).parent)
    assert command, "jupyter-book is not installed beside this Python"
    options = ["-W", "-n", "--keep-going", "--path-output", str(folder)]
    result = subprocess.run(
        [command, "build", ".", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert result.returncode == 0, f"the site does not build:\n{result.stderr[-5000:]}"
    return folder / "_build" / "html"


# --- no solution in it ---


def test_the_site_holds_no_line_of_a_solution(site: Path) -> None:
    assert leaks.leaks(site, leaks.secret_lines(ROOT)) == []


def test_the_search_index_holds_no_word_of_a_solution_that_no_page_shows(site: Path) -> None:
    assert leaks.leaked_words(site, ROOT) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_exercise_has_a_line_that_would_give_it_away(slug: str) -> None:
    secrets = leaks.secret_lines(ROOT).values()
    for name, node in notebooks.definitions(notebooks.solutions_text(ROOT, slug)).items():
        lines = range(node.lineno, (node.end_lineno or 0) + 1)
        assert {f"solutions/{slug}.py, line {n}" for n in lines} & set(secrets), name


def _page(code: str) -> str:
    return f"<html><body>{highlight(code, PythonLexer(), HtmlFormatter())}</body></html>"


def _notebook(code: str) -> str:
    return nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]))


PLANTS: dict[str, Callable[[str], str]] = {
    "chapters/vae/lab.html": _page,
    "_sources/chapters/vae/lab.ipynb": _notebook,
    "_sources/chapters/vae/theory.md": lambda code: f"```python\n{code}\n```\n",
    "_downloads/1234/answer.py": str,
    "_static/script.js": lambda code: f"const answer = {json.dumps(code.splitlines()[-1])};",
    "chapters/vae/theory.html": lambda code: f'<img alt="{code.splitlines()[-1]}">',
}


@pytest.mark.parametrize("place", PLANTS)
def test_a_planted_solution_is_found(place: str, tmp_path: Path) -> None:
    """The control: the search above finds a solution in every kind of file, however coloured."""
    solutions = notebooks.solutions_text(ROOT, "vae")
    node = notebooks.definitions(solutions)["gaussian_kl"]
    code = "\n".join(solutions.splitlines()[node.lineno - 1 : node.end_lineno])
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(PLANTS[place](code), "utf-8")
    found = leaks.leaks(tmp_path, leaks.secret_lines(ROOT))
    assert found == [f"{place} holds solutions/vae.py, line {node.end_lineno}"]


def test_a_planted_word_in_the_search_index_is_found(site: Path, tmp_path: Path) -> None:
    word = min(leaks.secret_words(site, ROOT))
    page = next(site.glob("index.html"))
    shutil.copy(page, tmp_path)
    stem = SearchEnglish({}).stem(word.lower())  # as the index has it
    index = {"terms": {stem: [0], "latent": [0]}, "titleterms": {}}
    (tmp_path / "searchindex.js").write_text(f"Search.setIndex({json.dumps(index)})")
    assert word in leaks.leaked_words(tmp_path, ROOT)


# --- links and images ---


class _Elements(HTMLParser):
    """Collects the attributes of links, images and ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        if tag == "img":
            self.images.append(values)
        if values.get("id"):
            self.ids.add(str(values["id"]))


@functools.cache
def elements(path: Path) -> _Elements:
    return _Elements(path.read_text("utf-8"))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_launch_buttons_of_a_lab_open_the_notebook_of_the_repository(
    site: Path, slug: str
) -> None:
    address = CONFIG["repository"]["url"].removeprefix("https://github.com/")
    branch = CONFIG["repository"]["branch"]
    notebook = f"chapters/{slug}/lab.ipynb"
    assert (ROOT / notebook).is_file()
    links = elements(site / f"chapters/{slug}/lab.html").links
    assert f"https://colab.research.google.com/github/{address}/blob/{branch}/{notebook}" in links
    assert f"https://mybinder.org/v2/gh/{address}/{branch}?urlpath=lab/tree/{notebook}" in links


def test_only_labs_have_launch_buttons(site: Path) -> None:
    for page in PAGES:
        launched = [
            link
            for link in elements(site / f"{page}.html").links
            if urlsplit(link).hostname in ("colab.research.google.com", "mybinder.org")
        ]
        assert bool(launched) == page.endswith("/lab"), page


def test_the_download_of_a_lab_is_the_students_notebook(site: Path) -> None:
    for slug in SLUGS:
        path = f"chapters/{slug}/lab.ipynb"
        assert (site / "_sources" / path).read_bytes() == (ROOT / path).read_bytes()


@pytest.mark.parametrize("page", PAGES)
def test_every_local_link_has_its_target(site: Path, page: str) -> None:
    start = site / f"{page}.html"
    for link in elements(start).links:
        parts = urlsplit(link)
        if parts.scheme or link.startswith("#"):
            continue
        target = (start.parent / unquote(parts.path)).resolve() if parts.path else start
        assert target.is_file(), link
        if parts.fragment and target.suffix == ".html":
            assert unquote(parts.fragment) in elements(target).ids, link


@pytest.mark.parametrize("page", PAGES)
def test_every_image_has_a_text(site: Path, page: str) -> None:
    for image in elements(site / f"{page}.html").images:
        if "logo" in str(image.get("class")):
            continue  # its name stands beside it
        alt = image.get("alt") or ""
        assert re.search(r"\w{2}", alt), image["src"]
        assert not alt.endswith((".png", ".svg")), image["src"]


@pytest.mark.parametrize("slug", SLUGS)
def test_equations_and_figures_are_numbered_by_chapter(site: Path, slug: str) -> None:
    page = f"chapters/{slug}/theory"
    text = (site / f"{page}.html").read_text("utf-8")
    chapter = [each for each in PAGES if each.endswith("/theory")].index(page) + 1
    assert f'<h1><span class="section-number">{chapter}. </span>' in text
    for pattern in (r'class="eqno">\(([\d.]+)\)', r'class="caption-number">Fig. ([\d.]+) <'):
        found = re.findall(pattern, text)
        assert found == [f"{chapter}.{number}" for number in range(1, len(found) + 1)]
        assert found


@pytest.mark.parametrize("slug", SLUGS)
def test_a_picture_has_a_caption_all_its_dots_and_a_link_to_them(site: Path, slug: str) -> None:
    page = site / f"chapters/{slug}/theory.html"
    article = page.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
    figures = re.findall(r"<figure.*?</figure>", article, flags=re.S)
    assert all("caption-text" in figure for figure in figures)
    assert len(figures) == article.count("<img ")  # no picture without a number
    for figure in figures:
        if 'class="live' in figure or ".svg" in figure:
            continue
        pattern = r'image-reference" href="([^"]+)"><img [^>]*src="([^"]+)" style="width: (\d+)'
        [(link, source, width)] = re.findall(pattern, figure)
        assert link == source
        with Image.open(page.parent / source) as picture:
            assert picture.width >= 1.9 * int(width)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_often_printed_wrong_is_folded(site: Path, slug: str) -> None:
    text = (site / f"chapters/{slug}/theory.html").read_text("utf-8")
    title = '<p class="admonition-title">Often printed wrong'
    assert text.count(title) == text.count(f'<div class="warning dropdown admonition">\n{title}')


# --- in a browser ---


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site on the loopback interface."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """A headless Chromium, as wide as a telephone."""
    chrome = driver(NARROW, 844)
    yield chrome
    chrome.quit()


class Visit(NamedTuple):
    """What happened when a page was opened."""

    console: list[str]  # errors
    requests: list[str]  # addresses
    failures: list[str]
    width: int  # of the document, CSS pixels
    formulas: int  # in the source
    rendered: int  # by KaTeX
    broken: list[str]  # formulas that KaTeX could not read
    raw: list[str]  # TeX and tables of Markdown that a reader sees as they are written
    loose: int  # commas behind a formula with which a line could begin
    cut: list[str]  # code that scrolls
    long: list[str]  # code that would scroll if its lines were not broken


CUT = """
return [...document.querySelectorAll("pre")].filter(each => each.scrollWidth > each.clientWidth + 1)
  .map(each => each.textContent.slice(0, 80));
"""
CUT_CODE = CUT.replace('"pre"', '".highlight pre:not(.cell_output *)"')
UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; });"
UNBROKEN = """
document.querySelectorAll(".highlight pre").forEach(each => { each.style.whiteSpace = "pre"; });
"""
READ = r"""
const done = arguments[0];
const loaded = document.readyState === "complete" ? Promise.resolve()
  : new Promise((resolve) => addEventListener("load", resolve));
loaded.then(() => document.fonts.ready).then(() => {
  const article = (document.querySelector("article") || document.body).cloneNode(true);
  const formulas = article.querySelectorAll(".math").length;
  const drawn = article.querySelectorAll(".math .katex .katex-mathml math").length;
  const broken = [...article.querySelectorAll(".katex-error")].map(each => each.textContent);
  article.querySelectorAll("pre, code, script, .katex").forEach(each => each.remove());
  const source = /\$\$.{0,40}|\\[(\[].{0,40}|\\begin\{.{0,40}|\| (?:---|—) \|.{0,40}/g;
  const raw = article.textContent.match(source) || [];
  const loose = [...document.querySelectorAll("span.math")].filter((each) =>
    each.querySelectorAll(".katex-base").length === 1 && /^[,.;:]/.test(each.nextSibling?.data)
    && each.parentNode.style.whiteSpace !== "nowrap");
  done([document.documentElement.scrollWidth, formulas, drawn, broken, raw, loose.length]);
});
"""


@pytest.fixture(scope="module")
def visit(browser: webdriver.Chrome, address: str) -> Callable[[str], Visit]:
    """Open a page, once, and tell what happened."""

    @functools.cache
    def open_page(page: str) -> Visit:
        browser.get_log("browser")
        browser.get_log("performance")
        browser.get(f"{address}{page}.html")
        width, formulas, rendered, broken, raw, loose = browser.execute_async_script(READ)
        console = [
            entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"
        ]
        requests, failures = [], []
        for entry in browser.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            about = event["params"]
            if event["method"] == "Network.requestWillBeSent":
                requests.append(about["request"]["url"])
            elif event["method"] == "Network.loadingFailed":
                failures.append(about["errorText"])
            elif (
                event["method"] == "Network.responseReceived" and about["response"]["status"] > 399
            ):
                failures.append(f"{about['response']['status']} {about['response']['url']}")
        cut = browser.execute_script(UNFOLD + CUT_CODE)
        long = browser.execute_script(UNBROKEN + CUT_CODE)
        return Visit(
            console, requests, failures, width, formulas, rendered, broken, raw, loose, cut, long
        )

    return open_page


@pytest.mark.parametrize("page", [*PAGES, "search", "genindex"])
def test_a_browser_shows_the_page_without_errors_and_asks_no_other_host(
    visit: Callable[[str], Visit], address: str, page: str
) -> None:
    seen = visit(page)
    assert seen.console == []
    assert seen.failures == []
    assert f"{address}{page}.html" in seen.requests  # the log works
    assert [url for url in seen.requests if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_telephone(visit: Callable[[str], Visit], page: str) -> None:
    assert visit(page).width <= NARROW


@pytest.mark.parametrize("page", PAGES)
def test_no_line_begins_with_the_comma_behind_a_short_formula(
    visit: Callable[[str], Visit], page: str
) -> None:
    assert visit(page).loose == 0


@pytest.mark.parametrize("page", PAGES)
def test_formulas_are_rendered(visit: Callable[[str], Visit], page: str) -> None:
    seen = visit(page)
    assert seen.rendered >= seen.formulas
    assert seen.broken == []
    assert seen.raw == []
    if page.endswith("/theory"):
        assert seen.formulas > 0


def weight(site: Path, address: str, requests: list[str]) -> int:
    """Bytes that a page loads, its text and pictures too: nothing kept yet, not packed."""
    paths = {urlsplit(url).path.lstrip("/") for url in requests if url.startswith(address)}
    return sum((site / unquote(path)).stat().st_size for path in paths)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light(
    site: Path, visit: Callable[[str], Visit], address: str, page: str
) -> None:
    """At most 1.5 MB, and 0.3 MB more where figures run in the page."""
    seen = visit(page)
    limit = 1_500_000
    if any("/_static/live/" in url for url in seen.requests):
        limit += 300_000
    light = weight(site, address, seen.requests)
    assert 200_000 < light < limit
    # The control: with what a debugger asks for it would be too heavy.
    script = f"{address}_static/scripts/fontawesome.js.map"
    assert weight(site, address, [*seen.requests, script]) > limit


# A colour in the middle of a transition is nobody's: each is at its end first. Most of a page's
# elements are parts of formulas as they are drawn, which look alike: the first twenty are enough.
AUDIT = """
const done = arguments[0];
document.getAnimations().filter(each => each instanceof CSSTransition)
  .forEach(each => each.finish());
[...document.querySelectorAll(".katex-html")].slice(20).forEach(each => each.remove());
const options = {resultTypes: ["violations"], preload: false};
axe.run(document, options).then(found => done(found.violations
  .filter(each => ["serious", "critical"].includes(each.impact))
  .map(each => `${each.id}, ${each.nodes.length} times: ${each.nodes[0].html.slice(0, 200)}`)));
"""
SETTINGS = [(width, theme) for width in (NARROW, 1280) for theme in ("light", "dark")]


def faults(browser: webdriver.Chrome) -> list[str]:
    """What axe-core finds on the page that is shown: serious and critical faults."""
    browser.execute_script((Path(__file__).parent / "axe.min.js").read_text("utf-8"))
    found: list[str] = browser.execute_async_script(AUDIT)
    return found


@pytest.mark.parametrize("page", [*PAGES, "search"])
def test_a_page_has_no_serious_fault_of_accessibility(
    browser: webdriver.Chrome, address: str, page: str
) -> None:
    """By axe-core; each page at one width and in one theme, and with EVERY=1 at all."""
    number = [*PAGES, "search"].index(page)
    settings = SETTINGS if os.environ.get("EVERY") else [SETTINGS[number % 4]]
    size = {"width": NARROW, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    try:
        for width, theme in settings:
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size | {"width": width})
            browser.get(f"{address}{page}.html")
            browser.execute_script(f"document.documentElement.dataset.theme = '{theme}'")
            browser.execute_async_script(READ)  # formulas are there
            assert faults(browser) == [], (width, theme)
    finally:
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


# --- as it looks ---

LOOKS = Path(__file__).parent / "looks"  # KEEP=1 writes them anew: look at what changed
SEEN = ["index", "search", "chapters/roads", "chapters/errata", "chapters/instructors"]
SEEN += ["chapters/vae/theory", "chapters/vae/lab", "chapters/flows/theory", "chapters/draw/theory"]
SEEN += ["chapters/api"]
SMALLER = 4  # so that the edges of letters do not count
UNLIKE = 0.02  # of the tiles; each of the controls below changes 15% at least
SETTLED = """
const [theme, done] = arguments;
document.documentElement.dataset.theme = theme;
for (const each of document.querySelectorAll("canvas")) each.style.visibility = "hidden";
document.querySelector("div.math")?.scrollIntoView({block: "center", behavior: "instant"});
document.getAnimations().forEach(each => each.finish());
requestAnimationFrame(() => requestAnimationFrame(() => document.fonts.ready.then(done)));
"""


def look(browser: webdriver.Chrome, url: str, theme: str, without: str = "") -> Image.Image:
    """A page's head or first formula after fonts and formulas have settled, made smaller.

    ``without`` is a pattern of addresses that the browser does not get.
    """
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": bool(without)})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": [without] if without else []})
    browser.get(url)
    browser.execute_async_script(READ)
    browser.execute_async_script(SETTLED, theme)
    shown = shot(browser)
    for _ in range(20):  # until it looks the same twice: a busy machine draws late
        time.sleep(0.2)
        before, shown = shown, shot(browser)
        if shown.tobytes() == before.tobytes():
            break
    return shown


def shot(browser: webdriver.Chrome) -> Image.Image:
    """What the browser shows now, made smaller."""
    with Image.open(io.BytesIO(browser.get_screenshot_as_png())) as image:
        return image.convert("RGB").reduce(SMALLER)


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of tiles, 16 pixels of the page wide, that look another way."""
    tiles = [np.asarray(each.reduce(4), dtype=float) / 255 for each in (one, other)]
    return float((np.abs(tiles[0] - tiles[1]).max(axis=-1) > 0.1).mean())


@pytest.fixture(scope="module")
def desk(address: str) -> Iterator[webdriver.Chrome]:
    """A headless Chromium as wide as a desk's screen, where nothing moves by itself."""
    chrome = driver(1280, 900)
    still = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": still})
    # The theme shows the list of pages as far down as it was on the page before.
    chrome.get(f"{address}index.html")
    yield chrome
    chrome.quit()


def font() -> str:
    """What this machine writes the pages with."""
    return subprocess.run(
        ["fc-match", "sans-serif", "family"], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("page", SEEN)
def test_a_page_looks_as_it_did(desk: webdriver.Chrome, address: str, page: str) -> None:
    """Beside pictures that people have looked at, in one theme each."""
    theme = ("light", "dark")[SEEN.index(page) % 2]
    shown = look(desk, f"{address}{page}.html", theme)
    path = LOOKS / f"{page.removeprefix('chapters/').replace('/', '-')}.png"
    if os.environ.get("KEEP"):
        shown.quantize(128).save(path, optimize=True)
        (LOOKS / "font.txt").write_text(font() + "\n")
    if font() != (LOOKS / "font.txt").read_text("utf-8").strip():
        pytest.skip(f"the kept pictures are not written in {font()}")
    with Image.open(path) as file:
        kept = file.convert("RGB")
    assert unlike(shown, kept) < UNLIKE
    # The controls: without the theme's style sheet, without formulas, and in the other theme.
    formulas = desk.execute_script("return document.querySelector('div.math') !== null")
    for missing in ["*pydata-sphinx-theme.css*", *(["*katex.min.js*"] if formulas else [])]:
        assert unlike(look(desk, f"{address}{page}.html", theme, missing), kept) > UNLIKE, missing
    other = {"light": "dark", "dark": "light"}[theme]
    assert unlike(look(desk, f"{address}{page}.html", other), kept) > UNLIKE


# --- on paper ---

PRINTED = ["index", "chapters/elbo/theory", "chapters/vae/lab"]
if os.environ.get("EVERY"):
    PRINTED = PAGES


@pytest.fixture(scope="module")
def paper(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some pages as a PDF, with EVERY=1 the whole book."""
    path = tmp_path_factory.mktemp("paper") / "book.pdf"
    printed.book(ROOT, site, path, PRINTED)
    return path


def text_of(pdf: Path) -> str:
    """What a PDF says, without white space."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return leaks.squeeze(done.stdout)


def test_the_printed_book_holds_no_line_of_a_solution_and_all_code_of_a_lab(paper: Path) -> None:
    text = text_of(paper)
    assert [place for line, place in leaks.secret_lines(ROOT).items() if line in text] == []
    lab = nbformat.read(ROOT / "chapters/vae/lab.ipynb", as_version=4)
    lines = {
        leaks.squeeze(line)
        for cell in lab.cells
        if cell.cell_type == "code"
        for line in cell.source.splitlines()
    }
    assert len(lines) > 100
    assert [line for line in lines if line not in text] == []


def test_no_printed_page_is_blank(paper: Path, tmp_path: Path) -> None:
    subprocess.run(["pdftoppm", "-r", "20", "-gray", str(paper), str(tmp_path / "p")], check=True)
    inks = {}
    for path in sorted(tmp_path.glob("*.pgm")):
        levels = np.asarray(Image.open(path))
        inks[path.name] = (levels[: len(levels) * 15 // 16] < 200).mean()  # without the footer
    assert len(inks) > len(PRINTED)
    assert {name: ink for name, ink in inks.items() if ink < 0.002} == {}


def test_links_of_the_printed_book_lead_to_the_published_site(paper: Path) -> None:
    content = paper.read_bytes()
    assert b"file:" not in content
    assert f"({CONFIG['html']['baseurl']}/chapters/elbo/theory.html".encode() in content


WIDTH = round((printed.PAPER["paperWidth"] - 0.8) * 96 / printed.PAPER["scale"])


@pytest.mark.parametrize("page", PAGES)
def test_code_fits_its_column(
    browser: webdriver.Chrome, visit: Callable[[str], Visit], address: str, page: str
) -> None:
    """What cells printed may scroll, so that its columns stay; code does not, folded or not.

    On a telephone, and with EVERY=1 on a desk's screen too.
    """
    assert visit(page).cut == []
    if page.endswith("theory"):  # the control: without the rule a long line would scroll
        assert visit(page).long != []
    if os.environ.get("EVERY"):
        size = {"width": 1280, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
        try:
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            browser.get(f"{address}{page}.html")
            assert browser.execute_script(f"{UNFOLD} {CUT_CODE}") == []
        finally:
            narrow = size | {"width": NARROW, "height": 844}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)


@pytest.mark.parametrize("page", PRINTED)
def test_no_code_is_cut_on_paper(browser: webdriver.Chrome, address: str, page: str) -> None:
    size = {"width": WIDTH, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    try:
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(f"{address}{page}.html")
        if page.endswith("theory"):  # the control: on the screen some of it scrolls
            narrow = size | {"width": NARROW}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)
            assert browser.execute_script(CUT) != []
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        assert browser.execute_script(CUT) == []
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        narrow = size | {"width": NARROW, "height": 844}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)


# --- as an EPUB ---

EBOOK = ["index", "chapters/elbo/theory", "chapters/gradients/theory", "chapters/vae/theory"]
EBOOK += ["chapters/vae/lab"]
if os.environ.get("EVERY"):
    EBOOK = PAGES
HTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def ebook(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is in the book of some pages; with EVERY=1 of all."""
    path = tmp_path_factory.mktemp("epub") / "book.epub"
    epub.book(ROOT, site, path, EBOOK)
    with zipfile.ZipFile(path) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def documents(ebook: dict[str, bytes]) -> dict[str, ElementTree.Element]:
    """The pages, which are well-formed XML."""
    return {
        name: ElementTree.fromstring(data)
        for name, data in ebook.items()
        if name.endswith(".xhtml")
    }


def test_the_list_of_files_is_right(ebook: dict[str, bytes]) -> None:
    listed = ElementTree.fromstring(ebook["book/book.opf"])
    items = {item.get("id"): item for item in listed.iter(f"{OPF}item")}
    names = {f"book/{item.get('href')}" for item in items.values()}
    assert names == {*ebook} - {"mimetype", "META-INF/container.xml", "book/book.opf"}
    for item in items.values():
        name = f"book/{item.get('href')}"
        properties = (item.get("properties") or "").split()
        if name.endswith(".xhtml"):
            assert ("mathml" in properties) == (b"<math" in ebook[name]), name
            assert ("svg" in properties) == (b"<svg" in ebook[name]), name
    spine = [items[ref.get("idref")].get("href") for ref in listed.iter(f"{OPF}itemref")]
    assert spine == [epub.file_of(name) for name in EBOOK]


def test_every_link_and_every_picture_leads_somewhere(
    ebook: dict[str, bytes], documents: dict[str, ElementTree.Element]
) -> None:
    ids = {
        name: {element.get("id") for element in document.iter() if element.get("id")}
        for name, document in documents.items()
    }
    inside = 0
    for name, document in documents.items():
        for element in document.iter(f"{HTML}img"):
            assert posixpath.join("book", str(element.get("src"))) in ebook
            assert element.get("alt"), (name, element.get("src"))
        for element in document.iter(f"{HTML}a"):
            href = element.get("href")
            if href is None or re.match(r"[a-z]+:", href):
                assert "file:" not in str(href)
                continue
            path, _, anchor = href.partition("#")
            other = posixpath.join("book", path) if path else name
            assert other in documents, (name, href)
            assert not anchor or anchor in ids[other], (name, href)
            inside += other != name
    assert inside > 20


def test_formulas_are_mathml_with_their_source(
    documents: dict[str, ElementTree.Element],
) -> None:
    page = documents["book/elbo-theory.xhtml"]
    formulas = [*page.iter(f"{MATH}math")]
    assert len(formulas) > 300
    assert all(formula.get("alttext") for formula in formulas)
    assert not [*page.iter(f"{MATH}merror")]
    text = "".join(page.itertext())
    assert "$$" not in text
    assert "\\(" not in text
    jensen = next(f for f in formulas if str(f.get("alttext")).startswith(r"\log p(x) ="))
    assert jensen.get("display") in ("block", "inline")
    assert next(iter(jensen.iter(f"{MATH}mi"))).text == "log"


# How many parts an element has: a reader refuses a book where it is another number.
PARTS = {2: ("msub", "msup", "mover", "munder", "mfrac", "mroot"), 3: ("msubsup", "munderover")}


def test_formulas_are_built_as_mathml_asks_for(documents: dict[str, ElementTree.Element]) -> None:
    """epubcheck, which is not installed with the rest, looks at more; this is what KaTeX does."""
    seen: set[str] = set()
    for name, page in documents.items():
        for element in (part for formula in page.iter(f"{MATH}math") for part in formula.iter()):
            kind = element.tag.removeprefix(MATH)
            seen.add(kind)
            if kind in ("mi", "mn", "mo", "mtext", "ms"):
                assert len(element) == 0, name
                continue
            texts = [element.text, *(child.tail for child in element)]
            assert not any(texts), (name, kind, texts)
            for number, kinds in PARTS.items():
                assert kind not in kinds or len(element) == number, (name, kind)
            assert element.get("columnspacing") != "", name
    assert seen >= {"mover", "msubsup", "mfrac", "mtable"}


def test_it_holds_no_line_of_a_solution_all_code_of_a_lab_and_nothing_for_a_screen(
    ebook: dict[str, bytes], documents: dict[str, ElementTree.Element]
) -> None:
    text = leaks.squeeze("\n".join("".join(page.itertext()) for page in documents.values()))
    assert [place for line, place in leaks.secret_lines(ROOT).items() if line in text] == []
    lab = nbformat.read(ROOT / "chapters/vae/lab.ipynb", as_version=4)
    code = [cell.source for cell in lab.cells if cell.cell_type == "code"]
    lines = [leaks.squeeze(line) for source in code for line in source.splitlines()]
    assert len(lines) > 100
    assert [line for line in lines if line not in text] == []
    for name, page in documents.items():
        tags = {element.tag.rpartition("}")[2] for element in page.iter()}
        assert not tags & {"script", "button", "iframe", "style", "input"}, name


def test_an_answer_stays_folded(documents: dict[str, ElementTree.Element]) -> None:
    page = documents["book/vae-theory.xhtml"]
    titles = ["".join(each[0].itertext()).strip() for each in page.iter(f"{HTML}details")]
    assert titles.count("Answer") > 10
    assert all(each[0].tag == f"{HTML}summary" for each in page.iter(f"{HTML}details"))


def test_a_page_that_is_not_built_is_said_and_nothing_is_written(
    site: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"nowhere\.html: run make site"):
        epub.book(ROOT, site, tmp_path / "book.epub", ["nowhere"])
    assert list(tmp_path.iterdir()) == []


# --- and what these need ---


def test_what_is_missing_for_printing_is_said(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match=r"nowhere\.html: run make site"):
        printed.book(ROOT, site, tmp_path / "book.pdf", ["nowhere"])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="apt-get install poppler-utils"):
        printed.book(ROOT, site, tmp_path / "book.pdf", ["index"])
    assert list(tmp_path.iterdir()) == []


def test_the_browser_tests_can_fail(
    site: Path, browser: webdriver.Chrome, visit: Callable[[str], Visit], address: str
) -> None:
    """The control: a page with each of the faults."""
    (site / "faulty.html").write_text(
        """<!doctype html><article><p class="math">$$ x $$</p>
        <p>| a | b | | --- | --- |</p>
        <div style="width: 900px">wide</div><img src="missing.png">
        <script src="http://localhost:9/outside.js"></script>
        <script>console.error("fault")</script></article>"""
    )
    seen = visit("faulty")
    assert any("fault" in line for line in seen.console)
    assert any("404" in line and "missing.png" in line for line in seen.failures)
    assert "http://localhost:9/outside.js" in seen.requests
    assert seen.width > NARROW
    assert seen.formulas > seen.rendered
    assert seen.raw == ["$$ x $$", "| --- | --- |"]
    assert any(fault.startswith("image-alt") for fault in faults(browser))
    (site / "faulty.html").unlink()
