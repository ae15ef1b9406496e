"""The Sphinx extension of the book: labs with expected outputs, and no figure without a text.

``_config.yml`` names it under ``sphinx: extra_extensions``.
"""

import hashlib
import os
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging

from labsupport.book import editions, execution, kernels, light, reader, roads

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the hooks below."""
    app.add_config_value("edition", "course", "env", str)
    app.connect("config-inited", configure)
    app.connect("env-get-outdated", outdated_labs)
    app.connect("env-before-read-docs", execution.execute_pages)
    app.connect("doctree-read", label_expected_outputs)
    app.connect("doctree-read", require_alt_texts)
    app.connect("doctree-read", fold_demonstrations)
    app.connect("html-page-context", launch_labs_only, priority=900)  # after the theme
    app.connect("html-page-context", drop_thebe, priority=900)
    app.connect("html-page-context", add_live_figures)
    app.connect("html-page-context", add_formulas)
    app.connect("build-finished", forget_failed_build)
    app.connect("build-finished", make_light)
    roads.setup(app)
    return {"parallel_read_safe": False, "parallel_write_safe": True}


def configure(app: Sphinx, config: Config) -> None:
    """Let our reader read notebooks, and keep executed pages by the code that they ran.

    MyST-NB remembers an executed page by its own text alone. With the code's digest in the folder's
    name a page is executed again when `labsupport` or torch changed.
    """
    root = str(app.srcdir)
    if config.edition not in editions.EDITIONS:
        known = " or ".join(editions.EDITIONS)
        raise ConfigError(f"_config.yml: edition has to be {known}, not {config.edition!r}")
    options = {"root": root, "edition": config.edition}
    config.nb_custom_formats = {".ipynb": ["labsupport.book.reader.read", options, False]}
    cache = kernels.pages_cache(Path(root))
    if cache.parent.is_dir():
        for old in cache.parent.iterdir():
            if old != cache:
                shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(cache)
    # Sphinx copies style sheets only when it writes a page; with their digest in the pages' context
    # it writes all pages when one has changed.
    files = sorted(path for path in Path(root).glob("assets/static/**/*") if path.is_file())
    styles = [path.read_bytes() for path in files]
    config.html_context["styles"] = hashlib.sha256(b"".join(styles)).hexdigest()
    # Sphinx writes formulas as for MathJax; KaTeX, half as heavy, draws them.
    config.mathjax_path, config.myst_update_mathjax = "formulas.js", False
    config.mathjax_options = {"defer": "defer"}
    config.templates_path.append(str(Path(root, "assets/templates")))
    config.ogp_site_url = config.html_baseurl.rstrip("/") + "/"
    # Kernels inherit it: threads of several kernels on few cores make each other wait for long.
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def outdated_labs(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Name the labs whose solution, or the code that it runs, changed since the last build.

    In the self-study edition also those of which something else is said.
    """
    known: dict[str, str] = getattr(env, "lab_digests", {})
    now = {}
    for docname in env.found_docs:
        path = Path(env.doc2path(docname))
        if path.suffix == ".ipynb":
            text = path.read_text("utf-8")
            slug, root = path.parent.name, Path(app.srcdir)
            now[docname] = reader.lab_digest(root, slug, text)
            said = root / "solutions" / f"{slug}.md"
            if app.config.edition == "self-study" and said.is_file():
                now[docname] += hashlib.sha256(said.read_bytes()).hexdigest()
    env.lab_digests = now  # type: ignore[attr-defined]
    return [docname for docname, digest in now.items() if known.get(docname) != digest]


def label_expected_outputs(app: Sphinx, doctree: nodes.document) -> None:
    """Put the words "Expected output" above the outputs of a lab."""
    if not _is_lab(app.env.docname, app):
        return
    for output in doctree.findall(nodes.container):
        if output.get("nb_element") == "cell_code_output":
            output["classes"].append("expected-output")
            output.insert(
                0, nodes.paragraph("", "Expected output", classes=["expected-output-label"])
            )


def require_alt_texts(app: Sphinx, doctree: nodes.document) -> None:
    """Warn (and with ``-W`` fail) for every image that a screen reader could not describe."""
    for image in doctree.findall(nodes.image):
        alt = image.get("alt", "").strip()
        if not alt or alt.endswith((".png", ".svg", ".jpg", ".jpeg", ".gif")):
            logger.warning(
                "a figure has no alt text; give its cell mystnb: {image: {alt: ...}}",
                location=image,
            )
    for raw in doctree.findall(nodes.raw):
        for tag in re.findall(r"<img\b[^>]*>", raw.astext(), flags=re.IGNORECASE):
            if not re.search(r"""\balt\s*=\s*["'][^"']*\w""", tag):
                logger.warning("an image in an HTML output has no alt text", location=raw)


def fold_demonstrations(app: Sphinx, doctree: nodes.document) -> None:
    """Fold the cells that directly follow a folded warning with it: they show what it says."""
    for box in list(doctree.findall(nodes.admonition)):
        if {"warning", "dropdown"} <= {*box["classes"]}:
            while isinstance(cell := box.next_node(descend=False, siblings=True), nodes.container):
                if cell.get("nb_element") != "cell_code":
                    break
                cell.parent.remove(cell)
                box.append(cell)


def launch_labs_only(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Take the Colab and Binder buttons from pages whose source is not a notebook they can open."""
    if not _is_lab(pagename, app):
        buttons = context.get("header_buttons", [])
        buttons[:] = [button for button in buttons if button.get("label") != "launch-buttons"]


def drop_thebe(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Take Thebe's scripts from every page.

    Jupyter Book always adds them, and twice. Thebe runs cells on a host of the Internet; the course
    has no button for it.
    """
    scripts = context.get("script_files", [])
    scripts[:] = [
        script
        for script in scripts
        if "sphinx-thebe" not in str(script.filename)
        and "THEBE_JS_URL" not in script.attributes.get("body", "")
    ]


def add_live_figures(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Add the scripts of the figures that run in this page; see assets/static/live/README.md."""
    figures = doctree.findall(nodes.figure) if doctree is not None else ()
    names = {name for figure in figures for name in figure["classes"] if name.startswith("live-")}
    if names:
        app.add_js_file("live/live.js", loading_method="defer")
    for name in sorted(names):
        app.add_js_file(f"live/{name.removeprefix('live-')}.js", loading_method="defer")


def add_formulas(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Add KaTeX where there are formulas; see assets/static/katex/README.md."""
    math: Any = app.env.get_domain("math")
    if math.has_equations(pagename):
        app.add_css_file("katex/katex.min.css")
        for name in ("katex", "auto-render"):  # before formulas.js
            app.add_js_file(f"katex/{name}.min.js", priority=400, loading_method="defer")


def make_light(app: Sphinx, exception: Exception | None) -> None:
    """Take what no page uses out of a finished site."""
    if exception is None and app.builder.format == "html":
        light.make(Path(app.outdir))


def forget_failed_build(app: Sphinx, exception: Exception | None) -> None:
    """After a build with warnings start afresh, or the next build would succeed without them."""
    if app._warncount:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def _is_lab(docname: str, app: Sphinx) -> bool:
    return docname in app.env.found_docs and str(app.env.doc2path(docname)).endswith(".ipynb")
