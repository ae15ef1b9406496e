"""From the bytes of a file to its code cells: notebooks of any format, ``.py`` files and exports.

What a file is shows in what it holds, not in its name. IPython's own syntax (magics, shell lines,
help) is blanked, so that what stays is Python and every line keeps its number. Nothing here runs
code, and every step is linear in the size of the file.
"""

import ast
import io
import json
import re
import sys
import tokenize
from typing import Any

from labsupport.errors import InputError

MAX_CELLS = 5_000
MAX_CELL_CHARACTERS = 500_000
MAX_CHARACTERS = 1_000_000  # of code in all cells; a long lab has 50,000
MAGIC_BYTES = {
    b"PK\x03\x04": "a zip archive; unpack it first",
    b"\x1f\x8b": "compressed with gzip; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"Rar!": "a rar archive; unpack it first",
    b"BZh": "compressed with bzip2; unpack it first",
    b"\xfd7zXZ": "compressed with xz; unpack it first",
    b"%PDF": "a PDF file; hand in the notebook itself",
    b"\x89PNG": "a picture; hand in the notebook itself",
    b"\xff\xd8\xff": "a picture; hand in the notebook itself",
    b"\xd0\xcf\x11\xe0": "an Office document; hand in the notebook itself",
    b"version https://git-lfs": "a Git LFS pointer; fetch the file with `git lfs pull`",
}
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Cell magics whose body is Python that runs in the notebook itself.
RUNS_HERE = {"time", "capture", "prun", "debug", "snakeviz", "heat", "scalene", "wandb", "memit"}
RUNS_HERE |= {"notify", "black", "pyinstrument", "timeit", "mprun", "lprun"}
# Line magics that, first in a cell, make all of it another language (Databricks, SQL kernels).
LANGUAGES = {"md", "sql", "sh", "scala", "r", "R", "fs", "html", "bash", "markdown", "bigquery"}
SHELL = r"(?:pip3?|conda|mamba|cd|ls|ll|cat|cp|mv|rm|mkdir|pwd)"
# IPython's own syntax at the start of a logical line: magics, shell lines, help, automatic calls.
IPYTHON = re.compile(rf"[ \t]*(?:[%!?/,;]|{SHELL}[ \t]+[\w./~-])")
TIMED = re.compile(r"([ \t]*)%time[ \t]+(?=\S)")
ASSIGNED = re.compile(r"([ \t]*[^\W\d][\w.\[\], \t'\"]*=)[ \t]*[%!](?!=)")
HELP = re.compile(r"[^'\"#\n]*\?[ \t]*(?:#.*)?$")
# What decides where a logical line ends: strings, comments, brackets.
PARTS = re.compile(
    r"#.*|[bBrRuUfF]{0,2}(\"\"\"|''')|\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|[(\[{]|[)\]}]"
)
TRIPLE_END = {q: re.compile(rf"(?s)(?:[^\\]|\\.)*?{q}") for q in ('"""', "'''")}
INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x200E, 0x200F], "")
INVISIBLE |= dict.fromkeys([0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000], " ")
BLOCK_START = re.compile(
    r"(?!(?:else|elif|except|finally|case)\b)[^\s)\]}#]|#\s*(?:%%|In ?\[|COMMAND -)"
)


def cells_of(name: str, suffix: str, data: bytes) -> list[tuple[str, str, str]]:
    """Label, source and note of each code cell; cells are counted from 1, text cells included.

    A note says why that cell has no source.

    Raises:
        InputError: the file is something else.
    """
    for magic, kind in MAGIC_BYTES.items():
        if data.startswith(magic):
            raise InputError(f"{name} is {kind}")
    text = decoded(name, suffix, data)
    start = text.lstrip()
    if not start:
        raise InputError(f"{name} is empty")
    if start.startswith("<") and re.match(r"<(!doctype|html|\?xml|!--|head|body)", start, re.I):
        raise InputError(
            f"{name} is a web page, not a notebook: download the notebook with File > Download"
        )
    if start.startswith("{") or (suffix == ".ipynb" and start[0] in '["'):
        cells = notebook_cells(name, text, strict=suffix == ".ipynb")
        if cells is not None:
            return cells
    if (
        suffix == ".ipynb"
        and start.startswith(("{", "<<<<<<<"))
        and re.search(r"^<{7} ", text, re.M)
    ):
        raise InputError(f"{name} has the marks of a merge conflict in it; resolve it first")
    if suffix == ".ipynb" and not looks_like_python(text):
        raise InputError(f"{name} is not a notebook: its JSON is broken; save it again")
    return [(name, text, "")]


