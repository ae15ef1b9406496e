"""Computes a tree in a world.

`Meaning` holds a world and what is bound at the moment: the index of a sum, the variable of a mean,
the arguments of a function. A part of a formula is then a tensor; means and integrals go over the
nodes of their domain with `torch.func.vmap`, gradients are those of autograd.
"""

import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from labsupport.equations import tree, values
from labsupport.equations.errors import FormulaError
from labsupport.equations.laws import Domain, Family, Function, Gaussian, Law, split_signature
from labsupport.equations.operations import FUNCTIONS, RELATIONS
from labsupport.equations.searching import smallest
from labsupport.equations.values import Identity, Row, ShapeError, Value, number
from labsupport.equations.worlds import World

CONSTANTS = {"pi": math.pi, "e": math.e, "infty": math.inf}


class UnboundIndex(FormulaError):
    """An index that nothing binds; the statement then holds for each of its values."""

    def __init__(self, name: str, latex: str, span: tree.Span) -> None:
        super().__init__(f"the index {name} is not bound", latex, *span)
        self.name = name


class Meaning:
    """A world, what is bound in it, and the text that errors show."""

    def __init__(self, world: World, latex: str, bound: Mapping[str, Any] | None = None) -> None:
        self.world = world
        self.latex = latex
        self.bound = dict(bound or {})

    def bind(self, **bound: Any) -> "Meaning":
        return Meaning(self.world, self.latex, self.bound | bound)

    def error(self, sentence: str, node: tree.Node) -> FormulaError:
        return FormulaError(sentence, self.latex, *node.span)

    def text(self, node: tree.Node) -> str:
        return "".join(self.latex[node.span[0] : node.span[1]].split())

    # Names

    def known(self, name: str) -> bool:
        return name in self.bound or name in self.world.values

    def raw(self, name: str) -> Any:
        """The meaning of a name as it stands in the world or is bound."""
        if name in self.bound:
            return self.bound[name]
        return self.world.values[name]

    def named(self, name: str) -> Any:
        """The value of a name for a rule: a tensor, or a `BoundLaw` for a family."""
        if not self.known(name):
            if name in CONSTANTS:
                return number(CONSTANTS[name])
            raise KeyError(name)
        return self.worth(self.raw(name))

    def worth(self, raw: Any) -> Any:
        if isinstance(raw, Function):
            return self.call(raw.rule)
        if isinstance(raw, Family):
            return BoundLaw(self, raw, raw.default)
        if isinstance(raw, (int, float)):
            return number(float(raw))
        if isinstance(raw, (Tensor, BoundLaw, Identity, Row, Gaussian)):
            return raw
        return self.call(raw)

    def call(self, rule: Callable[..., Any]) -> Any:
        """Compute a rule: its parameters are names of symbols, ``meaning`` is all of this."""
        arguments = {}
        for name in inspect.signature(rule).parameters:
            arguments[name] = self if name == "meaning" else self.named(name)
        return rule(**arguments)

    def find(self, node: tree.Node) -> tuple[Any, tuple[int, ...]] | None:
        """The meaning of a letter with its indices, and those indices that pick an entry."""
        if isinstance(node, tree.Symbol):
            return (self.raw(node.name), ()) if self.known(node.name) else None
        if not isinstance(node, tree.Sub) or not isinstance(node.base, tree.Symbol):
            return None
        base = node.base.name
        names = [plain_name(each) for each in node.indices]
        for count in range(len(names), -1, -1):
            prefix = names[:count]
            if None in prefix:
                continue
            name = "_".join([base, *prefix])  # type: ignore[list-item]
            rest = node.indices[count:]
            for candidate in (name + "_", name) if rest else (name,):
                if self.known(candidate) and (count or not rest or candidate):
                    return self.raw(candidate), tuple(self.index(each) for each in rest)
        return None

    def index(self, node: tree.Node) -> int:
        value = self.value(node)
        if not isinstance(value, Tensor) or value.dim():
            raise self.error("an index that is no number", node)
        return int(value)

    # Values

    def number(self, node: tree.Node) -> Tensor:
        value = self.value(node)
        if not isinstance(value, Tensor):
            raise self.error(f"a number or array is expected, not {values.describe(value)}", node)
        return value

    def value(self, node: tree.Node) -> Value:
        """What a part of the formula is worth."""
        compute = getattr(self, "of_" + type(node).__name__.lower(), None)
        if compute is None:
            raise self.error("this has no value", node)
        if self.world.budget is not None and not self.world.budget.spend():
            raise self.error("this takes too long to compute", node)
        try:
            return compute(node)
        except FormulaError:
            raise
        except ShapeError as error:
            raise self.error(str(error), node) from None
        except KeyError as error:
            name = str(error.args[0])
            if name in self.world.ranges and name not in self.bound:
                raise UnboundIndex(name, self.latex, node.span) from None
            raise self.error(f"the world does not know {error}", node) from None
        except Exception as error:  # of torch, or of a rule of the world
            text = str(error).splitlines()[0][:160] if str(error) else type(error).__name__
            raise self.error(f"cannot be computed ({text})", node) from None

    def of_number(self, node: tree.Number) -> Value:
        return number(float(node.text))

    def of_symbol(self, node: tree.Symbol) -> Value:
        found = self.find(node)
        if found is None:
            if node.name == "I":
                return Identity(number(1.0))
            if node.name in CONSTANTS:
                return number(CONSTANTS[node.name])
            if node.name in self.world.ranges:
                raise UnboundIndex(node.name, self.latex, node.span)
            raise self.error(f"the world does not know {node.name}", node)
        return self.plain(found[0], node)

    def plain(self, raw: Any, node: tree.Node) -> Value:
        """A letter alone: a family is then its density at what is bound."""
        value = self.worth(raw)
        if isinstance(value, BoundLaw):
            missing = [name for name in value.over if not self.known(name)]
            if missing:
                raise self.error(f"a density stands alone where no {missing[0]} is bound", node)
            return value.density()
        if not isinstance(value, (Tensor, Row, Identity)):
            raise self.error("this has no value by itself", node)
        return value

    def of_sub(self, node: tree.Sub) -> Value:
        found = self.find(node)
        if found is None:
            if isinstance(node.base, tree.Symbol):
                for each in node.indices:
                    self.value(each)  # an index that is not bound is what is missing
                raise self.error(f"the world does not know {node.base.name}", node)
            base = self.number(node.base)
            return self.entry(base, tuple(self.index(each) for each in node.indices), node)
        raw, rest = found
        value = self.plain(raw, node)
        return self.entry(value, rest, node) if rest else value

    def entry(self, value: Value, indices: tuple[int, ...], node: tree.Node) -> Value:
        """An entry by indices from 1; a matrix with one index gives a row of data as a column."""
        array = value if isinstance(value, Tensor) else None
        if array is None or array.dim() < len(indices):
            raise self.error("something without so many indices", node)
        for index in indices:
            if not 1 <= index <= array.shape[0]:
                raise self.error(f"the index {index} is out of range", node)
            array = array[index - 1]
        return array

    def of_power(self, node: tree.Power) -> Value:
        base = self.value(node.base)
        if isinstance(node.exponent, tree.Symbol) and node.exponent.name == "top":
            return values.transposed(base)
        return values.power(base, self.value(node.exponent))

    def of_add(self, node: tree.Add) -> Value:
        total: Value | None = None
        for sign, term in zip(node.signs, node.terms, strict=True):
            if isinstance(term, tree.Dots):
                continue
            value = self.value(term)
            value = value if sign == "+" else values.scaled(value, number(-1.0))
            total = value if total is None else values.plus(total, value)
        if total is None:
            raise self.error("a sum of nothing", node)
        return total

    def of_product(self, node: tree.Product) -> Value:
        total: Value | None = None
        factors = list(node.factors)
        while factors:
            value, used = self.applied(factors)
            total = value if total is None else values.times(total, value)
            factors = factors[used:]
        if total is None:
            raise self.error("nothing stands here", node)
        return total

    def applied(self, factors: list[tree.Node]) -> tuple[Value, int]:
        """The value of the first factor, with the brackets behind it if it is a function."""
        first, exponent = factors[0], None
        if isinstance(first, tree.Power):
            first, exponent = first.base, first.exponent
        found = self.find(first)
        is_normal = isinstance(first, tree.Symbol) and first.name == "cal_N" and found is None
        inverse = None
        if isinstance(exponent, tree.Number) or exponent is not None:
            name = plain_name(first)
            if name and self.text(exponent) in ("-1", "{-1}") and self.known(f"{name}_inv"):
                inverse = (self.raw(f"{name}_inv"), ())
        if inverse is not None:
            found, exponent = inverse, None
        if not is_normal and (found is None or not isinstance(found[0], (Function, Family))):
            return self.value(factors[0]), 1
        behind = factors[1] if len(factors) > 1 else None
        group = behind.base if isinstance(behind, tree.Power) else behind
        if not isinstance(group, tree.Group) or group.bracket != "(":
            return self.value(factors[0]), 1
        if is_normal:
            value: Value = self.normal(group)
        else:
            assert found is not None
            value = self.apply(found[0], group)
            if found[1]:
                value = self.entry(value, found[1], first)
        for each in (exponent, behind.exponent if isinstance(behind, tree.Power) else None):
            if isinstance(each, tree.Symbol) and each.name == "top":
                value = values.transposed(value)
            elif each is not None:
                value = values.power(value, self.value(each))
        return value, 2

    def apply(self, raw: Function | Family, group: tree.Group) -> Value:
        """A function or density at its printed arguments."""
        if isinstance(raw, Function):
            parts = expanded(group)
            if raw.names == ["..."]:
                return self.bind(arguments=self.listed(group)).call(raw.rule)
            if len(parts) != len(raw.names) or list(group.marks) != raw.marks:
                raise self.error(f"the arguments here are ({raw.signature})", group)
            for name, part in zip(raw.names, parts, strict=True):
                other = plain_name(part)
                same = (other or "").lower() == name.lower()  # f(Z) of a random Z
                if not same and {other, name} <= set(self.world.domains):
                    raise self.error(f"a function of {name}, not of {other}", group)
            bound = {n: self.argument(p) for n, p in zip(raw.names, parts, strict=True)}
            return self.bind(**bound).call(raw.rule)
        law = self.member(raw, group)
        return law.density()

    def listed(self, group: tree.Group) -> Tensor:
        r"""``(\ell_1, \dots, \ell_k)``: the whole column of which the ends are printed."""
        first, last = group.parts[0], group.parts[-1]
        ok = len(group.parts) == 3 and isinstance(group.parts[1], tree.Dots)
        if not ok or not isinstance(first, tree.Sub) or not isinstance(last, tree.Sub):
            raise self.error(r"a list is printed as a_1, \dots, a_k", group)
        name = plain_name(first.base)
        whole = None
        if first.base == last.base and name is not None:
            whole = self.named(f"{name}_" if self.known(f"{name}_") else name)
        ends = self.index(first.indices[0]), self.index(last.indices[0])
        if whole is None or ends != (1, len(whole)):
            raise self.error("the ends of the list are not those of the column", group)
        return whole

    def argument(self, node: tree.Node) -> Any:
        """What a function gets: a value, or a family as such."""
        found = self.find(node)
        if found and not found[1] and isinstance(found[0], (Family, Function)):
            if isinstance(found[0], Family):
                return BoundLaw(self, found[0], found[0].default)
            return found[0] if plain_name(node) not in self.bound else self.value(node)
        if found and isinstance(found[0], BoundLaw):
            return found[0]
        if isinstance(node, tree.Compose):
            return self.composed(node)
        if isinstance(node, tree.Power) and self.text(node.exponent) in ("-1", "{-1}"):
            name = f"{plain_name(node.base)}_inv"
            if self.known(name):
                return self.raw(name)
        return self.value(node)

    def composed(self, node: tree.Compose) -> Function:
        outer, inner = self.argument(node.left), self.argument(node.right)
        if not isinstance(outer, Function) or not isinstance(inner, Function):
            raise self.error("only functions are composed", node)

        def rule(meaning: Meaning) -> Any:
            value = meaning.call(inner.rule)
            return meaning.bind(**{outer.names[0]: value}).call(outer.rule)

        return Function(inner.signature, rule)

    def member(self, raw: Family, group: tree.Group) -> "BoundLaw":
        """The density with the printed arguments, which are bound to their values."""
        names = [self.variable(part, raw) for part in group.parts]
        for signature in raw.members:
            wanted, marks = split_signature(signature)
            if wanted == names and marks == list(group.marks):
                break
        else:
            fitting = [s for s in raw.members if split_signature(s)[1] == list(group.marks)]
            unknown = [n for n, p in zip(names, group.parts, strict=True) if plain_name(p) is None]
            if len(fitting) != 1 or not unknown:
                raise self.error(f"no density with these arguments: {list(raw.members)}", group)
            signature = fitting[0]
            wanted = split_signature(signature)[0]
        bound = {}
        for name, part in zip(wanted, group.parts, strict=True):
            if isinstance(part, tree.Text):
                continue
            try:
                bound[name] = self.value(part)
            except FormulaError:
                if plain_name(part) not in self.world.domains and name not in law_over(signature):
                    raise  # what is averaged over has no value yet
        return BoundLaw(self.bind(**bound), raw, signature)

    def variable(self, node: tree.Node, family: Family) -> str:
        """The name under which a density knows its argument: z for ``z_{n,l}``."""
        name = plain_name(node)
        known = {each for signature in family.members for each in split_signature(signature)[0]}
        if name in known:
            return name or ""
        base = node.base if isinstance(node, tree.Sub) else node
        return base.name if isinstance(base, tree.Symbol) else "?"

    # Laws

    def normal(self, group: tree.Group) -> Value:
        if list(group.marks) != [";", ","]:
            raise self.error(r"the density is \mathcal{N}(x; mean, variance)", group)
        at, mean, cov = group.parts
        return Gaussian(self.number(mean), self.value(cov)).density(self.number(at))

    def law(self, node: tree.Node | None) -> "BoundLaw":
        """The distribution that an index, or an argument of KL, stands for."""
        text = "" if node is None else self.text(node)
        if text in self.world.laws:
            family = self.world.laws[text]
            return BoundLaw(self, family, family.default)
        if node is None:
            raise FormulaError("the world does not say over what this is a mean", self.latex, 0)
        if isinstance(node, tree.Chain) and node.relations == ("~",):
            name = plain_name(node.sides[0])
            law = self.law(node.sides[1])
            return law.over_name(name) if name else law
        factors = list(node.factors) if isinstance(node, tree.Product) else [node]
        found = self.find(factors[0])
        group = factors[1] if len(factors) == 2 else None
        if isinstance(factors[0], tree.Symbol) and factors[0].name == "cal_N" and found is None:
            if not isinstance(group, tree.Group) or list(group.marks) != [","]:
                raise self.error(r"a normal law is \mathcal{N}(mean, variance)", node)
            gaussian = Gaussian(self.number(group.parts[0]), self.value(group.parts[1]))
            return BoundLaw(self, Family({"?": Law(lambda: gaussian)}), "?")
        if found is not None and isinstance(found[0], BoundLaw) and group is None:
            return found[0]
        if found is not None and isinstance(found[0], Family):
            if group is None:
                return BoundLaw(self, found[0], found[0].default)
            if isinstance(group, tree.Group):
                return self.member(found[0], group)
        raise self.error("this is not a distribution that the world knows", node)

    def of_mean(self, node: tree.Mean) -> Value:
        if node.kind in ("H", "I"):  # entropy and information: functions of the world
            function = self.raw(f"rm_{node.kind}")
            assert isinstance(node.of, tree.Group)
            if [plain_name(part) for part in node.of.parts] != function.names:
                raise self.error(f"the arguments here are ({function.signature})", node.of)
            return self.call(function.rule)
        law = self.law(node.law)
        parts = node.of.parts if isinstance(node.of, tree.Group) else (node.of,)
        if len(parts) > 1 and node.kind != "Cov":
            raise self.error("a mean of one thing is expected", node.of)
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

    def of_divergence(self, node: tree.Divergence) -> Value:
        q, p = self.law(node.q), self.law(node.p)
        if q.over != p.over:
            raise self.error(f"laws of {q.over} and of {p.over} are compared", node)

        def ratio(inside: Meaning) -> Value:
            at = {name: inside.bound[name] for name in q.over}
            return torch.log(q.density(**at)) - torch.log(p.density(**at))

        return q.mean(ratio)

    def of_probability(self, node: tree.Probability) -> Value:
        event = node.event.parts[0] if isinstance(node.event, tree.Group) else node.event
        if isinstance(event, tree.Text):
            return self.named(f"Pr_{plain_name(event)}")
        return self.law(None).mean(lambda inside: inside.truth(event))

    def truth(self, node: tree.Node) -> Tensor:
        """1 where all relations of a chain hold, else 0."""
        if not isinstance(node, tree.Chain) or not node.relations:
            raise self.error("a statement is expected", node)
        sides = [self.number(each) for each in node.sides]
        holds = torch.ones((), dtype=torch.float64)
        for relation, left, right in zip(node.relations, sides, sides[1:], strict=False):
            if relation not in RELATIONS:
                raise self.error("a relation that cannot be decided", node)
            holds = holds * RELATIONS[relation](left, right).to(torch.float64)
        return holds

    # Operators

    def of_group(self, node: tree.Group) -> Value:
        if len(node.parts) != 1:
            raise self.error("a list is no value; is the name before it a function?", node)
        if isinstance(node.parts[0], tree.Chain):
            return self.truth(node.parts[0])
        return self.value(node.parts[0])

    def of_brace(self, node: tree.Brace) -> Value:
        return self.value(node.of)

    def of_at(self, node: tree.At) -> Value:
        if not node.where.relations:
            return self.value(node.of)  # "z fixed": gradients here hold all else fixed
        name, value = plain_name(node.where.sides[0]), self.value(node.where.sides[1])
        if node.where.relations != ("=",) or name is None:
            raise self.error("a value is put in as name = value", node.where)
        return self.bind(**{name: value}).value(node.of)

    def of_entrywise(self, node: tree.Entrywise) -> Value:
        return values.entrywise(self.value(node.left), self.value(node.right))

    def of_quotient(self, node: tree.Quotient) -> Value:
        return values.divided(self.value(node.over), self.value(node.under))

    def of_root(self, node: tree.Root) -> Value:
        return torch.sqrt(self.number(node.of))

    def of_norm(self, node: tree.Norm) -> Value:
        value = self.number(node.of)
        if node.bars == 1:
            if value.dim():
                raise self.error("the size of something that is no number", node)
            return value.abs()
        if (value.dim() == 2) != (node.index == "F") or value.dim() == 0:
            raise self.error("a norm of a column, or with F of a matrix", node)
        return torch.sqrt((value**2).sum())

    def of_apply(self, node: tree.Apply) -> Value:
        found = self.raw(node.function) if self.known(node.function) else None
        if isinstance(found, Function) and isinstance(node.of, tree.Group):
            return self.apply(found, node.of)
        if isinstance(node.of, tree.Group) and len(node.of.parts) > 1:
            parts = torch.broadcast_tensors(*(self.number(each) for each in node.of.parts))
            return FUNCTIONS[node.function](torch.stack(parts))
        return FUNCTIONS[node.function](self.number(node.of))

    def of_integral(self, node: tree.Integral) -> Value:
        name = plain_name(node.over)
        if name not in self.world.domains or name is None:
            raise self.error("the world gives no domain for this integral", node.over)
        domain = self.world.domains[name]
        if node.lower is not None and node.upper is not None:
            ends = self.number(node.lower), self.number(node.upper)
            domain = between(domain, *ends)
        elif node.lower is not None or node.upper is not None:
            raise self.error("an integral has two limits or none", node)
        return average(self, {name: domain}, lambda inside: inside.value(node.of))

    def of_big(self, node: tree.Big) -> Value:
        if node.kind in ("sum", "prod") or (
            len(node.below) == 1 and plain_name(node.below[0]) in self.world.ranges
        ):
            return self.over_indices(node)
        return smallest(self, node)

    def over_indices(self, node: tree.Big) -> Value:
        terms = [inside.value(node.of) for inside in self.running(node)]
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

    def running(self, node: tree.Big) -> list["Meaning"]:
        """The index of a sum at each of its values: ``j=1`` to d, ``j``, ``i \\ne j``, ``x``."""
        found = [self]
        for below in node.below:
            chain = below if isinstance(below, tree.Chain) else None
            variable = chain.sides[0] if chain else below
            name = plain_name(variable)
            if name is None:
                raise self.error("an index of a sum is one letter", below)
            if chain and chain.relations == ("=",):
                if node.above is None:
                    raise self.error("a sum with a beginning and no end", node)
                first, last = self.index(chain.sides[1]), self.index(node.above)
                if not 0 <= last - first < 1000:
                    raise self.error(f"a sum from {first} to {last}", node)
                options: list[Any] = [number(float(i)) for i in range(first, last + 1)]
            elif name in self.world.ranges:
                options = [number(float(i)) for i in range(1, self.world.ranges[name] + 1)]
            elif name in self.world.domains:
                options = list(self.world.domains[name].nodes)
            else:
                raise self.error(f"the world does not say how far {name} runs", below)
            found = [inside.bind(**{name: value}) for inside in found for value in options]
            if chain and chain.relations != ("=",):
                found = [inside for inside in found if inside.truth(chain)]
        return found

    def of_derivative(self, node: tree.Derivative) -> Value:
        name, indices = self.leaf(node.by)
        start = self.named(name)

        def inside(at: Tensor) -> Tensor:
            return self.bind(**{name: at}).number(node.of)

        slope = torch.func.jacrev(inside)(start)
        if not indices:
            if plain_name(node.by) is None and not isinstance(node.by, (tree.Symbol, tree.Sub)):
                return slope / self.slope_of(node.by, name, ())
            return slope
        entry = slope
        for index in indices:
            entry = entry.select(entry.dim() - start.dim() if start.dim() else 0, index - 1)
        if not isinstance(node.by, (tree.Symbol, tree.Sub)):
            return entry / self.slope_of(node.by, name, indices)
        return entry

    def slope_of(self, node: tree.Node, name: str, indices: tuple[int, ...]) -> Tensor:
        r"""d node / d leaf: what a derivative by ``\log \sigma_j^2`` divides by."""
        start = self.named(name)
        slope = torch.func.jacrev(lambda at: self.bind(**{name: at}).number(node))(start)
        return slope[tuple(index - 1 for index in indices)] if indices else slope

    def leaf(self, node: tree.Node) -> tuple[str, tuple[int, ...]]:
        """The name by which a derivative is taken, and the entry of it."""
        if isinstance(node, (tree.Symbol, tree.Sub)):
            letters = [node]
        else:
            letters = [
                each for each in tree.walk(node)
                if isinstance(each, tree.Sub) or (
                    isinstance(each, tree.Symbol) and each.name not in CONSTANTS
                    and each.name not in self.world.ranges
                )
            ]  # fmt: skip
            letters = letters[:1]
        if not letters:
            raise self.error("a derivative by what?", node)
        letter = letters[0]
        if isinstance(letter, tree.Symbol):
            return letter.name, ()
        name = plain_name(letter)
        if name is not None and self.known(name):
            return name, ()
        assert isinstance(letter, tree.Sub)
        names = [plain_name(each) for each in letter.indices]
        base = plain_name(letter.base)
        for count in range(len(names), -1, -1):
            if None in names[:count]:
                continue
            prefix = "_".join([str(base), *map(str, names[:count])])
            for candidate in (prefix + "_", prefix):
                if self.known(candidate):
                    return candidate, tuple(self.index(each) for each in letter.indices[count:])
        raise self.error("the world does not know by what", node)


