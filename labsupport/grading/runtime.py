"""What a submission's process may read of this machine: Python, what computes with it, no more.

Folders of the operating system's libraries are shown, and of all installed packages only the ones
that labs need, one by one. So a copy of the course, of this package or of anything else that
somebody put beside them is not there, whatever it is called. What is hidden by name as well (the
suite, the submissions, the output) may lie anywhere, even below a folder that is shown.
"""

import glob
import importlib.machinery
import importlib.metadata
import os
import re
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import labsupport

# Distributions that submissions may import, with all that these require.
PACKAGES = (
    *("torch", "torchvision", "numpy", "scipy", "scikit-learn", "matplotlib", "seaborn", "pandas"),
    *("sympy", "einops", "tqdm"),
)
LINKS = ("/lib", "/lib64", "/lib32")
LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/lib32")
STORES = (
    "/nix/store",
    "/gnu/store",
)  # whose packages lie in folders of their own, each with a hash
FILES = ("/etc/ld.so.cache", "/usr/share/zoneinfo")


@dataclass(frozen=True)
class View:
    """Paths, none of them below a link; outer ones come before inner ones.

    Args:
        shown: files and folders that are there, and links.
        covered: files and folders below them that are empty, but for what is shown below these.
        path: where modules are found besides Python's own.
    """

    shown: tuple[str, ...]
    covered: tuple[str, ...]
    path: tuple[str, ...]

    def readable(self) -> tuple[list[str], list[str]]:
        """The view for walls that cannot cover anything.

        Returns:
            What may be read with all that is below it, and the folders around what is covered.
        """
        covered = {Path(path) for path in self.covered}
        around = {parent for path in covered for parent in path.parents}
        found: dict[str, None] = {}
        opened: list[str] = []
        waiting = [Path(path) for path in reversed(self.shown) if not os.path.islink(path)]
        while waiting:
            path = waiting.pop()
            if path not in around:
                found[str(path)] = None
                continue
            opened.append(str(path))
            inner = [Path(e.path) for e in os.scandir(path) if not e.is_symlink()]
            waiting += sorted(set(inner) - covered, reverse=True)
        return [*found], opened


def view(hidden: Iterable[Path] = ()) -> View:
    """What there is on this machine, without the paths in ``hidden``."""
    base = executable().parents[1]
    own = {"platbase": sys.base_exec_prefix, "base": sys.base_prefix}  # not a virtual environment
    stdlib = {absolute(Path(sysconfig.get_path(kind, vars=own))) for kind in KINDS}
    packages, folders = distributions()
    folders_of_libraries, files = libraries(base)
    shown = {executable(), *stdlib, *packages, *folders_of_libraries, *files}
    shown |= {Path(path) for path in (*STORES, *FILES) if os.path.exists(path)}
    shown = {path for path in shown if path.exists()}
    wanted = {*map(absolute, hidden), *ours()}
    wanted |= {*folders, *(lib / name for lib in stdlib for name in SITES)}
    wanted |= {path for lib in folders_of_libraries for path in lib.glob("python*")}
    covered = {
        path
        for path in wanted - shown
        if path.exists() and any(path.is_relative_to(other) for other in shown)
    }
    outer = {path for path in shown if not hides(path, shown - {path}, covered)}
    links = {Path(path) for path in LINKS if os.path.islink(path)}
    return View(
        by_depth({*outer, *links}), by_depth(covered), tuple(sorted(str(f) for f in folders))
    )


SITES = ("site-packages", "dist-packages")
KINDS = ("stdlib", "platstdlib")


def hides(path: Path, others: set[Path], covered: set[Path]) -> bool:
    """Whether a path is seen already because one of the others is shown."""
    for parent in path.parents:
        if parent in covered:
            return False
        if parent in others:
            return True
    return False


def by_depth(paths: Iterable[Path]) -> tuple[str, ...]:
    """Outer paths first."""
    return tuple(sorted(map(str, paths), key=lambda path: (path.count("/"), path)))


def absolute(path: Path) -> Path:
    """The path itself, without links."""
    return Path(os.path.realpath(path))


def executable() -> Path:
    """Python itself, not that of a virtual environment, which is only a link or a copy."""
    return absolute(Path(getattr(sys, "_base_executable", None) or sys.executable))


def ours() -> set[Path]:
    """Where our own files lie, and what lies beside them."""
    package = Path(labsupport.__file__).resolve().parent
    return {package, package.parent / "tests", package.parent / "solutions", absolute(Path.cwd())}


def libraries(base: Path) -> tuple[set[Path], set[Path]]:
    """Folders of shared libraries; of folders that people use, too, only the libraries in them."""
    folders = {absolute(Path(path)) for path in (*LINKS, *LIBRARIES) if os.path.isdir(path)}
    if base not in (Path("/usr"), Path("/usr/local")) and (base / "lib").is_dir():
        folders.add(base / "lib")
    mixed = {"/usr/local/lib", sysconfig.get_config_var("LIBDIR") or "/usr/lib"}
    for conf in glob.glob("/etc/ld.so.conf.d/*.conf"):
        lines = Path(conf).read_text(errors="replace").split()
        mixed |= {line for line in lines if line.startswith("/")}
    files: set[Path] = set()
    for folder in {absolute(Path(path)) for path in mixed if os.path.isdir(path)}:
        if not any(folder.is_relative_to(path) for path in folders):
            files |= {absolute(path) for path in folder.glob("lib*.so*")}
    return folders, files


def distributions() -> tuple[set[Path], set[Path]]:
    """The files and folders of the packages that are shown, and the folders in which they lie."""
    here = absolute(Path.cwd())
    search = [p for p in sys.path if p and os.path.isdir(p) and absolute(Path(p)) != here]
    found: set[Path] = set()
    waiting, known = [*PACKAGES], set()
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in known:
            continue
        known.add(name)
        context = importlib.metadata.DistributionFinder.Context(name=name, path=search)
        for distribution in importlib.metadata.MetadataPathFinder.find_distributions(context):
            found |= entries(distribution)
            about = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
            needs = re.findall(r"^Requires-Dist: *([\w.-]+)(.*)", about, re.MULTILINE)
            waiting += [needed for needed, rest in needs if "extra" not in rest]
            break
    for name in ("torch", "torchgen", "functorch", "numpy"):  # installed in whatever way
        spec = importlib.machinery.PathFinder.find_spec(name, search)
        if spec is not None and spec.origin is not None:
            found.add(absolute(Path(spec.origin).parent))
    return found, {path.parent for path in found}


def entries(distribution: importlib.metadata.Distribution) -> set[Path]:
    """The outermost files and folders of a distribution, beside each other in one folder."""
    record = distribution.read_text("RECORD") or ""
    names = {*re.findall(r"^([^/,\n]+)[/,]", record, re.MULTILINE)}
    if not names:  # an operating system's package
        names = {*(distribution.read_text("top_level.txt") or "").split()}
    names -= {"..", "__pycache__"}
    folder = absolute(Path(str(distribution.locate_file(""))))
    found = {folder / name for name in names if not name.endswith(".pth")}
    return {absolute(path) if path.is_symlink() else path for path in found}
