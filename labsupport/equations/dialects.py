r"""The many ways in which people type the same formula, turned into the book's.

A reader who derives writes ``E_q``, ``\mathbb E_q`` or ``\operatorname{E}_q``, ``q || p`` or
``q \parallel p``, ``p(x | z)`` or ``p(x \mid z)``. The book prints one of each, and `reading` reads
that one.
"""

import re

SIGNS = {
    "∫": r"\int ", "∑": r"\sum ", "∏": r"\prod ", "√": r"\sqrt ", "∂": r"\partial ",
    "∇": r"\nabla ",
    "≥": r"\ge ", "≤": r"\le ", "∝": r"\propto ", "∼": r"\sim ", "·": r"\cdot ", "×": r"\times ",
    "−": "-", "∥": r"\|", "‖": r"\|", "∣": "|", "½": r"\frac12 ", "²": "^2", "α": r"\alpha ",
    "β": r"\beta ", "γ": r"\gamma ", "ε": r"\varepsilon ", "η": r"\eta ", "θ": r"\theta ",
    "λ": r"\lambda ", "μ": r"\mu ", "π": r"\pi ", "ρ": r"\rho ", "σ": r"\sigma ", "φ": r"\phi ",
    "Λ": r"\Lambda ", "Σ": r"\Sigma ", "𝔼": r"\mathbb{E}", "ℒ": r"\mathcal{L}", "\u00a0": " ",
}  # fmt: skip
WORD = r"\\(?:mathrm|operatorname\*?|text|textrm|mathbf|mathsf|mathit|rm)"
CHANGES = [
    (r"\\(mathrm|operatorname|mathbb|mathcal|mathbf)\s+(\\?[A-Za-z])", r"\\\1{\2}"),
    (r"\\(?:geqslant|geqq)(?![A-Za-z])", r"\\ge "),
    (r"\\(?:leqslant|leqq)(?![A-Za-z])", r"\\le "),
    (r"\\ln(?![A-Za-z])", r"\\log "),
    (r"\\(?:Vert|parallel)(?![A-Za-z])", r"\\|"),
    (r"\|\s*\|", r"\\|"),
    (r"\\vert(?![A-Za-z])", "|"),
    (r"\\middle\s*(\\\||\|)", r"\1"),
    (r"\\(?:Biggl|Biggr|Bigg|biggl|biggr|bigg|bigl|bigr|Bigl|Bigr|big|Big)(?![A-Za-z])", " "),
    (r"\\[bB]igg?m(?![A-Za-z])", " "),
    (r"\\(?:nonumber|notag|displaystyle|textstyle)(?![A-Za-z])", " "),
    (WORD + r"\s*\{\s*d\s*\}", "d"),
    (WORD + r"\s*\{\s*(?:const(?:ant)?\.?|c)\s*\}", r"\\dots "),
    (r"D_\s*(?:" + WORD + r"\s*)?\{\s*(?:" + WORD + r"\s*\{\s*KL\s*\}|KL)\s*\}", r"\\mathrm{KL}"),
    (r"D_\s*" + WORD + r"\s*\{\s*KL\s*\}", r"\\mathrm{KL}"),
    (WORD + r"\s*\{\s*KL\s*\}", r"\\mathrm{KL}"),
    (r"(?<![A-Za-z\\{])KL(?=\s*(?:\\left\s*)?[(\[])", r"\\mathrm{KL}"),
    (r"(?:" + WORD + r"|\\mathbb)\s*\{\s*(?:[Vv]ar|V)\s*\}", r"\\mathrm{Var}"),
    (r"(?<![A-Za-z\\{])Var(?=\s*(?:_|(?:\\left\s*)?[(\[]))", r"\\mathrm{Var}"),
    (r"(?:" + WORD + r"|\\mathbb)\s*\{\s*[Cc]ov\s*\}", r"\\mathrm{Cov}"),
    (r"(?<![A-Za-z\\{])Cov(?=\s*(?:_|(?:\\left\s*)?[(\[]))", r"\\mathrm{Cov}"),
    (WORD + r"\s*\{\s*E\s*\}", r"\\mathbb{E}"),
]  # fmt: skip
PATTERNS = [(re.compile(pattern), new) for pattern, new in CHANGES]
EXPECTATION = re.compile(r"(?<![A-Za-z\\{])E(?=\s*(?:_|(?:\\left\s*)?\[))")
START, END = re.compile(r"^(?:\$\$?|\\\[|\\\()"), re.compile(r"(?:\$\$?|\\\]|\\\))$")
OPENING, CLOSING = "([", ")]"


def usual(latex: str, expectation: bool = True) -> str:
    """The same formula as the book would print it.

    Args:
        latex: one formula, perhaps between dollar signs.
        expectation: whether an ``E`` with an index or with square brackets is an expectation.
    """
    for sign, command in SIGNS.items():
        latex = latex.replace(sign, command)
    # Not in one pattern with \s* at both ends: many spaces would take it minutes.
    latex = END.sub("", START.sub("", latex.strip()).rstrip()).rstrip()
    latex = latex.removesuffix(r"\\").strip()
    for pattern, new in PATTERNS:
        latex = pattern.sub(new, latex)
    if expectation:
        latex = EXPECTATION.sub(r"\\mathbb{E}", latex)
    return _bars(latex)


def _bars(latex: str) -> str:
    r"""A single bar in brackets is the bar of a condition: ``p(x | z)`` is ``p(x \mid z)``."""
    open_at: list[list[int]] = [[]]  # the bars of each bracket that is open, outermost first
    conditions: list[int] = []
    for at, character in enumerate(latex):
        escaped = at > 0 and latex[at - 1] == "\\"
        if character in OPENING:
            open_at.append([])
        elif character in CLOSING and len(open_at) > 1:
            bars = open_at.pop()
            conditions += bars if len(bars) == 1 else []
        elif character == "|" and not escaped:
            open_at[-1].append(at)
    for at in sorted(conditions, reverse=True):
        latex = f"{latex[:at]}\\mid {latex[at + 1 :]}"
    # Below an operator, as in E_{q(z | x)}, brackets are closed as everywhere; E_{z | x} is not.
    return latex


def lost_backslash(latex: str) -> str:
    r"""What Python makes of ``"\frac"`` without an r before the quotes, as one sentence, or ""."""
    found = re.search(
        r"[\x07\x08\x0b\x0c\r]|\t(?=heta|au|ext|frac|o\b|imes|ilde|op\b|r\b)|"
        r"\n(?=abla|u\b|e\b|eq|otag)",
        latex,
    )
    if found is None:
        return ""
    letter = {"\x07": "a", "\x08": "b", "\x0b": "v", "\x0c": "f", "\r": "r", "\t": "t", "\n": "n"}
    return f"Python has read \\{letter[found[0]]} as one sign of its own: write r before the quotes"
