"""A law at the conditions that are bound, and sums over the nodes of domains."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from labsupport.equations import values
from labsupport.equations.laws import Domain, Family, Gaussian, Law
from labsupport.equations.names import law_over
from labsupport.equations.values import Identity, Row, ShapeError, Value

if TYPE_CHECKING:
    from labsupport.equations.meaning import Meaning


class BoundLaw:
    """A law at the conditions that are bound: it averages, and it has a density."""

    def __init__(self, meaning: "Meaning", family: Family, signature: str, name: str = "") -> None:
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

    def mean(self, body: "Callable[[Meaning], Value]") -> Value:
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

        def weighted(inside: "Meaning") -> Value:
            at = {name: inside.bound[name] for name in self.over}
            return values.scaled(body(inside), self.density(**at))

        return average(self.meaning, domains, weighted)


def average(
    meaning: "Meaning", domains: Mapping[str, Domain], body: "Callable[[Meaning], Value]"
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
    """Gauss–Legendre nodes between two limits, through which gradients pass.

    With an infinite limit the nodes of the domain are taken that lie between the limits.
    """
    if bool(torch.isinf(low) | torch.isinf(high)):
        inside = (domain.nodes >= low) & (domain.nodes <= high)
        return Domain(domain.nodes, torch.where(inside, domain.weights, 0.0))
    at, weight = (torch.tensor(each) for each in np.polynomial.legendre.leggauss(40))
    half = (high - low) / 2
    return Domain(low + half * (at + 1), half * weight)
