"""Pages are executed before Sphinx reads them, as many at once as there are cores.

Sphinx reads one page after the other, and MyST-NB would execute each when its turn comes. Here all
pages that are about to be read are executed by a pool of threads (each kernel is a process of its
own) into the two places that readers look in: Jupyter Cache for a page of text, ``_build/.labs``
for a lab. The build then finds every output there.
"""

import contextlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from filelock import FileLock
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.readers import get_reader
from jupyter_core.utils import ensure_event_loop
from myst_nb.core.read import is_myst_markdown_notebook
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util.display import status_iterator

from labsupport.book import kernels, reader

FORMAT = {"type": "plugin", "name": "myst_nb_md"}  # what MyST-NB calls its own pages of text


class PageError(SphinxError):
    """Pages with cells that fail; Sphinx prints each cell with its traceback, and fails."""

    category = "Page"


def execute_pages(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Execute the pages that will be read and are not in the cache; raise what went wrong."""
    names = sorted(docnames, key=lambda name: _size(env, name), reverse=True)
    tasks = {name: task for name in names if (task := _task(app, Path(env.doc2path(name))))}
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        running = {pool.submit(_in_thread, task): name for name, task in tasks.items()}
        for _ in status_iterator(
            as_completed(running),
            "executing pages... ",
            length=len(running),
            verbosity=app.verbosity,
            stringify_func=running.__getitem__,
        ):
            pass
    finally:
        pool.shutdown(cancel_futures=True)  # after Ctrl-C no further page begins
    errors = [error for each in running if (error := each.exception())]
    for error in errors:
        if not isinstance(error, SphinxError):
            raise error
    if errors:
        raise PageError("\n\n".join(map(str, errors)))


def _in_thread(task: Callable[[], object]) -> None:
    """Do a task; close the event loop that its client made for this thread, as nobody else will."""
    try:
        task()
    finally:
        ensure_event_loop().close()


def _size(env: BuildEnvironment, name: str) -> int:
    """A longer page takes longer, more or less; the longest begin, so that none ends up alone."""
    return Path(env.doc2path(name)).stat().st_size


def _task(app: Sphinx, page: Path) -> Callable[[], object] | None:
    """Return what executes a page, or None if it has no cells."""
    text = page.read_text("utf-8")
    if page.suffix == ".ipynb":
        return partial(reader.read, text, root=str(app.srcdir))
    if app.config.nb_execution_mode == "cache" and is_myst_markdown_notebook(text):
        place, seconds = app.config.nb_execution_cache_path, app.config.nb_execution_timeout
        return partial(execute_page, Path(app.srcdir), page, Path(place), seconds)
    return None


def as_notebook(path: Path) -> NotebookNode:
    """A page of text as MyST-NB reads it."""
    notebook: NotebookNode = get_reader(FORMAT)(str(path))
    return notebook


def execute_page(root: Path, path: Path, place: Path, seconds: float) -> None:
    """Execute a page of text into the cache at ``place``, if it is not there.

    Of those that ask at the same time, one executes and the others wait.

    Raises:
        PageError: one of its cells fails; the page stays out.
    """
    notebook, locks = as_notebook(path), root / "_build" / ".executed"
    locks.mkdir(parents=True, exist_ok=True)
    name = "/".join(path.with_suffix("").parts[-2:])
    with FileLock(locks / "cache.lock"):
        cache = get_cache(str(place))
        assert cache.db  # made here: two would make it twice
    with FileLock(locks / f"{name.replace('/', '_')}.lock"):
        with contextlib.suppress(KeyError):
            cache.match_cache_notebook(notebook)
            return
        try:
            done = kernels.execute(notebook, root, name, path.parent, seconds)
        except (CellExecutionError, DeadKernelError, TimeoutError) as error:
            raise PageError(f"{path} fails: {error}") from error
        bundle = CacheBundleIn(done, str(path))
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
