"""The worlds in which the formulas of ``chapters/generative/theory.md`` are computed as printed."""

import torch
from torch import Tensor, distributions
from torch.distributions import Normal

from labsupport.equations import (
    Domain,
    Draw,
    Family,
    Function,
    World,
    finite,
    grid,
    newton,
    pick,
)
from labsupport.equations.laws import hermite
from labsupport.equations.proofs import Proofs
from labsupport.models.classifier import Classifier

PROOFS = Proofs("chapters/generative/theory.md")
ZERO, ONE = torch.zeros((), dtype=torch.float64), torch.ones((), dtype=torch.float64)


def normal(x: Tensor, mean: Tensor = ZERO, std: Tensor = ONE) -> Tensor:
    """The density of torch, usable under vmap."""
    return Normal(mean, std, validate_args=False).log_prob(x).exp()


@PROOFS.world("eq-generative-joint", "eq-generative-bayes")
def joint_table(draw: Draw) -> World:
    """x takes three values, the class y two, counted from 1."""
    table = draw.probabilities(6).reshape(3, 2)
    of_x, of_y = table.sum(1), table.sum(0)

    def given_y(x, y) -> Tensor:
        return pick(table / of_y, x, y - 1)

    return World(
        {
            "p": Family(
                {
                    "x": lambda x: pick(of_x, x), "y": lambda y: pick(of_y, y - 1),
                    "x,y": lambda x, y: pick(table, x, y - 1), "x|y": given_y,
                    "y|x": lambda y, x: pick(table / of_x[:, None], x, y - 1),
                    "k": lambda k: pick(of_y, k - 1), "x|k": lambda x, k: given_y(x, k),
                }
            ),
            "x": float(draw.seed), "y": float(draw.seed % 2 + 1),
        },
        domains={"x": finite(torch.arange(3.0).double())}, ranges={"k": 2},
    )  # fmt: skip


@PROOFS.world("eq-generative-classifier")
def network(draw: Draw) -> World:
    """The classifier of the package while it learns; the mask by what its dropout let through."""
    torch.manual_seed(draw.seed)
    rho, x = 0.25, torch.randn(5, dtype=torch.float64)
    model = Classifier(5, 6, 3, dropout_ratio=rho).double()
    seen: dict[str, Tensor] = {}
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.register_forward_hook(lambda _, inputs, out: seen.update(h=inputs[0], out=out))
    logits = model.train()(x[None])[0].detach()
    w_1, b_1, w_2, b_2 = (parameter.detach() for parameter in model.parameters())
    hidden = seen["h"][0].detach()
    mask = torch.where(hidden > 0, (seen["out"][0].detach() / hidden.clamp(min=1e-9) > 1e-6), True)
    chances = distributions.Categorical(logits=logits).probs
    return World(
        {
            "W_1": w_1, "b_1": b_1, "W_2": w_2, "b_2": b_2, "x": x, "rho": rho, "K": 3,
            "h": hidden, "m": mask.double(), "a": logits, "y": float(draw.seed + 1),
            "p_theta": Family({"y|x": lambda y: pick(chances, y - 1)}),
        }
    )  # fmt: skip


@PROOFS.world("eq-generative-count")
def sizes(draw: Draw) -> World:
    d, h, k = 4 + draw.seed, 3 + 2 * draw.seed, 5
    total = sum(parameter.numel() for parameter in Classifier(d, h, k).parameters())
    return World({"count": total / 2, "theta": 2, "D": d, "H": h, "K": k})


@PROOFS.world("eq-generative-dropout")
def mask(draw: Draw) -> World:
    rho = draw.uniform(0.1, 0.4)
    return World(
        {"rho": rho},
        domains={"m_i": finite(torch.tensor([0.0, 1.0]).double())},
        laws={"": Family({"m_i": lambda m_i: rho + (1 - 2 * rho) * m_i})},
    )


@PROOFS.world("eq-generative-ml")
def exponential(draw: Draw) -> World:
    """Densities theta exp(-theta x); the best theta is one over the mean."""
    x = draw.positive(4)
    density = Family({"x": lambda x, theta: theta * torch.exp(-theta * x)})
    return World(
        {"x_": x, "N": 4, "theta": 0.9, "p_theta": density, "hat_theta": 1 / x.mean()},
        searches={r"\theta": ("theta",)},
    )


@PROOFS.world("eq-generative-kl", "eq-generative-empirical")
def discrete(draw: Draw) -> World:
    codes = torch.tensor([0.0, 0.0, 2.0, 1.0, 0.0, 2.0]).double()
    p, truth = draw.probabilities(3), draw.probabilities(3)
    shares = torch.bincount(codes.long()).double() / 6
    return World(
        {
            "p_theta": Family({"x": lambda x: pick(p, x)}),
            "p_star": Family({"x": lambda x: pick(truth, x)}),
            "hat_p": Family({"x": lambda x: pick(shares, x)}), "x_": codes, "N": 6,
        },
        domains={"x": finite(torch.arange(3.0).double())},
    )  # fmt: skip


