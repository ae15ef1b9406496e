r"""Texts for the reader of LaTeX: by rules, by changes of what people wrote, and hostile ones.

Every text is a function of the seed alone.
"""

import random
import re
from collections.abc import Callable

from labsupport.equations.tokens import MAX_LENGTH, PIECE

# What stands in <...> is made by the rule of that name; where it is deep enough, by its first line.
RULES: dict[str, list[str]] = {
    "side": [
        r"<thing>", r"<side> + <side>", r"<side> - <side>", r"<side> <side>", r"<side> / <thing>",
        r"\frac{<side>}{<side>}", r"\sqrt{<side>}", r"<thing>^{<side>}", r"<thing>_{<side>}",
        r"\log <side>", r"\exp(<side>)", r"\left(<side>\right)", r"-<side>", r"(<side>)^2",
        r"\mathbb{E}_{<law>}[<side>]", r"\mathbb{E}[<side>]", r"\operatorname{Var}_{<law>}[<side>]",
        r"\mathrm{Cov}_{<law>}[<side>, <side>]", r"\int <side> \, d<letter>",
        r"\int_<number>^{<side>} <side> \, d<letter>", r"\sum_<letter> <side>",
        r"\sum_{<letter>=<number>}^{<letter>} <side>", r"\prod_{<letter>=1}^<number> <side>",
        r"\nabla_<letter> <side>", r"\frac{\partial <side>}{\partial <letter>}",
        r"\partial <side> / \partial <letter>", r"\mathrm{KL}(<law> \,\|\, <law>)",
        r"\max_<letter> <side>", r"\arg\min_<letter> <side>", r"\lVert <side> \rVert^2",
        r"|<side>|", r"\det(<side>)", r"\operatorname{tr}(<side>)", r"\Pr(<side> \le <side>)",
        r"\underbrace{<side>}_{<side>}", r"\mathcal{N}(<side>; <side>, <side>)",
        r"<side> \odot <side>", r"<thing> \circ <thing>", r"[<side>]_{<letter> = <side>}",
        r"<side>^\top", r"<side>^{-1}", r"\hat{<thing>}", r"<side> + \dots", r"\text{<letter>}",
        r"\begin{aligned} <side> &= <side> \\ &= <side> \end{aligned}", r"{<side>}", r"<side>, ",
        r"<side> \mid <side>", r"<side> \|_<letter> <side>", r"<thing>'", r"<thing>^\star",
        r"<letter>_{<letter>,<letter>}", r"\<side>", r"<letter>(<side>, <side>)",
    ],
    "thing": ["<letter>", "<number>", "<density>", "<letter>_<number>", "{}"],
    "letter": [
        *"xzpqfgwsmnNLdkEI", r"\theta", r"\phi", r"\mu", r"\sigma", r"\Lambda", r"\lambda",
        r"\epsilon", r"\bar x", r"\hat\mu", r"\ell", r"\infty", r"\pi", r"\mathcal{L}",
    ],
    "number": ["1", "2", "0", "0.5", "1000", "99999999999999999999", "1e9"],
    "density": [
        r"p(x)", r"p(x, z)", r"p(z \mid x)", r"q(z)", r"q(z | x)", r"p_\theta(x)", r"p(z)", r"f(z)",
        r"p(x \mid z)", r"q(z; \phi)", r"q_\phi(z)", r"\log p_\theta(x)",
    ],
    "law": [
        r"q(z)", r"p", r"q_\phi", r"p(z \mid x)", r"z \sim q", r"x \sim p(x)", r"<letter>",
        r"<letter> \sim <density>", r"\mathcal{N}(<side>, <side>)", r"<side>",
    ],
    "relation": ["=", r"\ge", r"\le", r"\propto", "<", r"\approx", r"\to", r"\sim", r"&="],
}  # fmt: skip
NESTS = [
    ("(", ")"), ("{", "}"), ("[", "]"), ("|", "|"), (r"\frac{1}{", "}"), (r"\frac{", "}{2}"),
    (r"\sqrt{", "}"), ("x_{", "}"), ("x^{", "}"), (r"\log(", ")"), (r"\hat{", "}"),
    (r"\mathbb{E}_{q(z)}[", "]"), (r"\mathrm{Var}_q[", "]"), (r"\int ", r" \, dz"),
    (r"\mathbb{E}_{", "}[x]"), (r"\underbrace{", "}_{x}"), (r"\sum_{n=1}^{", "} x"),
    (r"\left(", r"\right)"), (r"\lVert ", r" \rVert"), (r"\begin{aligned}", r"\end{aligned}"),
    (r"\nabla_\theta ", ""), (r"\sum_z ", ""), (r"\log ", ""), ("-", ""), ("x / ", ""),
    (r"\mathrm{KL}(", r" \,\|\, q)"), ("f(", ")"), (r"\text{", "}"), ("(z - ", ")^2"),
]  # fmt: skip
PIECES = [
    r"\frac", r"\left", r"\right", r"\begin{aligned}", r"\end{", "{", "}", "(", ")", "[", "]", "|",
    r"\|", "^", "_", "'", "&", r"\\", ",", ";", "/", "=", r"\mid", "$", "$$", "%", "#", "~", ".",
    r"\,", r"\big|_", r"\mathbb{E}", r"\operatorname{", r"\def", r"\input", r"\x", "\\", "\n", "``",
    r"\text{for each }", r"\text{as }", r"\dots", r"d", "0", "9" * 30, r"\!", r"\limits", "½", "𝔼",
]  # fmt: skip
STRANGE = [
    *range(32), 0x7F, 0x85, 0xA0, 0x300, 0x200B, 0x202E, 0x2028, 0xD800, 0xDFFF, 0xFEFF, 0xFFFF,
]  # fmt: skip


