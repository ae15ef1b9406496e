r"""Says whether a formula holds: in many random worlds, and as strictly as it claims.

* ``=``: both sides agree in every world.
* ``\le``: holds in every world, is strict in some, and is attained in a world that is ``tight``.
* ``\to``: the left side comes nearer and nearer to the right one, or grows without end.
* ``\approx``: the error falls with the stated power.
* ``\propto``, ``+ \dots``: equal up to a factor, a term, that does not depend on the variable.
* ``\sim``: the printed law has the density that the world's own story has.
* ``\leftarrow``: the printed new value is the one that the world computed another way.
* no relation at all: the expression is worth what the world says.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor

from labsupport.equations import tree
from labsupport.equations.bound import BoundLaw
from labsupport.equations.errors import FormulaError, UnboundIndex
from labsupport.equations.meaning import Meaning
from labsupport.equations.names import is_normal_name, plain_name
from labsupport.equations.values import Identity, Row, Value, as_matrix, describe, number
from labsupport.equations.worlds import Draw, World

CLOSE, STRICT = 1e-7, 1e-5  # relative; what differs less than the second is not strict
CONDITIONS = ("as", "for", "if", "where", "when")


@dataclass
class Verdict:
    """What was found: sentences about what fails, and per inequality how it was met."""

    failures: list[str] = field(default_factory=list)
    strict: dict[tuple[int, int], bool] = field(default_factory=dict)
    attained: dict[tuple[int, int], bool] = field(default_factory=dict)
    tight_worlds: int = 0

    @property
    def holds(self) -> bool:
        return not self.failures


def judge(
    formula: tree.Formula,
    make: Callable[[Draw], World],
    worlds: int = 3,
    *,
    loose: bool = False,
    key: str = "",
) -> Verdict:
    """Judge a formula in the worlds of seeds 0, 1, ...

    Args:
        formula: as `reading.read` gives it.
        make: draws one world.
        worlds: how many; every third seed may be asked for a tight world.
        loose: for an inequality that is never attained.
        key: the name of an expression without a relation, which is compared with ``World.worth``.
    """
    verdict = Verdict()
    for seed in range(worlds):
        world = make(Draw(seed))
        verdict.tight_worlds += bool(world.tight)
        try:
            _Judge(formula, world, verdict, seed).all(key)
        except FormulaError as error:
            verdict.failures.append(f"world {seed}: {error}")
        except Exception as error:  # a world's own rules may meet anything a misprint says
            verdict.failures.append(f"world {seed}: cannot be computed: {error}")
        if verdict.failures:
            return verdict
    for link, strict in verdict.strict.items():
        if not strict:
            verdict.failures.append(f"the inequality {link} is strict in no world")
        if verdict.tight_worlds and not verdict.attained[link]:
            verdict.failures.append(f"the inequality {link} is attained in no world")
        if not verdict.tight_worlds and not verdict.attained[link] and not loose:
            verdict.failures.append(f"no tight world for the inequality {link}")
    return verdict


class _Judge:
    def __init__(self, formula: tree.Formula, world: World, verdict: Verdict, seed: int) -> None:
        self.formula, self.world, self.verdict, self.seed = formula, world, verdict, seed
        self.free: set[str | None] = set()  # the indices for each of which something held
        self.updated: dict[str, Any] = {}  # by arrows; what is printed after them sees it

    def fail(self, sentence: str) -> None:
        self.verdict.failures.append(f"world {self.seed}: {sentence}")

    def all(self, key: str) -> None:
        judged, label = 0, ""
        for place, chain in enumerate(self.formula.chains):
            if chain.label.split(" ")[0] in CONDITIONS:
                self.condition(chain)
                continue
            if chain.relations:
                judged += 1
                label = chain.label or label  # "x > 0" belongs to the words before it
                bound = self.updated | {"label": label}
                self.in_all(Meaning(self.world, self.formula.latex, bound), chain, place)
            for part in tree.walk(chain):
                if isinstance(part, tree.Brace) and isinstance(part.below, tree.Chain):
                    sides = (part.of, *part.below.sides)
                    claim = tree.Chain(part.span, sides, part.below.relations)
                    self.in_all(Meaning(self.world, self.formula.latex), claim, place)
        if not judged and key in self.world.worth:
            self.expression(self.world.worth[key])
        elif not judged:
            self.fail("nothing is claimed")

    def expression(self, worth: Any) -> None:
        sides = [side for chain in self.formula.chains for side in chain.sides]
        names = (tree.Symbol(sides[0].span, "expected_worth"),)
        claim = tree.Chain(sides[0].span, (*sides, *names), ("=",))  # fails if there are several
        self.in_all(Meaning(self.world, self.formula.latex, {"expected_worth": worth}), claim, 0)

    def in_all(self, meaning: Meaning, chain: tree.Chain, number: int) -> None:
        """A statement with an index that nothing binds holds for each value of it."""
        try:
            self.chain(meaning, chain, number)
        except UnboundIndex as error:
            if error.name in meaning.bound:
                raise
            self.free.add(error.name)
            for value in range(1, self.world.ranges[error.name] + 1):
                at = torch.tensor(float(value), dtype=torch.float64)
                self.in_all(meaning.bind(**{error.name: at}), chain, number)

    def condition(self, chain: tree.Chain) -> None:
        """``as s -> 0``: the world goes to that limit; ``for each n``: n is such an index."""
        if chain.label == "for each":
            names = {plain_name(each) for each in chain.sides}
            if not names <= self.free:
                self.fail(f"for each {names}: what holds for each is {self.free or 'nothing'}")
            return
        if chain.relations != ("->",):
            return
        name = plain_name(chain.sides[0])
        steps = self.world.limits.get(name or "", ())
        to = float(Meaning(self.world, self.formula.latex).number(chain.sides[1]))
        apart = [1 / each if to == float("inf") else abs(each - to) for each in steps]
        if not apart or not apart[-1] < 0.05 * apart[0] or apart[-1] > 0.05:
            self.fail(f"the limit is not that of the world: {name} goes through {list(steps)}")

    def chain(self, meaning: Meaning, chain: tree.Chain, number: int) -> None:
        if len(chain.sides) != len(chain.relations) + 1:
            self.fail("a statement begins with a relation")
            return
        links = zip(chain.relations, chain.sides, chain.sides[1:], strict=False)
        for place, (relation, left, right) in enumerate(links):
            check = getattr(self, CHECKS.get(relation, ""), None)
            if check is None:
                self.fail(f"a relation that is not judged: {relation}")
                return
            if relation in ORDER:
                self.order(meaning, relation, left, right, (number, place))
            else:
                check(meaning, left, right)

    # Relations

    def equal(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        if any(isinstance(each, tree.Dots) for side in (left, right) for each in _terms(side)):
            self.up_to(meaning, left, right, lambda a, b: a - b)
            return
        if any(_is_small_o(each) for each in _terms(right)):
            self.vanishing(meaning, left, right)
            return
        if _is_normal_law(right) and not meaning.known("N"):
            self.same_law(meaning, left, right)
            return
        a, b = meaning.value(left), meaning.value(right)
        if (
            isinstance(right, tree.Number)
            and "." in right.text
            and not isinstance(a, (Row, Identity))
        ):
            unit = 10.0 ** -len(right.text.split(".")[1])  # a number is printed rounded
            if bool(((a - number(float(right.text))).abs() <= 0.5001 * unit).all()):
                return
        if not _same(a, b):
            self.fail(
                f"{meaning.text(left)} is {_show(a)}, but {meaning.text(right)} is {_show(b)}"
            )

    def same_law(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        r"""``q(z) = \mathcal{N}(\mu, \Sigma)``: both have the same density at the world's z."""
        wanted = meaning.law(left)
        a, b = wanted.density(), meaning.law(right).over_name(wanted.over[0]).density()
        if not _same(a, b):
            self.fail(f"{meaning.text(left)} is {_show(a)}, {meaning.text(right)} is {_show(b)}")

    def order(
        self, meaning: Meaning, relation: str, left: tree.Node, right: tree.Node,
        link: tuple[int, int],
    ) -> None:  # fmt: skip
        a, b = meaning.number(left), meaning.number(right)
        if a.shape != b.shape:
            a, b = torch.broadcast_tensors(a, b)
        gap = (b - a) if relation in ("<=", "<") else (a - b)
        size = 1e-300 + torch.maximum(a.abs(), b.abs()).clamp(min=1e-3)
        gap = gap / size
        if not bool((gap > -CLOSE).all()):
            self.fail(f"{meaning.text(left)} {relation} {meaning.text(right)} fails: {a}, {b}")
        strict, attained = self.verdict.strict, self.verdict.attained
        here = self.world.tight
        if isinstance(here, frozenset) and link[1] in here and bool((gap > CLOSE).any()):
            self.fail(f"{meaning.text(left)} {relation} {meaning.text(right)} is not attained")
        strict[link] = strict.get(link, False) or bool((gap > STRICT).any())
        attained[link] = attained.get(link, False) or bool((gap.abs() < CLOSE).any())
        if relation in ("<", ">"):
            attained[link] = True
            if not bool((gap > STRICT).all()):
                self.fail(f"{meaning.text(left)} {relation} {meaning.text(right)} is not strict")

    def proportional(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        self.up_to(meaning, left, right, _positive_ratio)

    def up_to(
        self, meaning: Meaning, left: tree.Node, right: tree.Node,
        compare: Callable[[Tensor, Tensor], Tensor],
    ) -> None:  # fmt: skip
        names = list(self.world.several)
        if not names:
            self.fail("the world has no several values of a variable")
        rows = zip(*(self.world.several[name] for name in names), strict=True)
        places = [meaning.bind(**dict(zip(names, row, strict=True))) for row in rows]
        found = [compare(each.number(left), each.number(right)) for each in places]
        values = torch.stack([each.number(left) for each in places])
        if bool((values - values[0]).abs().max() < 1e-6):
            self.fail("the left side does not depend on the variable at all")
        if not all(_same(each, found[0]) for each in found):
            self.fail(f"{meaning.text(left)} and {meaning.text(right)}: not constant: {found}")

    def limit(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        if not self.world.limits:
            self.fail("the world has no way to a limit")
            return
        (name, steps), *_ = self.world.limits.items()
        places = [meaning.bind(**{name: torch.tensor(step, dtype=torch.float64)}) for step in steps]
        found = torch.stack([each.number(left) for each in places])
        to = places[-1].number(right)
        if torch.isinf(to).any():
            rising = found * torch.sign(to)
            if not bool((rising[1:] > rising[:-1]).all() and rising[-1] > rising[0] + 3):
                self.fail(f"{meaning.text(left)} does not grow: {found}")
            return
        errors = (found - to).abs()
        if not bool(errors[-1] < 0.05 * errors[0] + 1e-10) or bool(errors[-1] > 0.02):
            self.fail(f"{meaning.text(left)} does not come near {_show(to)}: {found}")

    def approximate(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        if self.world.order is None and not _has_letters(right):
            self.rounded(meaning, left, right)
            return
        if self.world.order is None:
            self.fail("the world has no order for the approximation")
            return
        name, steps, power = self.world.order
        places = [
            meaning.bind(**{name: torch.tensor(float(step), dtype=torch.float64)}) for step in steps
        ]
        errors = [float((each.number(left) - each.number(right)).abs().max()) for each in places]
        sizes = [float(each.number(left).abs().max()) for each in places]
        steps_and_errors = pairwise(zip(steps, errors, strict=True))
        for (first, a), (last, b) in steps_and_errors:
            if not b < a * (first / last) ** (power - 0.35):
                self.fail(f"the error does not fall with the power {power}: {errors}")
                return
        if errors[-1] > 0.3 * sizes[-1]:
            self.fail(f"the error is as large as the thing itself: {errors}, {sizes}")

    def vanishing(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        """``... + o(1)``: the two sides differ by less and less on the way to the limit."""
        (name, steps), *_ = self.world.limits.items()
        places = [meaning.bind(**{name: torch.tensor(s, dtype=torch.float64)}) for s in steps]
        apart = [float((each.number(left) - each.number(right)).abs().max()) for each in places]
        if not (apart[-1] < 0.2 * max(apart) and apart[-1] < 1e-3):
            self.fail(f"{meaning.text(left)} and {meaning.text(right)} differ by {apart}")

    def rounded(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        """A number that is printed rounded: ``161^8 ~ 5 * 10^17``."""
        exact, printed = float(meaning.number(left)), float(meaning.number(right))
        first = next(each for each in tree.walk(right) if isinstance(each, tree.Number))
        digits = len(first.text.partition(".")[2])
        unit = printed / float(first.text) * 10.0**-digits
        if not abs(exact - printed) <= 0.5001 * abs(unit):
            self.fail(f"{meaning.text(left)} is {exact}, not nearly {printed}")

    def law(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        """``x | z ~ N(..)``: the printed law at the world's x has the density of the story."""
        parts = left.parts if isinstance(left, tree.Group) else (left,)
        names = [plain_name(each) or "" for each in parts]
        signature = "|".join(names)
        meaning = meaning.bind(**{names[0]: meaning.value(parts[0])})
        if signature not in self.world.laws and isinstance(parts[0], tree.Sub):
            names[0] = signature = plain_name(parts[0].base) or ""
            meaning = meaning.bind(**{names[0]: meaning.value(parts[0])})
        family = self.world.values.get(self.world.story)
        if signature in self.world.laws:
            own = self.world.laws[signature]
        elif family is not None and signature in family.members:
            own = family
        else:
            self.fail(f"the world has no story for {signature}")
            return
        printed = meaning.law(right).over_name(names[0])
        wanted = BoundLaw(meaning, own, signature if own is family else own.default)
        a, b = printed.density(), wanted.density()
        if not _same(a, b):
            self.fail(f"{meaning.text(right)} has density {_show(a)}, the story has {_show(b)}")

    def update(self, meaning: Meaning, left: tree.Node, right: tree.Node) -> None:
        base = left.base if isinstance(left, tree.Sub) else left
        letter = f"{plain_name(base)}{'_' if isinstance(left, tree.Sub) else ''}"
        name = f"next_{letter}"
        if not meaning.known(name):
            self.fail(f"the world has no {name}")
            return
        wanted = self.updated[letter] = meaning.named(name)
        if isinstance(left, tree.Sub):
            wanted = meaning.entry(wanted, tuple(meaning.index(i) for i in left.indices), left)
        found = meaning.value(right)
        if not _same(wanted, found):
            self.fail(f"{meaning.text(right)} is {_show(found)}, the step gave {_show(wanted)}")


ORDER = ("<=", ">=", "<", ">")
CHECKS = {
    "=": "equal", "~=": "approximate", "prop": "proportional", "->": "limit", "~": "law",
    "<-": "update", "<=": "order", ">=": "order", "<": "order", ">": "order",
}  # fmt: skip


def _is_small_o(node: tree.Node) -> bool:
    first = node.factors[0] if isinstance(node, tree.Product) and node.factors else None
    return isinstance(first, tree.Symbol) and first.name == "o"


def _is_normal_law(node: tree.Node) -> bool:
    r"""``\mathcal{N}(\mu, \Sigma)``, without what it is a density of."""
    if not isinstance(node, tree.Product) or len(node.factors) != 2:
        return False
    name, group = node.factors
    return is_normal_name(name) and isinstance(group, tree.Group) and group.marks == (",",)


def _has_letters(node: tree.Node) -> bool:
    return any(isinstance(each, tree.Symbol) for each in tree.walk(node))


def _positive_ratio(a: Tensor, b: Tensor) -> Tensor:
    ratio = a / b
    if not bool(((ratio > 0) & torch.isfinite(ratio)).all()):
        raise ValueError("the factor between the two sides is not positive")
    return ratio


def _terms(side: tree.Node) -> Iterable[tree.Node]:
    return side.terms if isinstance(side, tree.Add) else (side,)


def _same(a: Value, b: Value) -> bool:
    if isinstance(a, Identity) or isinstance(b, Identity):
        one, other = (a, b) if isinstance(a, Identity) else (b, a)
        assert isinstance(one, Identity)
        if isinstance(other, Identity):
            return _same(one.scale, other.scale)
        if isinstance(other, Row) or other.dim() != 2:
            return False
        return _same(as_matrix(one, len(other)), other)
    if isinstance(a, Row) or isinstance(b, Row):
        return isinstance(a, Row) and isinstance(b, Row) and _same(a.entries, b.entries)
    if a.numel() == 1 and b.numel() == 1:
        a, b = a.reshape(()), b.reshape(())
    if a.shape != b.shape:
        if b.dim() == 0 and float(b) == 0:
            b = torch.zeros_like(a)
        else:
            return False
    if not bool(torch.isfinite(a).all() and torch.isfinite(b).all()):
        return bool((a == b).all())
    scale = torch.maximum(a.abs().max(), b.abs().max()).clamp(min=1e-2)
    return bool(((a - b).abs() <= CLOSE * scale).all())


def _show(value: Value) -> str:
    if isinstance(value, Identity):
        return describe(value)
    entries = value.entries if isinstance(value, Row) else value
    return str([round(float(each), 6) for each in entries.detach().flatten()[:6]])


same = _same  # for what judges a line at a time