class BoundLaw:
    """A law at the conditions that are bound: it averages, and it has a density."""

    def __init__(self, meaning: Meaning, family: Family, signature: str, name: str = "") -> None:
        self.meaning = meaning
        self.member = family.members[signature]
        self.family = family
        self.signature = signature
        self.over = law_over(signature) if not name else [name]

    def over_name(self, name: str) -> "BoundLaw":
        """The same law, of a variable with another name."""
        return BoundLaw(self.meaning, self.family, self.signature, name)

    def gaussian(self) -> Gaussian:
        assert isinstance(self.member, Law)
        return self.meaning.call(self.member.rule)

    def density(self, **at: Any) -> Tensor:
        """The density at given values, or at what is bound."""
        inside = self.meaning.bind(**at)
        if isinstance(self.member, Law):
            gaussian = inside.call(self.member.rule)
            return gaussian.density(inside.named(self.over[0]))
        own = law_over(self.signature)
        if own != self.over:
            inside = inside.bind(**{own[0]: inside.named(self.over[0])})
        return inside.call(self.member)

    def mean(self, body: Callable[[Meaning], Value]) -> Value:
        if isinstance(self.member, Law):
            size = self.meaning.world.domains.get(self.over[0])
            wanted = size.nodes.shape[1] if size is not None and size.nodes.dim() > 1 else None
            domains = {self.over[0]: self.gaussian().domain(wanted)}
            return average(self.meaning, domains, body)
        own = law_over(self.signature)
        domains = {}
        for name, known in zip(self.over, own, strict=True):
            domain = self.meaning.world.domains.get(name, self.meaning.world.domains.get(known))
            if domain is None:
                raise KeyError(f"the values of {name}")
            domains[name] = domain

        def weighted(inside: Meaning) -> Value:
            at = {name: inside.bound[name] for name in self.over}
            return values.scaled(body(inside), self.density(**at))

        return average(self.meaning, domains, weighted)


