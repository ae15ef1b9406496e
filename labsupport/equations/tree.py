"""What a formula is made of, as frozen records: what `reading` makes and `meaning` computes.

Each record knows where it stands in the text (``span``: first and last position), so that an error
can show the place and a tool can change one part of the print.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

Span = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """A part of a formula; two parts that stand in different places can still be equal."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class Number(Node):
    """A number as it is printed: ``2``, ``0.19``."""

    text: str


@dataclass(frozen=True)
class Symbol(Node):
    r"""A letter with its accent or star, by its plain name: ``mu``, ``hat_p``, ``q_star``."""

    name: str


@dataclass(frozen=True)
class Dots(Node):
    r"""``\dots``: a constant that is left out, or the members of a list that are."""


@dataclass(frozen=True)
class Text(Node):
    r"""Words in a formula: ``\text{as}``."""

    words: str


@dataclass(frozen=True)
class Sub(Node):
    r"""Something with indices: ``z_{n,l}``, ``\Lambda_{jj}``, ``p_\theta``."""

    base: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True)
class Power(Node):
    r"""``x^2``, also ``A^{-1}`` and ``A^\top`` (the exponent is then the symbol ``top``)."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class Group(Node):
    r"""Brackets, or a list of arguments: ``parts`` and the marks between them (``, ; | ||``)."""

    parts: tuple[Node, ...]
    marks: tuple[str, ...] = ()
    bracket: str = "("


@dataclass(frozen=True)
class Add(Node):
    """A sum; ``signs`` has one of + - for each term."""

    terms: tuple[Node, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Product(Node):
    """What stands side by side. A name before brackets may be a function: the world knows."""

    factors: tuple[Node, ...]


@dataclass(frozen=True)
class Entrywise(Node):
    r"""``a \odot b``."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Compose(Node):
    r"""``f \circ g``."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Quotient(Node):
    r"""``\frac{a}{b}`` or ``a / b``."""

    over: Node
    under: Node


@dataclass(frozen=True)
class Root(Node):
    r"""``\sqrt{x}``."""

    of: Node


@dataclass(frozen=True)
class Apply(Node):
    r"""A function with a name of its own: log, exp, det, tr, diag, sin, ..."""

    function: str
    of: Node


@dataclass(frozen=True)
class Big(Node):
    r"""A sum, product, minimum, maximum, arg min or arg max over what stands below it.

    ``below`` holds chains: ``j=1``, ``i \ne j``, ``q``; ``above`` is the upper limit.
    """

    kind: str
    below: tuple[Node, ...]
    above: Node | None
    of: Node


@dataclass(frozen=True)
class Integral(Node):
    r"""``\int_a^b f(x) \, dx``."""

    of: Node
    over: Node
    lower: Node | None = None
    upper: Node | None = None


@dataclass(frozen=True)
class Mean(Node):
    r"""E, Var, Cov, H or I of ``of``; ``law`` is the index: ``q(z \mid x)``, ``x \sim p``."""

    kind: str
    law: Node | None
    of: Node


@dataclass(frozen=True)
class Divergence(Node):
    r"""``\mathrm{KL}(q \,\|\, p)``."""

    q: Node
    p: Node


@dataclass(frozen=True)
class Probability(Node):
    r"""``\Pr(a \le b)``."""

    event: Node


@dataclass(frozen=True)
class Derivative(Node):
    r"""``\nabla_\theta f``, ``\partial_\theta f`` or ``\frac{\partial f}{\partial \theta}``."""

    of: Node
    by: Node


@dataclass(frozen=True)
class Norm(Node):
    r"""``\lVert x \rVert`` or ``|x|`` (``bars`` is 2 or 1); ``index`` is F for Frobenius."""

    of: Node
    bars: int
    index: str = ""


@dataclass(frozen=True)
class At(Node):
    r"""``[f]_{\theta' = \theta}``."""

    of: Node
    where: "Chain"


@dataclass(frozen=True)
class Brace(Node):
    r"""``\underbrace{f}_{= 0}``: the value of ``of``; a relation below it is a claim of its own."""

    of: Node
    below: Node | None


@dataclass(frozen=True)
class Chain(Node):
    r"""Sides with relations between them: ``a = b \le c``. ``label`` are words before it."""

    sides: tuple[Node, ...]
    relations: tuple[str, ...]
    label: str = ""


@dataclass(frozen=True)
class Formula(Node):
    """All between two dollar signs: chains; conditions (``as h -> 0``) are chains with words."""

    chains: tuple[Chain, ...]
    latex: str = field(compare=False, repr=False, default="")


def children(node: Node) -> Iterator[Node]:
    """The parts directly below a node."""
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, Node))


def walk(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)