@PROOFS.world("eq-generative-bins")
def bins(draw: Draw) -> World:
    """Five data, each alone in its bin; the model's share of a bin by its distribution function."""
    x = torch.tensor([-1.3, -0.2, 0.1, 0.7, 1.9]).double()
    mean, std = 0.3 * draw.normal(), draw.positive()
    law = Normal(mean, std)

    def divergence(h) -> Tensor:
        at = torch.floor(x / h)
        chance = law.cdf((at + 1) * h) - law.cdf(at * h)
        return -(5 * chance).log().mean()

    return World(
        {
            "KL_h": Function("q||p", lambda h: divergence(h)), "h": 0.1, "N": 5, "x_": x,
            "hat_p": 0.0, "p_theta": Family({"x": lambda x: normal(x, mean, std)}),
            "o": Function("u", lambda: ZERO),
        },
        limits={"h": [0.2, 1e-3, 1e-4]},
    )  # fmt: skip


@PROOFS.world("eq-generative-gaussian")
def data(draw: Draw) -> World:
    x = draw.normal(5, 2)
    return World({"x_": x, "N": 5, "hat_mu": x.mean(0), "hat_Sigma": torch.cov(x.T, correction=0)})


@PROOFS.world("eq-generative-bias")
def small_samples(draw: Draw) -> World:
    """All 27 samples of three draws."""
    p, values = draw.probabilities(3), draw.normal(3)
    axis = torch.arange(3.0).double()

    def each(table: Tensor, codes: Tensor) -> Tensor:
        return torch.stack([pick(table, code) for code in codes])

    return World(
        {
            "N": 3, "sigma": (p @ values**2 - (p @ values) ** 2).sqrt(),
            "hat_sigma": lambda x_: each(values, x_).var(correction=0).sqrt(),
        },
        domains={"x_": finite(torch.cartesian_prod(axis, axis, axis))},
        laws={"": Family({"x_": lambda x_: each(p, x_).prod()})},
    )  # fmt: skip