def average(
    meaning: Meaning, domains: Mapping[str, Domain], body: Callable[[Meaning], Value]
) -> Value:
    """The sum over all nodes of the domains of weight times body."""
    if not domains:
        return body(meaning)
    (name, domain), *rest = domains.items()
    kinds: list[type] = []

    def at(node: Tensor) -> Tensor:
        value = average(meaning.bind(**{name: node}), dict(rest), body)
        kinds.append(type(value))
        if isinstance(value, Identity):
            raise ShapeError("a mean of the identity")
        return value.entries if isinstance(value, Row) else value

    found = torch.func.vmap(at)(domain.nodes)
    total = torch.tensordot(domain.weights, found, 1)
    return Row(total) if kinds[-1] is Row else total


def between(domain: Domain, low: Tensor, high: Tensor) -> Domain:
    """Gauss–Legendre nodes between two limits, through which gradients pass."""
    import numpy as np

    at, weight = (torch.tensor(each) for each in np.polynomial.legendre.leggauss(40))
    half = (high - low) / 2
    return Domain(low + half * (at + 1), half * weight)


def plain_name(node: tree.Node | None) -> str | None:
    """The name of a letter with its printed indices: ``mu_q``, ``z_j``; None if it has none."""
    if isinstance(node, tree.Symbol):
        return node.name
    if isinstance(node, tree.Number):
        return node.text
    if isinstance(node, tree.Text):
        return node.words.replace(" ", "_")
    if isinstance(node, tree.Sub):
        names = [plain_name(each) for each in (node.base, *node.indices)]
        return None if None in names else "_".join(names)  # type: ignore[arg-type]
    return None


def law_over(signature: str) -> list[str]:
    """The variables of a density: those before the bar."""
    left = signature.replace(" ", "").split("|")[0].split(";")[0]
    return left.split(",")


def expanded(group: tree.Group) -> tuple[tree.Node, ...]:
    return group.parts
