"""Things side by side: products, functions at their arguments, densities with conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from torch import Tensor

from labsupport.equations import tree, values
from labsupport.equations.bound import BoundLaw
from labsupport.equations.errors import FormulaError, UnboundIndex
from labsupport.equations.laws import Family, Function, Gaussian, split_signature
from labsupport.equations.names import is_normal_name, law_over, plain_name
from labsupport.equations.values import Value

if TYPE_CHECKING:
    from labsupport.equations.meaning import Meaning


def of_product(meaning: Meaning, node: tree.Product) -> Value:
    total: Value | None = None
    factors = list(node.factors)
    while factors:
        value, used = applied(meaning, factors)
        total = value if total is None else values.times(total, value)
        factors = factors[used:]
    if total is None:
        raise meaning.error("nothing stands here", node)
    return total


def applied(meaning: Meaning, factors: list[tree.Node]) -> tuple[Value, int]:
    """The value of the first factor, with the brackets behind it if it is a function."""
    first = factors[0]
    exponent: tree.Node | None = None
    if isinstance(first, tree.Power):
        exponent, first = first.exponent, first.base
    found = meaning.find(first)
    is_normal = is_normal_name(first) and found is None
    inverse = None
    if exponent is not None:
        name = plain_name(first)
        if name and meaning.text(exponent) in ("-1", "{-1}") and meaning.known(f"{name}_inv"):
            inverse = (meaning.raw(f"{name}_inv"), ())
    if inverse is not None:
        found, exponent = inverse, None
    if not is_normal and (found is None or not isinstance(found[0], (Function, Family))):
        return meaning.value(factors[0]), 1
    behind = factors[1] if len(factors) > 1 else None
    group: tree.Node | None = behind
    after: tree.Node | None = None
    if isinstance(behind, tree.Power):
        after, group = behind.exponent, behind.base
    if not isinstance(group, tree.Group) or group.bracket != "(":
        return meaning.value(factors[0]), 1
    if is_normal:
        value: Value = normal(meaning, group)
    else:
        assert found is not None
        value = apply(meaning, found[0], group)
        if found[1]:
            value = meaning.entry(value, found[1], first)
    for each in (exponent, after):
        if meaning.is_transpose(each):
            value = values.transposed(value)
        elif each is not None:
            value = values.power(value, meaning.value(each))
    return value, 2


def apply(meaning: Meaning, raw: Function | Family, group: tree.Group) -> Value:
    """A function or density at its printed arguments."""
    if isinstance(raw, Function):
        parts = group.parts
        if raw.names == ["..."]:
            return meaning.bind(arguments=listed(meaning, group)).call(raw.rule)
        if len(parts) != len(raw.names) or list(group.marks) != raw.marks:
            raise meaning.error(f"the arguments here are ({raw.signature})", group)
        for name, part in zip(raw.names, parts, strict=True):
            other = plain_name(part)
            same = (other or "").lower() == name.lower()  # f(Z) of a random Z
            if not same and {other, name} <= set(meaning.world.domains):
                raise meaning.error(f"a function of {name}, not of {other}", group)
        bound = {n: argument(meaning, p) for n, p in zip(raw.names, parts, strict=True)}
        return meaning.bind(**bound).call(raw.rule)
    law = member(meaning, raw, group)
    return law.density()


def listed(meaning: Meaning, group: tree.Group) -> Tensor:
    r"""``(\ell_1, \dots, \ell_k)``: the whole column of which the ends are printed."""
    first, last = group.parts[0], group.parts[-1]
    ok = len(group.parts) == 3 and isinstance(group.parts[1], tree.Dots)
    if not ok or not isinstance(first, tree.Sub) or not isinstance(last, tree.Sub):
        raise meaning.error(r"a list is printed as a_1, \dots, a_k", group)
    name = plain_name(first.base)
    whole = None
    if first.base == last.base and name is not None:
        whole = meaning.named(f"{name}_" if meaning.known(f"{name}_") else name)
    ends = meaning.index(first.indices[0]), meaning.index(last.indices[0])
    if whole is None or ends != (1, len(whole)):
        raise meaning.error("the ends of the list are not those of the column", group)
    return whole


def argument(meaning: Meaning, node: tree.Node) -> Any:
    """What a function gets: a value, or a family as such."""
    found = meaning.find(node)
    if found and not found[1] and isinstance(found[0], (Family, Function)):
        if isinstance(found[0], Family):
            return BoundLaw(meaning, found[0], found[0].default)
        return found[0] if plain_name(node) not in meaning.bound else meaning.value(node)
    if found and isinstance(found[0], BoundLaw):
        return found[0]
    if isinstance(node, tree.Compose):
        return composed(meaning, node)
    if isinstance(node, tree.Power) and meaning.text(node.exponent) in ("-1", "{-1}"):
        name = f"{plain_name(node.base)}_inv"
        if meaning.known(name):
            return meaning.raw(name)
    return meaning.value(node)


def composed(meaning: Meaning, node: tree.Compose) -> Function:
    outer, inner = argument(meaning, node.left), argument(meaning, node.right)
    if not isinstance(outer, Function) or not isinstance(inner, Function):
        raise meaning.error("only functions are composed", node)

    def rule(meaning: Meaning) -> Any:
        value = meaning.call(inner.rule)
        return meaning.bind(**{outer.names[0]: value}).call(outer.rule)

    return Function(inner.signature, rule)


def member(meaning: Meaning, raw: Family, group: tree.Group) -> BoundLaw:
    """The density with the printed arguments, which are bound to their values."""
    names = [variable(meaning, part, raw) for part in group.parts]
    for signature in raw.members:
        wanted, marks = split_signature(signature)
        if wanted == names and marks == list(group.marks):
            break
    else:
        fitting = [s for s in raw.members if split_signature(s)[1] == list(group.marks)]
        unknown = [n for n, p in zip(names, group.parts, strict=True) if plain_name(p) is None]
        parameters = {
            each for known in raw.members for each in split_signature(known.partition(";")[2])[0]
        }
        if len(fitting) != 1 or not (unknown or parameters & set(names[:1])):
            raise meaning.error(f"no density with these arguments: {list(raw.members)}", group)
        signature = fitting[0]
        wanted = split_signature(signature)[0]
    bound = {}
    for name, part in zip(wanted, group.parts, strict=True):
        if isinstance(part, tree.Text):
            continue
        try:
            bound[name] = meaning.value(part)
        except UnboundIndex:
            raise
        except FormulaError:
            if plain_name(part) not in meaning.world.domains and name not in law_over(signature):
                raise  # what is averaged over has no value yet
    return BoundLaw(meaning.bind(**bound), raw, signature)


def variable(meaning: Meaning, node: tree.Node, family: Family) -> str:
    """The name under which a density knows its argument: z for ``z_{n,l}``."""
    name = plain_name(node)
    known = {each for signature in family.members for each in split_signature(signature)[0]}
    if name in known:
        return name or ""
    base = node.base if isinstance(node, tree.Sub) else node
    return base.name if isinstance(base, tree.Symbol) else "?"


def normal(meaning: Meaning, group: tree.Group) -> Value:
    if list(group.marks) != [";", ","]:
        raise meaning.error(r"the density is \mathcal{N}(x; mean, variance)", group)
    at, mean, cov = group.parts
    return Gaussian(meaning.number(mean), meaning.value(cov)).density(meaning.number(at))
