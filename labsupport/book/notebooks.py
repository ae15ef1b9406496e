"""A lab is written once, as ``chapters/<slug>/lab.md``; everything else is made from it.

`pair` makes the notebook that a student opens, `solve` the notebook with the reference solutions
in place of the exercises, and `check_stubs` compares what a stub promises with its solution. An
exercise is a code cell tagged ``exercise`` that holds exactly one function or class, or a
derivation: a list of lines of LaTeX under the exercise's name.
"""

import ast
import builtins
import copy
import hashlib
import re
import symtable
from pathlib import Path

import jupytext
import nbformat
import yaml
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from labsupport import __version__
from labsupport.errors import InputError
from labsupport.grading import lines

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign
REPOSITORY = "{{ repository_url }}"
PLACEHOLDER = re.compile(r"[/.]example[/.]")  # in an address that nobody has set yet
# How a lab begins in lab.md; a notebook says in a sentence what hinders it, and stops there.
INSTALL = """\
try:
    import labsupport
except ImportError:
    %pip install -q --no-deps lark "labsupport @ git+{{ repository_url }}"
"""
FIRST = """\
try:
    import labsupport
except ImportError:
    {install}
try:
    import labsupport
except ImportError:
    raise SystemExit(
        "labsupport could not be installed: is there a network? "
        "Then run this cell again."
    ) from None
if tuple(map(int, labsupport.__version__.split("."))) < {version}:
    raise SystemExit(
        f"This lab needs labsupport {text}, and {{labsupport.__version__}} is "
        "installed: %pip uninstall -y labsupport, restart, and run this cell again."
    )
"""
NO_ADDRESS = """\
raise SystemExit(
        "This copy of the lab does not know where to get labsupport: ask your "
        "instructor for the address (_config.yml, repository: url)."
    ) from None"""


# --- lab.md -> lab.ipynb ------------------------------------------------------------------------


def pair(lab_md: str, slug: str, repository_url: str, package: str = "") -> str:
    """Convert the text of a ``lab.md`` to the text of its notebook, the same bytes every time.

    The notebook has no outputs. Tags and figure texts (``mystnb``) are kept as cell metadata. The
    first cell installs ``package`` (see `requirement`).
    """
    begin = first_lines(repository_url, package)
    try:
        source = jupytext.reads(lab_md, fmt="md:myst")
    except Exception as error:  # jupytext has no exception class of its own for a bad cell
        raise InputError(f"chapters/{slug}/lab.md cannot be read as a notebook: {error}") from error
    if not any(cell.cell_type == "code" for cell in source.cells):
        raise InputError(f"chapters/{slug}/lab.md holds no code cell.")
    lab = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "lab": slug,  # says which solutions belong to it, also after a student renamed the file
        }
    )
    for cell in source.cells:
        new = (
            nbformat.v4.new_code_cell if cell.cell_type == "code" else nbformat.v4.new_markdown_cell
        )
        text = cell.source.replace(INSTALL, begin).replace(REPOSITORY, repository_url)
        lab.cells.append(new(text, metadata=cell.metadata))
    _name_cells(lab)
    nbformat.validate(lab)
    return nbformat.writes(lab, indent=1) + "\n"


def first_lines(repository_url: str, package: str = "") -> str:
    """What a notebook's first cell does until labsupport is there."""
    needed = f'%pip install -q --no-deps lark "{requirement(repository_url, package)}"'
    unknown = not package and PLACEHOLDER.search(repository_url)
    version = tuple(int(part) for part in __version__.split("."))
    return FIRST.format(
        install=NO_ADDRESS if unknown else needed, version=version, text=__version__
    )


def requirement(repository_url: str, package: str = "") -> str:
    """What pip installs: a wheel, a name of an index, or the repository itself.

    Raises:
        InputError: it is none of these.
    """
    if not package:
        return f"labsupport @ git+{repository_url}"
    if re.fullmatch(r"https://[^\s\"'\\{}$!]+\.whl", package):
        return f"labsupport @ {package}"
    if re.fullmatch(r"labsupport([=<>~!]=?[\w.,=<>~!]+)?", package):
        return package
    raise InputError(
        "_config.yml: repository: package has to be the address of a wheel (https://....whl), or "
        f"labsupport with or without a version, such as labsupport>={__version__}"
    )


def _name_cells(lab: NotebookNode) -> None:
    """Give each cell an id that depends on nothing but the lab's text."""
    names = {id(cell): name for name, cell in exercises(lab).items()}
    used: set[str] = set()
    for cell in lab.cells:
        if id(cell) in names:
            wanted = f"exercise-{names[id(cell)]}"[:60]
        else:
            wanted = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:12]
        cell.id, repeat = wanted, 1
        while cell.id in used:  # the same text twice
            repeat += 1
            cell.id = f"{wanted}-{repeat}"
        used.add(cell.id)


