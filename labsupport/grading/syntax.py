"""From the text of a cell to Python, read as IPython reads it.

What parses as Python is left as it is, whatever it looks like. Only what does not is looked at as
IPython would, with IPython's own transformers: indentation of a whole cell, pasted prompts, magics,
shell lines, help. Every line keeps its number. Nothing here runs code.
"""

import ast
import contextlib
import re
import sys

# Cell magics whose body is Python that runs in the notebook itself.
RUNS_HERE = {"time", "capture", "prun", "debug", "snakeviz", "heat", "scalene", "wandb", "memit"}
RUNS_HERE |= {"notify", "black", "pyinstrument", "timeit", "mprun", "lprun"}
# Line magics that, first in a cell, make all of it another language (Databricks, SQL kernels).
LANGUAGES = {"md", "sql", "sh", "scala", "r", "R", "fs", "html", "bash", "markdown", "bigquery"}
# What may begin a line without a sign: IPython calls these magics automatically.
AUTOMATIC = re.compile(
    r"[ \t]*(?:pip3?|conda|mamba|cd|ls|ll|cat|cp|mv|rm|mkdir|pwd)[ \t]+(?!(?://?|[-*])?=)[\w./~*-]"
)
MAX_AUTOMATIC = 50  # in one cell; each costs a parse
TIMED = re.compile(r"([ \t]*)get_ipython\(\)\.run_line_magic\('time', (.+)\)\s*")
MAX_MAGICS = 500  # in one cell, IPython's own limit; each costs a tokenization
PROMPT = re.compile(r"^\s*(?:>>>|In \[\d+\]:)", re.M)
INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x200E, 0x200F], "")
INVISIBLE |= dict.fromkeys([0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000], " ")
BLOCK_START = re.compile(
    r"(?!(?:else|elif|except|finally|case)\b)[^\s)\]}#]|#\s*(?:%%|In ?\[|COMMAND -)"
)


def cleaned(source: str) -> str:
    """With one kind of line end, and without what cannot be written into a report."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return source.removeprefix("\ufeff").encode("utf-8", "replace").decode()


def parsed(source: str) -> tuple[str, ast.Module]:
    """The source as Python, and its tree; raises what `ast.parse` raises.

    Args:
        source: what `cleaned` gives.
    """
    with contextlib.suppress(SyntaxError, ValueError):
        return source, ast.parse(source)
    visible = source.translate(INVISIBLE)
    attempts = dict.fromkeys([(source, False), (visible, False)])
    if PROMPT.search(visible):  # last: IPython also takes away what looks like one inside a text
        attempts[visible, True] = None
    for text, prompts in attempts:
        text, language = as_ipython(text, prompts)
        try:
            return without_automatic(text)
        except (SyntaxError, ValueError) as error:
            failure = error
    if language:
        return "", ast.Module([], [])
    raise failure


def as_ipython(source: str, prompts: bool) -> tuple[str, bool]:
    """What IPython makes of a cell, and whether its first line may make it another language's.

    ``prompts``: take pasted ``>>>`` and ``In [3]:`` away.
    """
    from IPython.core import inputtransformer2 as ipython

    lines = [f"{line}\n" for line in source.split("\n")]
    number = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    first = re.match(r"%(\w+)", lines[number]) if number < len(lines) else None
    while number < len(lines) and (magic := re.match(r"%%(\w*)", lines[number])):
        if magic[1] not in RUNS_HERE:
            return "", False
        lines[number] = "\n"
        number += 1
    above, lines = lines[:number], lines[number:]
    if lines and lines[0][0] in " \t":  # else it would only empty blank lines, in texts too
        lines = ipython.leading_indent(lines)
    if prompts:
        lines = ipython.ipython_prompt(ipython.classic_prompt(lines))
    manager = ipython.TransformerManager()
    for _ in range(MAX_MAGICS):
        try:
            changed, found = manager.do_one_token_transform(lines)
        except (SyntaxError, IndexError, ValueError):  # what is no Python fails below
            break
        if not changed:
            break
        at = next((n for n, (a, b) in enumerate(zip(lines, found, strict=False)) if a != b), 0)
        # What went over several lines is one now; blank lines keep the numbers of those below.
        found[at + 1 : at + 1] = ["\n"] * (len(lines) - len(found))
        found[at] = untimed(found[at])
        lines = found
    return "".join((*above, *lines)).removesuffix("\n"), bool(first and first[1] in LANGUAGES)


def untimed(line: str) -> str:
    """What ``%time`` runs, which binds names in the notebook, in the magic's place."""
    timed = TIMED.fullmatch(line)
    return f"{timed[1]}{ast.literal_eval(timed[2])}\n" if timed else line


def without_automatic(source: str) -> tuple[str, ast.Module]:
    """The source and its tree, without lines such as ``pip install torch`` where those break it."""
    lines = source.split("\n")
    for _ in range(MAX_AUTOMATIC):
        try:
            return "\n".join(lines), ast.parse("\n".join(lines))
        except SyntaxError as error:
            end = error.lineno or 0
            start = end - 1
            while start > 0 and lines[start - 1].endswith("\\"):
                start -= 1
            if not 0 <= start < len(lines) or not AUTOMATIC.match(lines[start]):
                raise hinted(error, lines) from None
            while end < len(lines) and lines[end - 1].endswith("\\"):
                end += 1
            indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
            lines[start:end] = [f"{indent}pass", *[""] * (end - start - 1)]
    return "\n".join(lines), ast.parse("\n".join(lines))


def hinted(error: SyntaxError, lines: list[str]) -> SyntaxError:
    """The error, with the likely mistake in its message where one is known."""
    number = (error.lineno or 1) - 1
    line = lines[number] if 0 <= number < len(lines) else ""
    message = error.msg or "invalid syntax"
    error.msg = message + hint(line, message)
    return error


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


def elsewhere(source: str) -> str:
    """The cell magic that takes a cell's functions out of the notebook, or an empty text."""
    magic = re.match(r"\s*%%(\w+)", source)
    if magic is None or magic[1] in RUNS_HERE:
        return ""
    return magic[1] if re.search(r"^(async )?(def|class) .*:", source, re.M) else ""


def written_in(source: str) -> list[str]:
    """The outermost functions and classes of a text, Python or not, by their first lines."""
    # A form feed before a line counts for nothing.
    found = re.findall(r"^\f*([ \t>.]*)(?:async +)?(?:def|class) +([^\W\d]\w*)", source, re.M)
    outermost = min((len(indent) for indent, _ in found), default=0)
    return [name for indent, name in found if len(indent) == outermost]


def blocks(lines: list[str]) -> list[tuple[int, int]]:
    """First and last line (from 0, end excluded) of each top-level block, broken or not."""
    starts, decorated = [0], False
    for number, line in enumerate(lines):
        if BLOCK_START.match(line.lstrip("\f")):
            if not decorated and number:  # a decorator belongs to what follows it
                starts.append(number)
            decorated = line.startswith("@")
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))
