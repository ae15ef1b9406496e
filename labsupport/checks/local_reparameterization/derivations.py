r"""The derivations of topic ``local_reparameterization``: two variances.

The worlds have three losses that share some noise, and three weights that are independent; all of
their noise takes two or three values, so that every mean is a sum.
"""

import torch
from torch import Tensor

from labsupport.checks.derivation import Derivation
from labsupport.checks.forms import Form
from labsupport.equations import Draw, Family, World, finite, tree


def shared_losses(draw: Draw) -> World:
    """Losses L_i = f(noise of all, noise of its own), which all have one law."""
    table = draw.normal(2, 2)  # by the common and by the own noise
    chance, own = draw.probabilities(2), draw.probabilities(2)
    bits = torch.cartesian_prod(*[torch.arange(2.0).double()] * 4)  # common, own of each of three

    def losses(u: Tensor) -> Tensor:
        one_hot = torch.stack([1 - u, u], -1)  # (4, 2)
        return one_hot[1:] @ table.T @ one_hot[0]

    def density(u: Tensor) -> Tensor:
        one_hot = torch.stack([1 - u, u], -1)
        return (one_hot[0] @ chance) * (one_hot[1:] @ own).prod()

    weight = torch.stack([density(u) for u in bits])
    values = torch.stack([losses(u) for u in bits])
    mean = weight @ values
    covariance = (values - mean).T @ (weight[:, None] * (values - mean))
    return World(
        {
            "L_": losses,
            "u": bits[0],
            "N": 10 + torch.floor(draw.uniform(0, 40)),
            "M": 3.0,
            "V": covariance[0, 0],
            "C": covariance[0, 1],
        },
        domains={"u": finite(bits)},
        laws={"": Family({"u": density})},
        ranges={"i": 3, "j": 3},
    )


def losses_in_words(world: World) -> str:
    n, v, c = (float(world.values[name]) for name in ("N", "V", "C"))
    return f"N = {n:.0f}, M = 3, V = {v:.3f} and C = {c:.3f}"


def letters(node: tree.Node) -> set[str]:
    return {part.name for part in tree.walk(node) if isinstance(part, tree.Symbol)}


def only(*names: str) -> Form:
    """Whether all of these letters stand in it, and no mean of anything."""

    def form(node: tree.Node) -> bool:
        means = any(isinstance(part, tree.Mean) for part in tree.walk(node))
        return not means and set(names) <= letters(node)

    return form


def has_measure(kind: str) -> Form:
    return lambda node: any(
        isinstance(part, tree.Mean) and part.kind == kind for part in tree.walk(node)
    )


VARIANCE_DERIVATION = Derivation(
    "variance_derivation",
    r"\operatorname{Var}\left[\frac{N}{M} \sum_{i=1}^M L_i\right]",
    r"N^2 \left(\frac{1}{M} V + \frac{M - 1}{M} C\right)",
    shared_losses,
    words=losses_in_words,
    steps=3,
    ends=only("N", "M", "V", "C"),
    needs={
        "no line has the covariances of two losses: where do they come in?": lambda node: (
            has_measure("Cov")(node) or only("V", "C")(node)
        )
    },
    mistakes={
        "each pair counts twice, as (i, j) and as (j, i): the factor 2 is lost": (
            r"\frac{N^2}{M^2} \left(\sum_{i=1}^M \operatorname{Var}[L_i]"
            r" + \sum_{i=1}^M \sum_{j=i+1}^M \operatorname{Cov}[L_i, L_j]\right)",
            r"\frac{N^2}{M^2} \left(M V + \frac{M (M - 1)}{2} C\right)",
        ),
        "a constant factor leaves a variance squared": (
            r"\frac{N}{M} \operatorname{Var}\left[\sum_{i=1}^M L_i\right]",
            r"\frac{N}{M} (M V + M (M - 1) C)",
        ),
        "the losses share their noise: the variance of their sum has the covariances too": (
            r"\frac{N^2}{M^2} \sum_{i=1}^M \operatorname{Var}[L_i]",
            r"\frac{N^2}{M} V",
        ),
        "there are M (M - 1) pairs, not M²: with i = j it is a variance": (
            r"\frac{N^2}{M^2} (M V + M^2 C)",
            r"\frac{N^2}{M^2} \left(\sum_{i=1}^M \operatorname{Var}[L_i]"
            r" + \sum_{i=1}^M \sum_{j=1}^M \operatorname{Cov}[L_i, L_j]\right)",
        ),
        "there are M variances": r"\frac{N^2}{M^2} (V + M (M - 1) C)",
        "the covariances are added": r"\frac{N^2}{M^2} (M V - M (M - 1) C)",
        "M² divides, and M of it cancels": (
            r"N^2 (M V + M (M - 1) C)",
            r"N^2 (V + (M - 1) C)",
        ),
    },
)


