"""The book's settings for Sphinx without Jupyter Book, from the same ``_config.yml``.

Jupyter Book 1 is no longer developed and asks for an old Sphinx; with this file the book does not
need it: ``python -m sphinx -c labsupport/book/plain . _build/plain``.
"""

from pathlib import Path

import yaml

root = Path(__file__).parents[3]
config = yaml.safe_load((root / "_config.yml").read_text("utf-8"))
given = config["sphinx"]

project = html_title = config["title"]
author, copyright = config["author"], config["copyright"]
extensions = [
    *("sphinx_togglebutton", "sphinx_copybutton", "myst_nb", "sphinx_external_toc"),
    *("sphinx.ext.intersphinx", "sphinx_design", "sphinx_book_theme"),
    *given["extra_extensions"],
    *("sphinxcontrib.bibtex", "sphinx_multitoc_numbering"),
]
exclude_patterns = config["exclude_patterns"]
external_toc_path = str(root / "_toc.yml")
external_toc_exclude_missing = config["only_build_toc_files"]
bibtex_bibfiles = [str(root / name) for name in config["bibtex_bibfiles"]]
myst_enable_extensions = config["parse"]["myst_enable_extensions"]
myst_url_schemes = ["mailto", "http", "https"]
suppress_warnings = ["myst.domains"]
nb_execution_mode = config["execute"]["execute_notebooks"]
nb_execution_timeout = config["execute"]["timeout"]
nb_execution_allow_errors = config["execute"]["allow_errors"]
nb_output_stderr = config["execute"]["stderr_output"]
numfig = True
html_theme = "sphinx_book_theme"
html_baseurl = config["html"]["baseurl"]
html_favicon, html_logo = str(root / config["html"]["favicon"]), str(root / config["logo"])
html_sourcelink_suffix = ""
globals().update({k: v for k, v in given["config"].items() if k != "html_theme_options"})
html_static_path = [str(root / name) for name in given["config"]["html_static_path"]]
html_theme_options = {
    "launch_buttons": config["launch_buttons"],
    "path_to_docs": "",
    "repository_url": config["repository"]["url"],
    "repository_branch": config["repository"]["branch"],
    "use_repository_button": config["html"]["use_repository_button"],
    "home_page_in_toc": True,
    "search_bar_text": "Search this book...",
    **given["config"]["html_theme_options"],
}
