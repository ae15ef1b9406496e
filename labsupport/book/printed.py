"""The whole book as one PDF: Chromium prints each page of the built site, and they are joined.

``make ebooks``. The site's style sheet says what a page looks like on paper. A link to another page
leads to the published site.
"""

import base64
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from tqdm import tqdm

from labsupport import files
from labsupport.book import browser as browsers
from labsupport.errors import InputError

# A4 in inches; smaller than on the screen, so that the tables of cells fit.
PAPER = {"paperWidth": 8.27, "paperHeight": 11.69, "scale": 0.75, "marginBottom": 0.6}
FOOTER = (
    '<p style="width: 100%; font: 8px sans-serif; text-align: center">'
    '<span class="title"></span>, <span class="pageNumber"></span></p>'
)
READY = r"""
const [address, done] = arguments;
const loaded = document.readyState === "complete" ? Promise.resolve()
  : new Promise((resolve) => addEventListener("load", resolve));
loaded.then(() => document.fonts.ready)
  .then(() => {
    for (const link of document.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href");
      if (!/^(#|[a-z]+:)/i.test(href)) link.href = new URL(href, address);
    }
    done();
  });
"""


def pages(root: Path) -> list[str]:
    """The pages of the book in its order, such as ``chapters/vae/theory``."""
    contents = (root / "_toc.yml").read_text("utf-8")
    return ["index", *re.findall(r"- file: (\S+)", contents)]


def built(site: Path, name: str) -> Path:
    """The file of a page; InputError if it is not there."""
    path = site / f"{name}.html"
    if not path.is_file():
        raise InputError(f"there is no {path}: run make site")
    return path


def book(root: Path, site: Path, output: Path, names: Sequence[str] | None = None) -> None:
    """Print pages of a built site, by default all, into one PDF.

    Raises:
        InputError: a page is not built, or Chromium or pdfunite is not there.
    """
    names = pages(root) if names is None else names
    for name in names:
        built(site, name)
    join = shutil.which("pdfunite")
    if join is None:
        raise InputError("pdfunite is needed to join the pages: apt-get install poppler-utils")
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
    address = config["html"]["baseurl"].rstrip("/")
    browser = browsers.driver()
    try:
        with tempfile.TemporaryDirectory() as folder:
            parts = [Path(folder, f"{number:03d}.pdf") for number in range(len(names))]
            for name, part in zip(tqdm(names, "printing", unit="page"), parts, strict=True):
                part.write_bytes(printed(browser, site / f"{name}.html", f"{address}/{name}.html"))
            with files.beside(output) as whole:
                subprocess.run([join, *map(str, parts), str(whole)], check=True)
    finally:
        browser.quit()


def printed(browser: Any, page: Path, address: str) -> bytes:
    """A page as a PDF, once its formulas stand; its links lead from ``address``."""
    browser.get(page.resolve().as_uri())
    browser.execute_async_script(READY, address)
    done = browser.execute_cdp_cmd(
        "Page.printToPDF",
        PAPER
        | {"printBackground": True, "displayHeaderFooter": True}
        | {"headerTemplate": "<span></span>", "footerTemplate": FOOTER},
    )
    return base64.b64decode(done["data"])
