"""LaTeX in pieces: what `grammar.lark` is written in.

Spaces, sizes of brackets and the marks of aligned rows say nothing and are dropped. A bar opens or
closes by what is open before it. A comma outside all brackets parts two statements, and so does a
row of an aligned environment, unless it goes on with ``&`` or inside brackets.
"""

import re
from collections.abc import Iterator

from lark import Token

from labsupport.equations.errors import FormulaError

MAX_LENGTH, MAX_DEPTH = 4000, 24  # of a formula in characters, of its brackets

GREEK = [
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "kappa",
    "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi",
    "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega",
    "ell", "infty",
]  # fmt: skip
RENAMED = {"lambda": "lam", "varepsilon": "epsilon", "varphi": "phi"}
FUNCTIONS = [
    "log", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "det", "tr", "diag", "sign",
    "asinh", "rank", "dim", "Tr", "arctan", "atan",
]  # fmt: skip
RELATIONS = {
    "=": "=", r"\le": "<=", r"\leq": "<=", r"\ge": ">=", r"\geq": ">=", "<": "<", ">": ">",
    r"\approx": "~=", r"\propto": "prop", r"\to": "->", r"\sim": "~", r"\leftarrow": "<-",
    r"\ne": "!=", r"\neq": "!=", r"\in": "in", r"\ll": "<<", r"\gg": ">>", r"\equiv": "=",
    r"\mapsto": "|->",
}  # fmt: skip
IGNORED = [
    r"\,", r"\;", r"\:", r"\!", r"\quad", r"\qquad", r"\left", r"\right", r"\bigl", r"\bigr",
    r"\Bigl", r"\Bigr", r"\biggl", r"\biggr", r"\big", r"\Big", r"\bigg", r"\displaystyle",
    r"\textstyle", r"\limits", r"\nolimits", "\\ ", "~",
]  # fmt: skip
BIG = {r"\sum": "sum", r"\prod": "prod", r"\int": "int", r"\min": "min", r"\max": "max"}
PLAIN = {
    "^": "SUP", "_": "SUB", "{": "_LBRACE", "}": "_RBRACE", "/": "SLASH", "+": "SIGN", "-": "SIGN",
    r"\odot": "ODOT", r"\circ": "CIRC", r"\cdot": "TIMES", r"\times": "TIMES", ";": "SEMI",
    r"\mid": "MID", r"\|": "PAR", "'": "PRIME", "*": "STAR", r"\star": "STAR", r"\ast": "STAR",
    r"\top": "TOP", r"\dots": "DOTS", r"\ldots": "DOTS", r"\cdots": "DOTS", r"\frac": "_FRAC",
    r"\tfrac": "_FRAC", r"\dfrac": "_FRAC", r"\sqrt": "_SQRT", r"\nabla": "NABLA",
    r"\partial": "PARTIAL", r"\underbrace": "_UNDERBRACE", r"\#": "NAME",
}  # fmt: skip
ACCENTS = {r"\hat", r"\widehat", r"\bar", r"\tilde", r"\overline", r"\widetilde"}
OPENING = {"(": ")", "[": "]", r"\{": r"\}", r"\lVert": r"\rVert", r"\lvert": r"\rvert", "{": "}"}
CLOSING = {")", "]", r"\}", r"\rVert", r"\rvert", "}"}

PIECE = re.compile(
    r"""(?P<word>\\(?:operatorname\*?|mathrm|mathit)\s*\{(?P<words>[^{}]*)\})
      | (?P<text>\\(?:text|textrm|textit|mathsf|mbox)\s*\{(?P<texts>[^{}]*)\})
      | (?P<font>\\(?:mathcal|mathbb|mathbf|boldsymbol)\s*\{\s*(?P<letter>\\?[A-Za-z]+)\s*\})
      | (?P<environment>\\(?:begin|end)\s*\{[a-z]+\*?\})
      | (?P<row>\\\\)
      | (?P<command>\\(?:[A-Za-z]+|.))
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<space>\s+)
      | (?P<character>.)""",
    re.X | re.S,
)

BRACKET = re.compile(r"\s*(?:\\(?:left|[bB]igg?l?)\s*)?[(\[]")
FACTORS = {"NAME", "NUMBER", "_RBRACE", "CLOSE", "PRIME", "STAR", "TOP"}


def tokens(latex: str) -> Iterator[Token]:
    """The pieces of a formula; `FormulaError` for one that is not known."""
    if len(latex) > MAX_LENGTH:
        raise FormulaError(f"a formula of more than {MAX_LENGTH} characters", latex, MAX_LENGTH)
    return _with_separators(latex, list(_pieces(latex)))


def _pieces(latex: str) -> Iterator[Token]:
    open_brackets: list[str] = []
    last = ""
    singles = 0  # so many single digits are wanted: \frac12, x^2
    at = 0
    bar_sided = ""  # after \left, \right
    while at < len(latex):
        match = PIECE.match(latex, at)
        assert match is not None
        kind, text, start = match.lastgroup or "", match[0], at
        kind = next(name for name in KINDS if match[name] is not None)
        at = match.end()
        if kind == "space":
            continue
        if kind == "number" and singles:
            at, text = start + 1, text[0]
            if singles == 1 and latex[at : at + 1].isdigit() and latex[start - 1] in "^_":
                raise FormulaError("one digit or braces belong here", latex, start, at + 1)
        name, value = _token(latex, match, kind, text, start)
        if text == r"\," and last in FACTORS and BRACKET.match(latex, at):
            name = "TIMES"  # w \, (a + b) is a product, w(a + b) may be a function of a + b
        if text in (r"\left", r"\right"):
            bar_sided = text
            continue
        if text in (r"\big", r"\Big", r"\bigg") and re.match(r"\s*\|\s*_", latex[at:]):
            at = latex.index("|", at) + 1
            name, value = "EVALBAR", latex[start:at]
        if text == "|":
            closes = bar_sided == r"\right" or (
                bar_sided != r"\left" and bool(open_brackets) and open_brackets[-1] == "|"
            )
            text, name = ("|close", "BARCLOSE") if closes else ("|", "BAROPEN")
        bar_sided = ""
        _keep_stack(open_brackets, text, latex, start)
        if name == "COMMA" and not open_brackets:
            name = "SEP"
        if name in ("_FRAC",):
            singles = 2
        elif name in ("SUP", "SUB", "_SQRT") or (name == "ACCENT"):
            singles = 1
        elif singles and name:
            singles = 0 if name == "_LBRACE" else singles - 1
        if name:
            last = name
            yield _make(name, value, latex, start, at)
    if open_brackets:
        raise FormulaError(f"{open_brackets[-1]!r} is not closed", latex, len(latex))


