"""From the bytes of a file to its cells: notebooks of any format, ``.py`` files and exports.

What a file is shows in what it holds, not in its name. Every step is linear in its size.
"""

import io
import json
import re
import tokenize
from typing import Any, NamedTuple

from labsupport.errors import InputError
from labsupport.grading import model_file

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


class Cell(NamedTuple):
    """A cell of a notebook, or a whole ``.py`` file.

    ``kind`` is ``"code"``, or the kind of another cell; ``note`` says why there is no source.
    """

    label: str
    source: str
    note: str = ""
    kind: str = "code"


class Notebook(NamedTuple):
    """The cells, counted from 1 in their labels, and the lab that the metadata name, if any.

    ``model`` is the text of the last model among the outputs, see `model_file`.
    """

    cells: list[Cell]
    lab: str = ""
    model: str = ""


def read(name: str, suffix: str, data: bytes) -> Notebook:
    """What is in a file.

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
    if re.fullmatch(r"(\[InternetShortcut\]\s+URL=)?(https?|file)://\S+", start.strip()):
        raise InputError(
            f"{name} holds an address, not a notebook: download the file itself, with "
            "File > Download"
        )
    if start.startswith("{") or (suffix == ".ipynb" and start[0] in '["'):
        found = from_json(name, text, strict=suffix == ".ipynb")
        if found is not None:
            return found
    if (
        suffix == ".ipynb"
        and start.startswith(("{", "<<<<<<<"))
        and re.search(r"^<{7} ", text, re.M)
    ):
        raise InputError(f"{name} has the marks of a merge conflict in it; resolve it first")
    if suffix == ".ipynb" and not looks_like_python(text):
        raise InputError(f"{name} is not a notebook: its JSON is broken; save it again")
    return Notebook([Cell(name, text)])


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


def from_json(name: str, text: str, strict: bool) -> Notebook | None:
    """The notebook that its JSON describes; None if it is no JSON, or another kind's."""
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
    result, model = [], ""
    for number, cell in enumerate(cells[:MAX_CELLS], 1):
        fields = cell if isinstance(cell, dict) else {"source": None}
        kind = fields.get("cell_type", "code")
        kind = "code" if kind == "code" else "raw" if kind == "raw" else "text"
        source = joined(fields.get("source", fields.get("input", "")))
        note = "it cannot be read, its text is no text" if source is None and kind == "code" else ""
        result.append(Cell(f"cell {number}", source or "", note, kind))
        model = model_file.in_outputs(fields.get("outputs")) or model
    if len(cells) > MAX_CELLS:
        note = f"it and all after it are not read: a notebook has at most {MAX_CELLS:,} cells"
        result.append(Cell(f"cell {MAX_CELLS + 1}", "", note))
    code = [cell for cell in result if cell.kind == "code"]
    if not cells or (code and all(cell.note for cell in code)):
        if notebook.get("cells") == []:
            raise InputError(f"{name} has no code in it")
        raise InputError(f"{name} is JSON, but not a notebook: it has no readable cells")
    if not any(cell.source.strip() for cell in code):
        raise InputError(f"{name} has no code in it")
    metadata = notebook.get("metadata")
    lab = metadata.get("lab") if isinstance(metadata, dict) else None
    if not isinstance(lab, str) or not re.fullmatch(r"[a-z_]{1,40}", lab):
        lab = ""
    return Notebook(result, lab, model)


def joined(source: Any) -> str | None:
    """The text of a cell, which is a string or a list of lines."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else None


def looks_like_python(text: str) -> bool:
    """Whether a file that should be a notebook is a Python file."""
    return re.search(r"^(def|class|import|from|@|#|[%!]|\w+ *=) ?", text, re.M) is not None