# --- the course's folder ------------------------------------------------------------------------


def slugs(root: Path) -> list[str]:
    """Return the topics that have a lab under ``root``, sorted."""
    if not (root / "_config.yml").is_file():
        raise InputError(f"{root} is not the course's folder: it has no _config.yml.")
    return sorted(path.parent.name for path in root.glob("chapters/*/lab.md"))


def lab_text(root: Path, slug: str, address: str = "") -> str:
    """Return what ``chapters/<slug>/lab.ipynb`` must hold, made from ``lab.md``.

    Args:
        root: the course's folder.
        slug: the topic.
        address: of the repository from which the first cell installs; by default what
            ``_config.yml`` says.
    """
    known = slugs(root)
    if slug not in known:
        raise InputError(f"There is no lab '{slug}'; there are: {', '.join(known) or 'none'}.")
    config = yaml.safe_load((root / "_config.yml").read_text("utf-8")) or {}
    repository = config.get("repository") or {}
    package = "" if address else str(repository.get("package") or "")
    address = address or str(repository.get("url") or "")
    if not address:
        raise InputError(
            "_config.yml does not say the address of the repository (repository: url)."
        )
    text = (root / "chapters" / slug / "lab.md").read_text("utf-8")
    return pair(text, slug, address, package)


def loads(text: str) -> NotebookNode:
    """Read the text of a notebook file."""
    try:
        return nbformat.reads(text, as_version=4)
    except Exception as error:  # nbformat lets errors of json and of its schema through
        raise InputError(f"This is not a notebook: {error}") from error


def solved_lab(root: Path, slug: str) -> NotebookNode:
    """Return the solved notebook of a topic, made from ``lab.md`` and ``solutions/<slug>.py``."""
    return solve(loads(lab_text(root, slug)), solutions_text(root, slug))


def solutions_text(root: Path, slug: str) -> str:
    """Return the text of ``solutions/<slug>.py``."""
    path = root / "solutions" / f"{slug}.py"
    if not path.is_file():
        raise InputError(f"There are no solutions for the lab '{slug}': {path} is missing.")
    return path.read_text("utf-8")


# --- exercises and their solutions --------------------------------------------------------------


def exercises(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """Return the exercise cells of a lab by the name of what they ask for."""
    found: dict[str, NotebookNode] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code" or "exercise" not in cell.metadata.get("tags", []):
            continue
        name = name_of(exercise(cell))
        if name in found:
            raise InputError(f"The lab has two exercises '{name}'.")
        found[name] = cell
    return found


def name_of(node: Definition) -> str:
    """Return the name under which an exercise is written."""
    if isinstance(node, ast.Assign):
        (target,) = node.targets
        assert isinstance(target, ast.Name)
        return target.id
    return node.name


def lines_of(node: ast.stmt) -> list[str | None]:
    """Return the lines of a derivation, None for ``...``; nothing for any other statement."""
    found = lines.of_statement(node) if isinstance(node, ast.Assign) else None
    return found[1] if found else []


def exercise(cell: NotebookNode) -> Definition:
    """Return the one definition in an exercise cell."""
    start = cell.source.strip().splitlines()[0] if cell.source.strip() else ""
    try:
        body = ast.parse(cell.source).body
    except SyntaxError as error:
        raise InputError(f"The exercise cell '{start}' is not Python: {error.msg}.") from error
    written = body[0] if len(body) == 1 else None
    if isinstance(written, Definition) and (
        not isinstance(written, ast.Assign) or lines_of(written)
    ):
        return written
    raise InputError(
        f"The exercise cell '{start}' must hold exactly one function or class, or one list of "
        "lines."
    )


def definitions(solutions: str) -> dict[str, Definition]:
    """Return the public functions, classes and derivations of a solutions module by name."""
    found = [
        node
        for node in ast.parse(solutions).body
        if isinstance(node, Definition) and (not isinstance(node, ast.Assign) or lines_of(node))
    ]
    return {name_of(node): node for node in found if not name_of(node).startswith("_")}


def derivations(solutions: str) -> dict[str, list[str]]:
    """Return the lines of the derivations of a solutions module by name."""
    return {
        name: [line or "" for line in lines_of(node)]
        for name, node in definitions(solutions).items()
        if isinstance(node, ast.Assign)
    }


def solve(lab: NotebookNode, solutions: str) -> NotebookNode:
    """Return a copy of ``lab`` with each exercise replaced by its solution.

    Imports of the solutions module that a solution needs and the lab does not make are put in
    front of it. A solution that needs anything else is refused: it could not be an answer to the
    lab as the student sees it.
    """
    slug = lab.metadata.get("lab", "")
    solved = copy.deepcopy(lab)
    answers = definitions(solutions)
    imports = _imports(solutions)
    at_hand = _bound_in(lab) | set(dir(builtins))
    for name, cell in exercises(solved).items():
        if name not in answers:
            raise InputError(
                f"solutions/{slug}.py does not define '{name}', an exercise of the lab."
            )
        source = segment(solutions, answers[name])
        missing = _globals(source) - at_hand
        strange = sorted(missing - set(imports))
        if strange:
            raise InputError(
                f"The solution of '{name}' uses '{strange[0]}', which the lab does not define and"
                f" solutions/{slug}.py does not import."
            )
        needed = "\n".join(imports[each] for each in sorted(missing))
        cell.source = f"{needed}\n\n\n{source}" if needed else source
    return solved


def segment(source: str, node: Definition) -> str:
    """Return the lines of a definition with its decorators."""
    decorators = [] if isinstance(node, ast.Assign) else node.decorator_list
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])