def independent_weights(draw: Draw) -> World:
    """w_i = mu_i + sigma_i epsilon_i with noise of three values, mean 0 and variance 1."""
    side = draw.uniform(1.2, 1.9)  # the values -side, 0, side
    values = torch.stack([-side, 0 * side, side])
    chance = 1 / (2 * side**2)
    nodes = torch.cartesian_prod(values, values, values)
    mu, sigma, a = draw.normal(3), draw.positive(3), draw.normal(3) + 0.3

    def density(epsilon_: Tensor) -> Tensor:
        return torch.where(epsilon_ == 0, 1 - 2 * chance, chance).prod()

    return World(
        {
            "a_": a,
            "mu_": mu,
            "sigma_": sigma,
            "epsilon_": nodes[0],
            "w_": lambda epsilon_: mu + sigma * epsilon_,
            "b": lambda epsilon_: a @ (mu + sigma * epsilon_),
            "gamma": a @ mu,
            "n": 3.0,
        },
        domains={"epsilon_": finite(nodes)},
        laws={"": Family({"epsilon_": density})},
        ranges={"i": 3, "j": 3},
    )


def weights_in_words(world: World) -> str:
    a, sigma = (
        ", ".join(f"{float(each):.3f}" for each in world.values[name]) for name in ("a_", "sigma_")
    )
    return f"n = 3, a = ({a}) and σ = ({sigma})"


def sum_of_variances(node: tree.Node) -> bool:
    """No mean of anything, no mean of the weights, and neither weights nor noise."""
    found = letters(node)
    return only()(node) and not found & {"w", "w_", "epsilon", "epsilon_", "mu", "b", "gamma"}


ACTIVATION_DERIVATION = Derivation(
    "activation_derivation",
    r"\operatorname{Var}\left[\sum_{i=1}^n a_i w_i\right]",
    r"\sum_{i=1}^n a_i^2 \sigma_i^2",
    independent_weights,
    words=weights_in_words,
    steps=3,
    ends=sum_of_variances,
    needs={
        "no line has the variances or squares of single terms: where is independence used?": (
            lambda node: any(
                isinstance(part, tree.Big)
                and any(isinstance(each, tree.Mean) for each in tree.walk(part))
                for part in tree.walk(node)
            )
        )
    },
    mistakes={
        "a constant factor leaves a variance squared: a is not": (
            r"\sum_{i=1}^n a_i \operatorname{Var}[w_i]",
            r"\sum_{i=1}^n a_i \sigma_i^2",
        ),
        "σ² is the variance of a weight; here it is squared once more": (
            r"\sum_{i=1}^n a_i^2 \sigma_i^4",
        ),
        "σ is the standard deviation of a weight; its variance is σ²": (
            r"\sum_{i=1}^n a_i^2 \sigma_i",
        ),
        "standard deviations of independent terms do not add, variances do": (
            r"\left(\sum_{i=1}^n a_i \sigma_i\right)^2",
        ),
        "the mean of a weight is a constant, which adds nothing to the variance": (
            r"\sum_{i=1}^n a_i^2 (\mu_i^2 + \sigma_i^2)",
            r"\sum_{i=1}^n a_i^2 \operatorname{Var}[w_i] + \sum_{i=1}^n a_i^2 \mu_i^2",
        ),
        "the inputs are lost": (
            r"\sum_{i=1}^n \operatorname{Var}[w_i]",
            r"\sum_{i=1}^n \sigma_i^2",
        ),
        "that is the mean of the activation": r"\sum_{i=1}^n a_i \mu_i",
    },
)