def decoded(name: str, suffix: str, data: bytes) -> str:
    """The text of the file: by its byte order mark, its coding cookie, or UTF-8."""
    encoding = next((e for mark, e in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "")
    if not encoding and suffix == ".py":
        try:
            encoding = tokenize.detect_encoding(io.BytesIO(data[:1000]).readline)[0]
        except SyntaxError as error:
            if "unknown encoding" in str(error):
                raise InputError(
                    f"{name} declares an encoding that Python does not know; save it as UTF-8"
                ) from None
    try:
        return data.decode(encoding or "utf-8")
    except (UnicodeError, LookupError):
        pass
    if any(byte in data for byte in b"\0\1\2\3\4\5\6\x0e\x0f"):
        raise InputError(f"{name} is not text; hand in the notebook itself")
    return data.decode("cp1252", "replace")  # an old Windows editor


def notebook_cells(name: str, text: str, strict: bool) -> list[tuple[str, str, str]] | None:
    """The code cells of a notebook's JSON; None if it is no JSON, or another kind's."""
    try:
        # Numbers stay text: none is needed, and a million digits would take a while.
        notebook = json.loads(text, parse_int=str, parse_float=str)
    except RecursionError:
        raise InputError(f"{name} is not a notebook: its JSON is broken or too deep") from None
    except ValueError:
        if strict and text.lstrip()[:1] in '{["' and not re.search(r"^<{7} ", text, re.M):
            raise InputError(
                f"{name} is not a notebook: its JSON is broken; save it again"
            ) from None
        return None
    if not isinstance(notebook, dict):
        if strict:
            raise InputError(f"{name} is JSON, but not a notebook: it has no readable cells")
        return None
    if "cells" not in notebook and ("doc_id" in notebook or "url" in notebook):
        raise InputError(
            f"{name} is only a link to Google Drive: download the notebook with File > Download"
        )
    sheets = notebook.get("worksheets")  # formats 2 and 3 keep cells in worksheets
    sheets = sheets if isinstance(sheets, list) else [notebook]
    cells: list[Any] = []
    for sheet in sheets:
        found = sheet.get("cells") if isinstance(sheet, dict) else None
        cells += found if isinstance(found, list) else []
    result = []
    for number, cell in enumerate(cells[:MAX_CELLS], 1):
        if isinstance(cell, dict) and cell.get("cell_type", "code") != "code":
            continue
        source = cell.get("source", cell.get("input", "")) if isinstance(cell, dict) else None
        code = joined(source)
        note = "" if code is not None else "it cannot be read, its text is no text"
        result.append((f"cell {number}", code or "", note))
    if len(cells) > MAX_CELLS:
        note = f"it and all after it are not read: a notebook has at most {MAX_CELLS:,} cells"
        result.append((f"cell {MAX_CELLS + 1}", "", note))
    if not cells or (result and all(note for _, _, note in result)):
        if notebook.get("cells") == []:
            raise InputError(f"{name} has no code in it")
        raise InputError(f"{name} is JSON, but not a notebook: it has no readable cells")
    if not any(source.strip() for _, source, _ in result):
        raise InputError(f"{name} has no code in it")
    return result


def joined(source: Any) -> str | None:
    """The text of a cell, which is a string or a list of lines."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def looks_like_python(text: str) -> bool:
    """Whether a file that should be a notebook is a Python file."""
    return re.search(r"^(def|class|import|from|@|#|[%!]|\w+ *=) ?", text, re.M) is not None


def cleaned(source: str) -> str:
    """With one kind of line end, and without what cannot be written into a report."""
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    return source.removeprefix("\ufeff").encode("utf-8", "replace").decode()


def parsed(source: str) -> tuple[str, ast.Module]:
    """The source without IPython's syntax, and its tree; raises what `ast.parse` raises."""
    source, language = without_magics(source)
    try:
        return source, parse(source)
    except (SyntaxError, ValueError):
        if language:
            return "", ast.Module([], [])
        visible = source.translate(INVISIBLE)
        if visible == source:
            raise
    visible, _ = without_magics(visible)
    return visible, parse(visible)


def parse(source: str) -> ast.Module:
    """`ast.parse`, with a hint in the message where the likely mistake is known."""
    try:
        return ast.parse(source)
    except SyntaxError as error:
        lines = source.split("\n")
        number = (error.lineno or 1) - 1
        line = lines[number] if 0 <= number < len(lines) else ""
        found = hint(line, error.msg or "")
        error.msg = (error.msg or "invalid syntax") + found
        raise


def hint(line: str, message: str) -> str:
    """What the likely mistake is, or an empty text."""
    if re.match(r"(<{7}|={7}|>{7})( |$)", line):
        return "; these are the marks of a merge conflict, resolve it"
    if re.search("[\u2018\u2019\u201c\u201d\xab\xbb]", line):
        return "; type straight quotes"
    if re.search("[\uff00-\uff65]", line):
        return "; type it with an English keyboard layout"
    if sys.version_info < (3, 12):
        if re.match(r"\s*(async )?(def|class) +\w+ *\[|type +\w+.*=", line):
            return "; type parameters need Python 3.12, and grading runs an older one"
        if message.startswith("f-string"):
            return "; grading runs a Python before 3.12: use other quotes inside of an f-string"
    return ""


def without_magics(source: str) -> tuple[str, bool]:
    """Blank IPython's lines; also whether the first one may make this another language's cell."""
    lines = source.split("\n")
    number = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    first = re.match(r"%(\w+)", lines[number]) if number < len(lines) else None
    while number < len(lines) and (magic := re.match(r"%%(\w*)", lines[number])):
        if magic[1] not in RUNS_HERE:
            return "", False
        lines[number] = ""
        number += 1
    depth, quote, continued = 0, "", False
    while number < len(lines):
        line = lines[number]
        if depth == 0 and not quote and not continued:
            if timed := TIMED.match(line):
                line = lines[number] = timed[1] + line[timed.end() :]
            assigned = ASSIGNED.match(line) if "!" in line or "%" in line else None
            if assigned or IPYTHON.match(line) or ("?" in line and HELP.match(line)):
                end = number + 1
                while lines[end - 1].endswith("\\") and end < len(lines):
                    end += 1
                indent = line[: len(line) - len(line.lstrip())]
                # What a shell or magic line gives is known only in the notebook.
                blank = f"{assigned[1]} get_ipython()" if assigned else f"{indent}pass"
                lines[number:end] = [blank] + [""] * (end - number - 1)
                number = end
                continue
        depth, quote = after(line, depth, quote)
        continued = line.endswith("\\")
        number += 1
    return "\n".join(lines), bool(first and first[1] in LANGUAGES)


def after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How deep in brackets, and in which long string, Python is at the end of a line."""
    position = 0
    while True:
        if quote:
            end = TRIPLE_END[quote].match(line, position)
            if end is None:
                return depth, quote
            position, quote = end.end(), ""
        part = PARTS.search(line, position)
        if part is None:
            return depth, ""
        position = part.end()
        if part[1]:
            quote = part[1]
        elif part[0] in "([{":
            depth += 1
        elif part[0] in ")]}":
            depth = max(0, depth - 1)


def elsewhere(source: str) -> str:
    """The cell magic that takes a cell's functions out of the notebook, or an empty text."""
    magic = re.match(r"\s*%%(\w+)", source)
    if magic is None or magic[1] in RUNS_HERE:
        return ""
    return magic[1] if re.search(r"^(async )?(def|class) .*:", source, re.M) else ""


def blocks(lines: list[str]) -> list[tuple[int, int]]:
    """First and last line (from 0, end excluded) of each top-level block, broken or not."""
    starts, decorated = [0], False
    for number, line in enumerate(lines):
        if BLOCK_START.match(line):
            if not decorated and number:  # a decorator belongs to what follows it
                starts.append(number)
            decorated = line.startswith("@")
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))