class Inputs:
    """An endless row of texts.

    Args:
        seed: of every draw.
        known: formulas that people wrote, to be changed.
    """

    def __init__(self, seed: int, known: list[str]) -> None:
        self.draw, self.known = random.Random(seed), known
        self.kinds: list[Callable[[], str]] = [
            self.by_rules, self.by_rules, self.changed_bytes, self.changed_pieces, self.crossed,
            self.hostile, self.unicode,
        ]  # fmt: skip

    def text(self) -> str:
        """One more text."""
        text = self.draw.choice(self.kinds)()
        return text[: 2 * MAX_LENGTH]

    def line(self) -> str:
        """One more text that begins as a line of a derivation does, mostly."""
        text = self.text()
        if text.lstrip().startswith(("=", r"\ge", r"\le", r"\propto")):
            return text
        return self.draw.choice(["= ", "= ", "= ", r"\ge ", "", "&= "]) + text

    def by_rules(self) -> str:
        text = "<side>"
        if self.draw.random() < 0.3:
            text = "<side> <relation> <side>"
        parts = self.draw.randint(1, 25)  # that may still become something longer
        while (match := re.search("<([a-z]+)>", text)) is not None:
            options = RULES[match[1]]
            parts -= 1
            short = parts < 0 and match[1] in ("side", "thing", "law")
            chosen = options[0] if short else self.draw.choice(options)
            text = text[: match.start()] + chosen + text[match.end() :]
        return text

    def changed_bytes(self) -> str:
        data = bytearray(self.draw.choice(self.known).encode())
        for _ in range(self.draw.randint(1, 6)):
            place = self.draw.randint(0, len(data))
            match self.draw.randrange(4):
                case 0:
                    data[place : place + 1] = bytes([self.draw.randrange(256)])
                case 1:
                    del data[place : place + self.draw.randint(1, 8)]
                case 2:
                    data[place:place] = self.draw.randbytes(self.draw.randint(1, 4))
                case 3:
                    data[place:place] = data[max(0, place - self.draw.randint(1, 20)) : place] * 2
        return bytes(data).decode(errors="surrogateescape")

    def changed_pieces(self) -> str:
        pieces = _pieces(self.draw.choice(self.known))
        for _ in range(self.draw.randint(1, 4)):
            place = self.draw.randint(0, len(pieces))
            match self.draw.randrange(4):
                case 0:
                    del pieces[place : place + self.draw.randint(1, 3)]
                case 1:
                    pieces.insert(place, self.draw.choice(PIECES))
                case 2:
                    pieces[place:place] = self.draw.choices(pieces or ["x"], k=2)
                case 3:
                    other = self.draw.randint(0, len(pieces))
                    low, high = min(place, other), max(place, other)
                    pieces[low:high] = pieces[low:high] * self.draw.choice([2, 2, 3, 20])
        return "".join(pieces)

    def crossed(self) -> str:
        """The beginning of one formula and the end of another."""
        first, last = (_pieces(self.draw.choice(self.known)) for _ in range(2))
        end, begin = self.draw.randint(0, len(first)), self.draw.randint(0, len(last))
        return "".join(first[:end] + last[begin:])

    def hostile(self) -> str:
        """Something very deep or very long."""
        count = int(10 ** self.draw.uniform(0.3, 3.5))
        inside = self.draw.choice(["x", r"\log p(x)", "", self.draw.choice(self.known)])
        if self.draw.random() < 0.3:
            return " ".join(self.draw.choices([*PIECES, inside], k=min(count, 400)))
        some = self.draw.sample(NESTS, self.draw.choice([1, 1, 2, 3]))
        row = [self.draw.choice(some) for _ in range(count)]
        if self.draw.random() < 0.2:
            row = row[: len(row) // 2]
            return "".join(each for each, _ in row) + inside  # nothing is closed
        return "".join(a for a, _ in row) + inside + "".join(b for _, b in reversed(row))

    def unicode(self) -> str:
        text = list(self.draw.choice(self.known))
        for _ in range(self.draw.randint(1, 8)):
            code = self.draw.choice([self.draw.choice(STRANGE), self.draw.randrange(0x110000)])
            text.insert(self.draw.randint(0, len(text)), chr(code))
        return "".join(text)


def _pieces(text: str) -> list[str]:
    return [match[0] for match in PIECE.finditer(text)]
