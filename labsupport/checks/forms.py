r"""What a line of a derivation looks like, apart from what it is worth.

Values cannot tell $\log p(x)$ from an integral that equals it; these functions can. They look at
trees (`labsupport.equations.tree`) and do not care for brackets, products with 1, sums with 0 and
the parameters below a density: $p_\theta(x)$ looks like $p(x)$.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from labsupport.equations import tree

Form = Callable[[tree.Node], bool]
PARAMETERS = {"theta", "phi"}
MEANS = (tree.Mean, tree.Integral)


def plain(node: tree.Node) -> tree.Node:
    """The same without what changes nothing; two that look alike are then equal."""
    node = _with_plain_parts(node)  # each part once: a line may be nested deeply
    match node:
        case tree.Group(parts=(only,)) if not isinstance(only, tree.Chain):
            return only
        case tree.Sub(base=tree.Symbol(), indices=(tree.Symbol(name=name),)) if name in PARAMETERS:
            return node.base
        case tree.Product():
            factors = tuple(f for f in node.factors if not _is_number(f, 1))
            return factors[0] if len(factors) == 1 else tree.Product(node.span, factors)
        case tree.Add():
            pairs = zip(node.terms, node.signs, strict=True)
            kept = [(term, sign) for term, sign in pairs if not _is_number(term, 0)]
            if len(kept) == 1 and kept[0][1] == "+":
                return kept[0][0]
            terms, signs = (tuple(each) for each in zip(*kept, strict=True)) if kept else ((), ())
            return tree.Add(node.span, terms, signs)
        case tree.Quotient(over=over, under=under) if _is_number(under, 1):
            return over
        case tree.Brace():
            return node.of
    return node


def _argument(node: tree.Node) -> tree.Node:
    """Brackets may be arguments, as in p(x), and stay, but for their shape."""
    if isinstance(node, tree.Group):
        return tree.Group(node.span, tuple(map(plain, node.parts)), node.marks, "(")
    return plain(node)


def _is_number(node: tree.Node, value: float) -> bool:
    return isinstance(node, tree.Number) and float(node.text) == value


def _with_plain_parts(node: tree.Node) -> tree.Node:
    change = _argument if isinstance(node, tree.Product) else plain
    changed: dict[str, Any] = {}
    for each in fields(node):
        value = getattr(node, each.name)
        if isinstance(value, tree.Node):
            changed[each.name] = change(value)
        elif isinstance(value, tuple) and each.name != "span":
            changed[each.name] = tuple(
                change(part) if isinstance(part, tree.Node) else part for part in value
            )
    return replace(node, **changed) if changed else node


def alike(a: tree.Node, b: tree.Node) -> bool:
    """Whether two lines say the same in the same way."""
    return plain(a) == plain(b)


def densities(node: tree.Node) -> set[str]:
    """What densities stand in it: ``p(x)``, ``p(z|x)``, ``q`` alone."""
    return set(_densities(plain(node)))


def _densities(node: tree.Node) -> Iterator[str]:
    if isinstance(node, tree.Product):
        for first, second in zip(node.factors, node.factors[1:], strict=False):
            if isinstance(first, tree.Symbol) and isinstance(second, tree.Group):
                yield first.name + _arguments(second)
    for child in tree.children(node):
        yield from _densities(child)


def _arguments(group: tree.Group) -> str:
    names = [part.name if isinstance(part, tree.Symbol) else "…" for part in group.parts]
    text = names[0]
    for mark, name in zip(group.marks, names[1:], strict=True):
        text += "" if name in PARAMETERS else mark + name  # p(x; theta) is p(x)
    return f"({text})"


def kinds(node: tree.Node) -> set[type[tree.Node]]:
    """Which operators stand in it."""
    operators = (*MEANS, tree.Divergence, tree.Derivative, tree.Probability)
    return {type(part) for part in tree.walk(node) if isinstance(part, operators)}


def akin(a: tree.Node, b: tree.Node) -> bool:
    """Whether two lines have the same operators, and the second no density that is not in the
    first: the same in another notation, if they are worth the same."""
    first, second = ({d.split("|")[0].rstrip(")") for d in densities(node)} for node in (a, b))
    return kinds(a) == kinds(b) and second <= first  # q(z | x) may be q(z)


def has(*kinds: type[tree.Node]) -> Form:
    """Whether there is a part of one of these kinds in it."""
    return lambda node: any(isinstance(part, kinds) for part in tree.walk(node))


def mentions(*names: str) -> Form:
    """Whether one of these densities stands in it."""
    return lambda node: not densities(node).isdisjoint(names)


def not_(form: Form) -> Form:
    return lambda node: not form(node)


def both(*forms: Form) -> Form:
    return lambda node: all(form(node) for form in forms)


def either(*forms: Form) -> Form:
    return lambda node: any(form(node) for form in forms)


def log_of_mean(node: tree.Node) -> bool:
    """Whether a logarithm is taken of a mean, an integral or a sum."""
    for part in tree.walk(node):
        if isinstance(part, tree.Apply) and part.function == "log":
            inner = plain(part.of)
            if has(*MEANS)(inner) or any(
                isinstance(each, tree.Big) and each.kind == "sum" for each in tree.walk(inner)
            ):
                return True
    return False


def wide_log(node: tree.Node) -> tree.Node | None:
    """What a logarithm goes over, if that is several functions without brackets around them."""
    for part in tree.walk(node):
        over = part.of if isinstance(part, tree.Apply) else None
        factors = over.factors if isinstance(over, tree.Product) else ()
        if sum(isinstance(factor, tree.Group) for factor in factors) > 1:
            return over
    return None


def closed(node: tree.Node) -> bool:
    """Whether nothing is left to be averaged, integrated or differentiated."""
    left = (*MEANS, tree.Divergence, tree.Derivative, tree.Probability)
    return not has(*left)(node)


def terms(node: tree.Node) -> list[tree.Node]:
    """The terms of a sum; of anything else itself."""
    node = plain(node)
    return list(node.terms) if isinstance(node, tree.Add) else [node]