@PROOFS.world("eq-generative-prior", r"\sum_k\frac{N_k}{N}\log\frac{N_k/N}{\pi_k}", worlds=6)
def labels(draw: Draw) -> World:
    """The best shares by Newton steps; in the last world pi are the shares of the data."""
    counts, shares = torch.tensor([3.0, 5.0, 2.0]).double(), draw.probabilities(3)

    def loss(scores: Tensor) -> Tensor:
        return -(counts @ torch.log_softmax(torch.cat([scores, ZERO[None]]), 0))

    best = torch.softmax(torch.cat([newton(loss, torch.zeros(2).double()), ZERO[None]]), 0)
    tight = draw.seed == 2
    return World(
        {"N_": counts, "N": 10, "hat_pi_": best, "pi_": best if tight else shares},
        ranges={"k": 3}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-generative-change", "F_X(x)")
def invertible(draw: Draw) -> World:
    """X = f(Z) rising (or in the first world falling for the density alone)."""
    a, b, z = draw.positive(), draw.normal(), Normal(ZERO, ONE, False)

    def inverse(x) -> Tensor:
        return torch.asinh(a * x + b)

    def distribution(x) -> Tensor:
        return z.cdf(inverse(x))

    return World(
        {
            "x": draw.normal(), "f": Function("z", lambda z: (torch.sinh(z) - b) / a),
            "f_inv": Function("x", inverse), "p_Z": Family({"z": lambda z: normal(z)}),
            "p_X": Family({"x": lambda x: torch.func.grad(distribution)(x)}),
            "F_X": Function("x", lambda x: 1 - z.cdf(-inverse(x))),
            "F_Z": Function("z", lambda z: Normal(ZERO, ONE, False).cdf(z)),
        }
    )  # fmt: skip


@PROOFS.world("eq-generative-change")
def falling(draw: Draw) -> World:
    """A decreasing f, whose inverse has a negative slope."""
    a, z = draw.positive(), Normal(ZERO, ONE, False)

    def inverse(x) -> Tensor:
        return -torch.asinh(a * x)

    def distribution(x) -> Tensor:
        return 1 - z.cdf(inverse(x))

    return World(
        {
            "x": draw.normal(), "f": Function("z", lambda z: -torch.sinh(z) / a),
            "f_inv": Function("x", inverse), "p_Z": Family({"z": lambda z: normal(z)}),
            "p_X": Family({"x": lambda x: torch.func.grad(distribution)(x)}),
        }
    )  # fmt: skip


@PROOFS.world("eq-generative-sinh", "x", "z")
def sinh_arcsinh(draw: Draw) -> World:
    """The density as the slope of the distribution function."""
    s, tau, x = draw.normal(), draw.positive(), draw.normal()

    def inverse(x) -> Tensor:
        return torch.sinh(tau * torch.log(x + torch.sqrt(x**2 + 1)) - s)

    def density(x) -> Tensor:
        return torch.func.grad(lambda at: Normal(ZERO, ONE, False).cdf(inverse(at)))(x)

    return World({"s": s, "tau": tau, "x": x, "z": inverse(x), "p": Family({"x": density})})


@PROOFS.world("eq-generative-mixing", "eq-generative-moments")
def line_with_noise(draw: Draw) -> World:
    """X = f(Z) + noise for a linear f, where X is Gaussian."""
    a, c, sigma = draw.positive(), draw.normal(), draw.positive()
    nodes, weights = hermite(6, 1)
    spread = (a**2 + sigma**2).sqrt()
    return World(
        {
            "x": draw.normal(), "f": Function("z", lambda z: a * z + c), "sigma": sigma,
            "p": Family({"x": lambda x: normal(x, c, spread), "z": lambda z: normal(z)}),
            "X": lambda Z, u: a * Z + c + sigma * u,
        },
        domains={"z": grid(-9, 9), "Z": Domain(nodes[:, 0], weights),
                 "u": Domain(nodes[:, 0], weights)},
        laws={"": Family({"Z,u": lambda Z: torch.ones_like(Z)})},
    )  # fmt: skip


@PROOFS.world("eq-generative-mixture", "eq-generative-responsibility")
def mixture(draw: Draw) -> World:
    pi, mu, sigma = draw.probabilities(3), draw.normal(3), draw.positive(3)

    def density(x, mu_) -> Tensor:
        parts = Normal(mu_, sigma, False)
        weights = distributions.Categorical(pi, validate_args=False)
        return (
            distributions.MixtureSameFamily(weights, parts, validate_args=False).log_prob(x).exp()
        )

    def responsibility(x) -> Tensor:
        return torch.softmax(pi.log() + Normal(mu, sigma).log_prob(x), 0)

    return World(
        {
            "pi_": pi, "mu_": mu, "sigma_": sigma, "x": draw.normal(), "K": 3,
            "p": Family({"x": density}), "r": Function("x", responsibility),
        },
        ranges={"k": 3},
    )  # fmt: skip


@PROOFS.world(
    "eq-generative-energy", "eq-generative-energy-gradient", r"\partial_\theta\logZ_\theta"
)
def energy(draw: Draw) -> World:
    """e to a function with one parameter, over its integral by the trapezoidal rule of torch."""
    line = torch.linspace(-9, 9, 1001, dtype=torch.float64)

    def f(x, theta) -> Tensor:
        return torch.cos(theta * x) - theta**2 * x**2 / 4

    def total(theta) -> Tensor:
        return torch.trapezoid(f(line, theta).exp(), line)

    def density(x, theta) -> Tensor:
        return f(x, theta).exp() / total(theta)

    return World(
        {
            "f_theta": Function("x", f), "theta": draw.uniform(1.3, 1.9), "x": draw.normal(),
            "Z_theta": total,
            "p_theta": Family({"X": lambda X, theta: density(X, theta), "x": density}),
        },
        domains={"x": grid(-9, 9, 300), "X": grid(-9, 9, 300)},
    ).with_values(f_theta=Function("x", f))  # fmt: skip


@PROOFS.world("eq-generative-inverse")
def uniform(draw: Draw) -> World:
    """U at the middles of a thousand equal steps; F(x) lies between two of them."""
    steps = (torch.arange(1000.0).double() + 0.5) / 1000
    share = torch.tensor([0.373, 0.12, 0.8])[draw.seed].double().mul(1000).round() / 1000
    law = Normal(0.3 * draw.normal(), draw.positive(), False)
    return World(
        {
            "F": Function("x", lambda x: law.cdf(x)), "F_inv": Function("U", lambda U: law.icdf(U)),
            "x": law.icdf(share),
        },
        domains={"U": finite(steps)}, laws={"": Family({"U": lambda: torch.tensor(1e-3).double()})},
    )  # fmt: skip


@PROOFS.world("eq-generative-spike")
def spike(draw: Draw) -> World:
    """Component 1 sits on a datum; in the last world each component has data of its own."""
    tight = draw.seed == 2
    x = torch.tensor([0.0, 40.0, 41.0]).double() if tight else draw.normal(3)
    pi_1 = draw.uniform(0.3, 0.6)
    mu_2 = torch.tensor(40.3).double() if tight else draw.normal()
    sigma_2 = draw.positive()

    def density(x, sigma_1) -> Tensor:
        return pi_1 * normal(x, x_1, sigma_1) + (1 - pi_1) * normal(x, mu_2, sigma_2)

    x_1 = x[0]
    return World(
        {
            "x_": x, "N": 3, "pi_1": pi_1, "pi_2": 1 - pi_1, "mu_2": mu_2, "sigma_2": sigma_2,
            "sigma_1": draw.positive(), "p": Family({"x": density}),
        },
        limits={"sigma_1": [1.0, 0.1, 1e-2, 1e-3]}, tight=tight,
    )  # fmt: skip


@PROOFS.world(r"\log10")
def numbers(draw: Draw) -> World:
    return World({})