def _imports(source: str) -> dict[str, str]:
    """Return for each name that a module imports the statement that imports it alone."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                one = copy.copy(node)
                one.names = [alias]
                found[alias.asname or alias.name.split(".")[0]] = ast.unparse(one)
    return found


def _bound_in(notebook: NotebookNode) -> set[str]:
    """Return the names that the code cells of a notebook define at their top level."""
    bound = set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            plain = TransformerManager().transform_cell(cell.source)  # %magics become calls
            for symbol in symtable.symtable(plain, "cell", "exec").get_symbols():
                if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                    bound.add(symbol.get_name())
    return bound


def _globals(source: str) -> set[str]:
    """Return the names that a piece of code needs from outside itself."""
    top = symtable.symtable(source, "solution", "exec")
    own = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_namespace()}
    needed = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    tables = list(top.get_children())
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        needed |= {s.get_name() for s in table.get_symbols() if s.is_referenced() and s.is_global()}
    return needed - own


# --- stubs promise what solutions keep ----------------------------------------------------------


def check_stubs(lab: NotebookNode, solutions: str) -> list[str]:
    """Return a sentence for each difference between what a stub and its solution promise.

    Compared are the names, the signatures, the bases and methods of classes and the docstrings;
    every body of a stub must end in ``raise NotImplementedError``, and the stub of a derivation
    must hold its first and its last line, and ``...``.
    """
    answers = definitions(solutions)
    stubs = {name: exercise(cell) for name, cell in exercises(lab).items()}
    found = [
        f"{name}: the lab asks for it and there is no solution." for name in stubs.keys() - answers
    ]
    found += [
        f"{name}: there is a solution and the lab never asks." for name in answers.keys() - stubs
    ]
    for name in stubs.keys() & answers.keys():
        found += _compare(name, stubs[name], answers[name])
    return sorted(found)


def _compare(name: str, stub: ast.stmt, answer: ast.stmt) -> list[str]:
    """Compare one definition, and the methods of a class."""
    found = []
    if isinstance(stub, ast.ClassDef) and isinstance(answer, ast.ClassDef):
        if [ast.dump(base) for base in stub.bases] != [ast.dump(base) for base in answer.bases]:
            found.append(f"{name}: stub and solution have different bases.")
        theirs = {node.name: node for node in answer.body if isinstance(node, ast.FunctionDef)}
        methods = [node for node in stub.body if isinstance(node, ast.FunctionDef)]
        if not methods:
            found.append(f"{name}: the stub has no method.")
        for method in methods:
            if method.name in theirs:
                found += _compare(f"{name}.{method.name}", method, theirs[method.name])
            else:
                found.append(f"{name}.{method.name}: the solution has no such method.")
    elif isinstance(stub, ast.FunctionDef) and isinstance(answer, ast.FunctionDef):
        if _signature(stub) != _signature(answer):
            found.append(f"{name}: stub and solution have different signatures.")
        if not _is_unwritten(stub.body[-1]):
            found.append(f"{name}: the stub does not end in 'raise NotImplementedError'.")
    elif isinstance(stub, ast.Assign) and isinstance(answer, ast.Assign):
        given, whole = lines_of(stub), lines_of(answer)
        if None not in given or len(given) < 3:
            return [f"{name}: the stub has no '...' between its first and last line."]
        if (given[0], given[-1]) != (whole[0], whole[-1]):
            return [f"{name}: stub and solution do not start and end with the same lines."]
        return []
    else:
        return [f"{name}: stub and solution are not of the same kind."]
    if ast.get_docstring(stub) != ast.get_docstring(answer):
        found.append(f"{name}: stub and solution have different docstrings.")
    return found


def _signature(node: ast.FunctionDef) -> str:
    """Return arguments, defaults, annotations and decorators in a form that can be compared."""
    parts = [node.args, node.returns or ast.Constant(None), *node.decorator_list]
    return " ".join(ast.dump(part) for part in parts)


def _is_unwritten(statement: ast.stmt) -> bool:
    """Tell whether a statement is ``raise NotImplementedError``, with or without a message."""
    if not isinstance(statement, ast.Raise):
        return False
    raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