KINDS = ["word", "text", "font", "environment", "row", "command", "number", "space", "character"]


def _token(latex: str, match: re.Match[str], kind: str, text: str, start: int) -> tuple[str, str]:
    """Name and value of the token that a piece is; no name if it says nothing."""
    if kind in ("word", "text") and not " ".join(text.split()).isprintable():
        raise FormulaError("a sign that is not known", latex, start, match.end())
    if kind == "word":
        word = " ".join(re.sub(r"\\[,;: ]", "", match["words"]).split())
        if word in ("argmax", "argmin"):
            return "BIG", word
        return ("FUN" if word in FUNCTIONS else "WORD"), word
    if kind == "text":
        return "TEXT", " ".join(match["texts"].split())
    if kind == "font":
        letter = match["letter"].lstrip("\\")
        if text.startswith(r"\mathbb") and letter == "E":
            return "EXPECT", "E"
        return "NAME", f"cal_{letter}" if text.startswith(r"\mathcal") else letter
    if kind == "environment":
        if "aligned" not in text:
            raise FormulaError("an environment that is not known", latex, start, match.end())
        return "", ""
    if kind == "row":
        return "ROW", text
    if kind == "number":
        return "NUMBER", text
    if text in RELATIONS:
        return "REL", RELATIONS[text]
    if text in IGNORED:
        return "", ""
    if text in PLAIN:
        return PLAIN[text], "count" if text == r"\#" else text
    if text in BIG:
        return "BIG", BIG[text]
    if text in ACCENTS:
        accent = {"widehat": "hat", "overline": "bar", "widetilde": "tilde"}
        return "ACCENT", accent.get(text[1:], text[1:])
    if text in (r"\lVert", r"\rVert"):
        return ("NORMOPEN" if text[1] == "l" else "NORMCLOSE"), text
    if text in (r"\lvert", r"\rvert"):
        return ("BAROPEN" if text[1] == "l" else "BARCLOSE"), text
    if text in ("(", "[", r"\{"):
        return "OPEN", text
    if text in (")", "]", r"\}"):
        return "CLOSE", text
    if text == "&":
        return "AMPERSAND", text
    if text == ",":
        return "COMMA", text
    if text == "|":
        return "BAR", text
    if text == "." and re.fullmatch(r"\s*(\\end\{\w+\}\s*)?", latex[match.end() :]):
        return "", ""
    if text == r"\Pr":
        return "WORD", "Pr"
    if text[0] == "\\" and text[1:] in FUNCTIONS:
        return "FUN", text[1:]
    if text[0] == "\\" and text[1:] in GREEK:
        return "NAME", RENAMED.get(text[1:], text[1:])
    if len(text) == 1 and text.isascii() and text.isalpha():
        return "NAME", text
    raise FormulaError("a sign that is not known", latex, start, match.end())


def _keep_stack(stack: list[str], text: str, latex: str, start: int) -> None:
    """Note a bracket that opens or closes; one that does not fit is an error with its place."""
    if text in OPENING or text == "|":
        stack.append(text)
        if len(stack) > MAX_DEPTH:
            raise FormulaError(f"more than {MAX_DEPTH} brackets inside each other", latex, start)
    elif text in CLOSING or text == "|close":
        opened = stack.pop() if stack else ""
        if OPENING.get(opened, "|close" if opened == "|" else "") != text:
            raise FormulaError("a bracket that closes none", latex, start)


def _make(name: str, value: str, latex: str, start: int, end: int) -> Token:
    line = latex.count("\n", 0, start) + 1
    return Token(name, value, start_pos=start, end_pos=end, line=line, column=start)


def _with_separators(latex: str, pieces: list[Token]) -> Iterator[Token]:
    """Turn ends of rows and words between statements into separators where they are."""
    depth = 0
    for number, piece in enumerate(pieces):
        depth += piece.type in ("OPEN", "_LBRACE", "NORMOPEN", "BAROPEN")
        depth -= piece.type in ("CLOSE", "_RBRACE", "NORMCLOSE", "BARCLOSE")
        if piece.type == "AMPERSAND":
            continue
        if piece.type == "ROW":
            after = [each.type for each in pieces[number + 1 : number + 3]]
            goes_on = depth > 0 or (after[:1] == ["AMPERSAND"] and after[1:] != ["TEXT"])
            if not goes_on:
                yield _make("SEP", "", latex, piece.start_pos or 0, piece.end_pos or 0)
            continue
        if piece.type == "TEXT" and depth == 0:
            if number and pieces[number - 1].type != "TEXT":
                yield _make("SEP", "", latex, piece.start_pos or 0, piece.start_pos or 0)
            piece = _make("LABEL", str(piece), latex, piece.start_pos or 0, piece.end_pos or 0)
        yield piece
