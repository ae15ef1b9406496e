"""The derivation of topic ``vae``: the divergence of a Gaussian code from the prior.

In its worlds z is a number, and means under q are exact sums over Gauss–Hermite nodes.
"""

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, Family, Gaussian, Law, World, grid, tree
from labsupport.equations.values import number


def one_coordinate(draw: Draw) -> World:
    """q(z) = N(mu, sigma^2) and p(z) = N(0, 1)."""
    q = Law(lambda mu, sigma: Gaussian(mu, sigma**2, 16))
    p = Law(lambda: Gaussian(number(0.0), number(1.0), 16))
    q_family = Family({"z": q, "z|x": q})
    return World(
        {
            "mu": draw.uniform(0.3, 1.5),
            "sigma": draw.positive(),
            "q": q_family,
            "q_phi": q_family,
            "p": Family({"z": p}),
            "x": 0.0,
        },
        domains={"z": grid(-15, 15, 400)},
        laws={"": q_family},
    )


def in_words(world: World) -> str:
    mu, sigma = (float(world.values[name]) for name in ("mu", "sigma"))
    return f"μ = {mu:.3f} and σ = {sigma:.3f}"


HALF = r"\frac{1}{2}"
GAUSSIAN_KL_DERIVATION = Derivation(
    "gaussian_kl_derivation",
    r"\mathrm{KL}(q(z) \,\|\, p(z))",
    rf"{HALF} (\mu^2 + \sigma^2 - 1 - \log \sigma^2)",
    one_coordinate,
    words=in_words,
    steps=3,
    ends=lambda node: forms.closed(node) and not forms.densities(node),
    needs={
        "no line has a mean of squares: put in the logarithms of both densities": forms.both(
            forms.has(tree.Mean, tree.Integral), forms.has(tree.Power)
        )
    },
    mistakes={
        "E_q[z²] = μ² + σ²: the variance is lost": rf"{HALF} (\mu^2 - 1 - \log \sigma^2)",
        "E_q[z²] = μ² + σ²: the square of the mean is lost": (
            rf"{HALF} (\sigma^2 - 1 - \log \sigma^2)"
        ),
        "log σ² has the wrong sign": rf"{HALF} (\mu^2 + \sigma^2 - 1 + \log \sigma^2)",
        "E_q[(z - μ)²] / σ² = 1: it is lost": rf"{HALF} (\mu^2 + \sigma^2 - \log \sigma^2)",
        "the ½ is lost": r"\mu^2 + \sigma^2 - 1 - \log \sigma^2",
        "log σ is half of log σ²": rf"{HALF} (\mu^2 + \sigma^2 - 1 - \log \sigma)",
        "there is σ where σ² belongs": rf"{HALF} (\mu^2 + \sigma - 1 - \log \sigma^2)",
        "the two densities are swapped: the divergence has log q - log p": (
            r"\mathbb{E}_{q(z)}[\log p(z) - \log q(z)]",
            rf"-{HALF} (\mu^2 + \sigma^2 - 1 - \log \sigma^2)",
        ),
        "the mean is under the first density, q": (
            r"\mathbb{E}_{p(z)}[\log q(z) - \log p(z)]",
            r"\mathbb{E}_{p(z)}[\log \frac{q(z)}{p(z)}]",
        ),
    },
)
