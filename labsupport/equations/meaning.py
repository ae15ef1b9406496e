"""Computes a tree in a world.

`Meaning` holds a world and what is bound at the moment: the index of a sum, the variable of a mean,
the arguments of a function. A part of a formula is then a tensor; means and integrals go over the
nodes of their domain with `torch.func.vmap`, gradients are those of autograd.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from torch import Tensor

from labsupport.equations import applying, operators, tree, values
from labsupport.equations.bound import BoundLaw
from labsupport.equations.errors import FormulaError, UnboundIndex
from labsupport.equations.laws import Family, Function, Gaussian, Law
from labsupport.equations.names import CONSTANTS, is_normal_name, plain_name
from labsupport.equations.values import Identity, Row, ShapeError, Value, number
from labsupport.equations.worlds import World


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
        if isinstance(raw, (Tensor, BoundLaw, Identity, Row, Gaussian, str)):
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
        if self.world.budget is not None and not self.world.budget.spend():
            raise self.error("this takes too long to compute", node)
        name = "of_" + type(node).__name__.lower()
        try:
            if own := getattr(self, name, None):
                return own(node)
            if rule := getattr(applying, name, None) or getattr(operators, name, None):
                return rule(self, node)
            raise self.error("this has no value", node)
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

    def is_transpose(self, exponent: tree.Node | None) -> bool:
        r"""``A^\top``; also ``A^T``, where T is nothing else."""
        name = exponent.name if isinstance(exponent, tree.Symbol) else ""
        return name == "top" or (name == "T" and not self.known("T"))

    def of_power(self, node: tree.Power) -> Value:
        base = self.value(node.base)
        if self.is_transpose(node.exponent):
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

    # Laws

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
        if is_normal_name(factors[0]) and found is None:
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
                return applying.member(self, found[0], group)
        raise self.error("this is not a distribution that the world knows", node)
