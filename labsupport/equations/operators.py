"""Operators: means, divergences, sums, integrals, derivatives, and functions with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from labsupport.equations import applying, tree, values
from labsupport.equations.bound import average, between
from labsupport.equations.laws import Function
from labsupport.equations.names import CONSTANTS, plain_name
from labsupport.equations.operations import FUNCTIONS, RELATIONS
from labsupport.equations.searching import smallest
from labsupport.equations.values import Value, number

if TYPE_CHECKING:
    from labsupport.equations.meaning import Meaning


def of_mean(meaning: Meaning, node: tree.Mean) -> Value:
    if node.kind in ("H", "I"):  # entropy and information: functions of the world
        function = meaning.raw(f"rm_{node.kind}")
        assert isinstance(node.of, tree.Group)
        if [plain_name(part) for part in node.of.parts] != function.names:
            raise meaning.error(f"the arguments here are ({function.signature})", node.of)
        return meaning.call(function.rule)
    law = meaning.law(node.law)
    parts = node.of.parts if isinstance(node.of, tree.Group) else (node.of,)
    if len(parts) > 1 and node.kind != "Cov":
        raise meaning.error("a mean of one thing is expected", node.of)
    if node.kind == "E":
        return law.mean(lambda inside: inside.value(parts[0]))
    first, last = parts[0], parts[-1]
    means = [law.mean(lambda inside, p=p: inside.value(p)) for p in (first, last)]  # type: ignore[misc]
    away = [values.scaled(mean, number(-1.0)) for mean in means]

    def square(inside: Meaning) -> Value:
        left = values.plus(inside.value(first), away[0])
        right = values.plus(inside.value(last), away[1])
        return values.times(left, values.transposed(right))

    return law.mean(square)


def of_divergence(meaning: Meaning, node: tree.Divergence) -> Value:
    q, p = meaning.law(node.q), meaning.law(node.p)
    if q.over != p.over:
        raise meaning.error(f"laws of {q.over} and of {p.over} are compared", node)

    def ratio(inside: Meaning) -> Value:
        at = {name: inside.bound[name] for name in q.over}
        return torch.log(q.density(**at)) - torch.log(p.density(**at))

    return q.mean(ratio)


def of_probability(meaning: Meaning, node: tree.Probability) -> Value:
    event = node.event.parts[0] if isinstance(node.event, tree.Group) else node.event
    if isinstance(event, tree.Text):
        return meaning.named(f"Pr_{plain_name(event)}")
    return meaning.law(None).mean(lambda inside: truth(inside, event))


def truth(meaning: Meaning, node: tree.Node) -> Tensor:
    """1 where all relations of a chain hold, else 0."""
    if not isinstance(node, tree.Chain) or not node.relations:
        raise meaning.error("a statement is expected", node)
    sides = [meaning.number(each) for each in node.sides]
    holds = torch.ones((), dtype=torch.float64)
    for relation, left, right in zip(node.relations, sides, sides[1:], strict=False):
        if relation not in RELATIONS:
            raise meaning.error("a relation that cannot be decided", node)
        holds = holds * RELATIONS[relation](left, right).to(torch.float64)
    return holds


def of_group(meaning: Meaning, node: tree.Group) -> Value:
    if len(node.parts) != 1:
        raise meaning.error("a list is no value; is the name before it a function?", node)
    if isinstance(node.parts[0], tree.Chain):
        return truth(meaning, node.parts[0])
    return meaning.value(node.parts[0])


def of_brace(meaning: Meaning, node: tree.Brace) -> Value:
    return meaning.value(node.of)


def of_at(meaning: Meaning, node: tree.At) -> Value:
    if not node.where.relations:  # "z fixed": what it is now, whatever a gradient moves
        names = [plain_name(each) for side in node.where.sides for each in tree.walk(side)]
        held = {name: meaning.named(name) for name in names if name and meaning.known(name)}
        return meaning.bind(**held).value(node.of)
    name, value = plain_name(node.where.sides[0]), meaning.value(node.where.sides[1])
    if node.where.relations != ("=",) or name is None:
        raise meaning.error("a value is put in as name = value", node.where)
    return meaning.bind(**{name: value}).value(node.of)


def of_entrywise(meaning: Meaning, node: tree.Entrywise) -> Value:
    return values.entrywise(meaning.value(node.left), meaning.value(node.right))


def of_quotient(meaning: Meaning, node: tree.Quotient) -> Value:
    return values.divided(meaning.value(node.over), meaning.value(node.under))


def of_root(meaning: Meaning, node: tree.Root) -> Value:
    return torch.sqrt(meaning.number(node.of))


def of_norm(meaning: Meaning, node: tree.Norm) -> Value:
    value = meaning.number(node.of)
    if node.bars == 1:
        if value.dim():
            raise meaning.error("the size of something that is no number", node)
        return value.abs()
    if (value.dim() == 2) != (node.index == "F") or value.dim() == 0:
        raise meaning.error("a norm of a column, or with F of a matrix", node)
    return torch.sqrt((value**2).sum())


def of_apply(meaning: Meaning, node: tree.Apply) -> Value:
    found = meaning.raw(node.function) if meaning.known(node.function) else None
    if isinstance(found, Function) and isinstance(node.of, tree.Group):
        return applying.apply(meaning, found, node.of)
    if isinstance(node.of, tree.Group) and len(node.of.parts) > 1:
        parts = torch.broadcast_tensors(*(meaning.number(each) for each in node.of.parts))
        return FUNCTIONS[node.function](torch.stack(parts))
    return FUNCTIONS[node.function](meaning.number(node.of))


def of_integral(meaning: Meaning, node: tree.Integral) -> Value:
    name = plain_name(node.over)
    if name not in meaning.world.domains or name is None:
        raise meaning.error("the world gives no domain for this integral", node.over)
    domain = meaning.world.domains[name]
    if node.lower is not None and node.upper is not None:
        ends = meaning.number(node.lower), meaning.number(node.upper)
        domain = between(domain, *ends)
    elif node.lower is not None or node.upper is not None:
        raise meaning.error("an integral has two limits or none", node)
    return average(meaning, {name: domain}, lambda inside: inside.value(node.of))


def of_big(meaning: Meaning, node: tree.Big) -> Value:
    if node.kind in ("sum", "prod") or (
        len(node.below) == 1 and plain_name(node.below[0]) in meaning.world.ranges
    ):
        return over_indices(meaning, node)
    return smallest(meaning, node)


def over_indices(meaning: Meaning, node: tree.Big) -> Value:
    terms = [inside.value(node.of) for inside in running(meaning, node)]
    if node.kind in ("min", "max"):
        stacked = torch.stack([each for each in terms if isinstance(each, Tensor)])
        return stacked.amax(0) if node.kind == "max" else stacked.amin(0)
    total: Value = number(1.0 if node.kind == "prod" else 0.0)
    if node.kind == "sum" and terms:
        total = terms[0]
        terms = terms[1:]
    for each in terms:
        total = (values.plus if node.kind == "sum" else values.times)(total, each)
    return total


def running(meaning: Meaning, node: tree.Big) -> list[Meaning]:
    """The index of a sum at each of its values: ``j=1`` to d, ``j``, ``i \\ne j``, ``x``."""
    found = [meaning]
    for below in node.below:
        chain = below if isinstance(below, tree.Chain) else None
        variable = chain.sides[0] if chain else below
        name = plain_name(variable)
        if name is None:
            raise meaning.error("an index of a sum is one letter", below)
        if chain and chain.relations == ("=",):
            if node.above is None:
                raise meaning.error("a sum with a beginning and no end", node)
            first, last = meaning.index(chain.sides[1]), meaning.index(node.above)
            if not -1 <= last - first < 1000:  # a sum over nothing is 0
                raise meaning.error(f"a sum from {first} to {last}", node)
            options: list[Any] = [number(float(i)) for i in range(first, last + 1)]
        elif name in meaning.world.ranges:
            options = [number(float(i)) for i in range(1, meaning.world.ranges[name] + 1)]
        elif name in meaning.world.domains:
            options = list(meaning.world.domains[name].nodes)
        else:
            raise meaning.error(f"the world does not say how far {name} runs", below)
        found = [inside.bind(**{name: value}) for inside in found for value in options]
        if chain and chain.relations != ("=",):
            found = [inside for inside in found if truth(inside, chain)]
    return found


def of_derivative(meaning: Meaning, node: tree.Derivative) -> Value:
    own = f"d_{plain_name(node.of)}_d_{plain_name(node.by)}"
    if meaning.known(own):  # the world says how a variable moves with a parameter
        return meaning.named(own)
    name, indices = leaf(meaning, node.by)
    start = meaning.named(name)

    def inside(at: Tensor) -> Tensor:
        return meaning.bind(**{name: at}).number(node.of)

    slope = torch.func.jacrev(inside)(start)
    if not indices:
        if plain_name(node.by) is None and not isinstance(node.by, (tree.Symbol, tree.Sub)):
            return slope / slope_of(meaning, node.by, name, ())
        return slope
    entry = slope
    for index in indices:
        entry = entry.select(entry.dim() - start.dim() if start.dim() else 0, index - 1)
    if not isinstance(node.by, (tree.Symbol, tree.Sub)):
        return entry / slope_of(meaning, node.by, name, indices)
    return entry


def slope_of(meaning: Meaning, node: tree.Node, name: str, indices: tuple[int, ...]) -> Tensor:
    r"""d node / d leaf: what a derivative by ``\log \sigma_j^2`` divides by."""
    start = meaning.named(name)
    slope = torch.func.jacrev(lambda at: meaning.bind(**{name: at}).number(node))(start)
    return slope[tuple(index - 1 for index in indices)] if indices else slope


def leaf(meaning: Meaning, node: tree.Node) -> tuple[str, tuple[int, ...]]:
    """The name by which a derivative is taken, and the entry of it."""
    if isinstance(node, (tree.Symbol, tree.Sub)):
        letters = [node]
    else:
        letters = [
            each for each in tree.walk(node)
            if isinstance(each, tree.Sub) or (
                isinstance(each, tree.Symbol) and each.name not in CONSTANTS
                and each.name not in meaning.world.ranges
            )
        ]  # fmt: skip
        letters = letters[:1]
    if not letters:
        raise meaning.error("a derivative by what?", node)
    letter = letters[0]
    if isinstance(letter, tree.Symbol):
        return letter.name, ()
    name = plain_name(letter)
    if name is not None and meaning.known(name):
        return name, ()
    assert isinstance(letter, tree.Sub)
    names = [plain_name(each) for each in letter.indices]
    base = plain_name(letter.base)
    for count in range(len(names), -1, -1):
        if None in names[:count]:
            continue
        prefix = "_".join([str(base), *map(str, names[:count])])
        for candidate in (prefix + "_", prefix):
            if meaning.known(candidate):
                return candidate, tuple(meaning.index(each) for each in letter.indices[count:])
    raise meaning.error("the world does not know by what", node)
