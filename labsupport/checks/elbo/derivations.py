r"""The derivations of topic ``elbo``: the bound by Jensen's inequality, the identity behind it, and
the posterior of a linear-Gaussian model.

The worlds of the first two are tables, in which z takes four values and every mean is a sum.
"""

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport.checks.derivation import Derivation
from labsupport.checks.elbo.worlds import tables
from labsupport.checks.forms import Form, both, densities, log_of_mean, mentions, terms
from labsupport.equations import Draw, Family, World, grid, tree

ELBO = r"\mathbb{E}_{q(z)}[\log p(x, z) - \log q(z)]"
GAP = r"\mathrm{KL}(q(z) \,\|\, p(z \mid x))"
Q = ("q(z)", "q(z|x)", "q")


def two_tables(draw: Draw) -> World:
    """The page's tables at one x; q is written q(z), q(z | x) or with its parameters."""
    world = tables(draw)
    table = world.values["q"].members["z"]
    rows = torch.stack([table(torch.tensor(float(z)), world.values["x"]) for z in range(4)])
    q = Family({"z": table, "z|x": table})
    values = {name: world.values[name] for name in ("p", "p_theta", "theta", "x")}
    values |= {"q": q, "q_phi": q, "q_table": rows}
    some = list(world.domains["z"].nodes[1:3])  # log p(x) = log p(x, z) - log p(z | x) for each z
    return World(values, domains={"z": world.domains["z"]}, several={"z": some})


def in_words(world: World) -> str:
    joint = torch.softmax(world.values["theta"].flatten(), 0).reshape(3, 4)[int(world.values["x"])]
    q, p = (
        ", ".join(f"{float(each):.3f}" for each in row) for row in (world.values["q_table"], joint)
    )
    return f"z takes 4 values with q(z) = ({q}) and p(x, z) = ({p})"


def a_bound(node: tree.Node) -> bool:
    """Neither the evidence nor the posterior stands in it, and no log of a mean: it is the ELBO."""
    return not mentions("p(x)", "p(z|x)")(node) and not log_of_mean(node)


def split(*first: str) -> Form:
    """A sum in which the posterior stands in one term alone, with q, and the rest has the joint."""

    def form(node: tree.Node) -> bool:
        found = terms(node)
        with_posterior = [term for term in found if mentions("p(z|x)")(term)]
        rest = [term for term in found if term not in with_posterior]
        return (
            len(with_posterior) == 1
            and bool(rest)
            and _names_q(with_posterior[0])
            and any(mentions(*first)(term) for term in rest)
            and not mentions("p(x)")(node)
        )

    return form


def _names_q(node: tree.Node) -> bool:
    return any(
        isinstance(part, tree.Symbol) and part.name in ("q", "q_phi") for part in tree.walk(node)
    )


ELBO_DERIVATION = Derivation(
    "elbo_derivation",
    r"\log p(x)",
    ELBO,
    two_tables,
    words=in_words,
    relation=">=",
    steps=3,
    ends=a_bound,
    needs={
        "no line has the logarithm of a mean under q, to which Jensen's inequality applies": both(
            log_of_mean, _names_q
        )
    },
    mistakes={
        "Jensen's inequality moves the logarithm inside of the mean; here it is lost": (
            r"\mathbb{E}_{q(z)}[\frac{p(x, z)}{q(z)}]"
        ),
        "q has to be divided by again: 1 = q / q": (
            r"\log \mathbb{E}_{q(z)}[p(x, z)]",
            r"\mathbb{E}_{q(z)}[\log p(x, z)]",
        ),
        "the integral of the joint is over z with the prior inside: p(x, z) = p(x | z) p(z)": (
            r"\log \int p(x \mid z) \, dz"
        ),
        "the entropy of q has the wrong sign": (
            r"\mathbb{E}_{q(z)}[\log p(x, z) + \log q(z)]",
            r"\mathbb{E}_{q(z)}[\log \frac{q(z)}{p(x, z)}]",
        ),
        "the mean is under q, not under the prior": (
            r"\mathbb{E}_{p(z)}[\log p(x \mid z)]",
            r"\int p(z) \log \frac{p(x, z)}{q(z)} \, dz",
        ),
        "that is the posterior; the ELBO has the joint": (
            r"\mathbb{E}_{q(z)}[\log p(z \mid x) - \log q(z)]"
        ),
        "the two arguments of the divergence are swapped": (
            r"\mathbb{E}_{q(z)}[\log p(x \mid z)] - \mathrm{KL}(p(z) \,\|\, q(z))"
        ),
        "the divergence to the prior is subtracted": (
            r"\mathbb{E}_{q(z)}[\log p(x \mid z)] + \mathrm{KL}(q(z) \,\|\, p(z))"
        ),
    },
    turned="Jensen's inequality is the other way round: log is concave, so log E[w] ≥ E[log w]",
)

KL_IDENTITY = Derivation(
    "kl_identity",
    r"\log p(x)",
    f"{ELBO} + {GAP}",
    two_tables,
    words=in_words,
    steps=3,
    ends=split("p(x,z)", "p(x|z)"),
    needs={
        "no line in between has p(z | x): where does the posterior come in?": mentions("p(z|x)")
    },
    mistakes={
        "the two arguments of the divergence are swapped": (
            rf"{ELBO} + \mathrm{{KL}}(p(z \mid x) \,\|\, q(z))"
        ),
        "the divergence has the wrong sign: log p(x) is above the ELBO": f"{ELBO} - {GAP}",
        "that is the divergence from the prior, not from the posterior": (
            rf"{ELBO} + \mathrm{{KL}}(q(z) \,\|\, p(z))"
        ),
        "the posterior is divided by: p(x) = p(x, z) / p(z | x)": (
            r"\mathbb{E}_{q(z)}[\log p(x, z) + \log p(z \mid x)]",
            r"\mathbb{E}_{q(z)}[\log \frac{p(z \mid x)}{p(x, z)}]",
        ),
        "p(x, z) / p(x | z) is p(z), not p(x)": (
            r"\mathbb{E}_{q(z)}[\log \frac{p(x, z)}{p(x \mid z)}]"
        ),
        "the mean is under q, not under the posterior": (
            r"\mathbb{E}_{p(z \mid x)}[\log \frac{p(x, z)}{q(z)}]",
        ),
        "what is added and subtracted, log q(z), has the same sign twice": (
            r"\mathbb{E}_{q(z)}[\log \frac{p(x, z)}{q(z)}] - \mathbb{E}_{q(z)}[\log q(z)"
            r" + \log p(z \mid x)]"
        ),
    },
)


def one_code(draw: Draw) -> World:
    """z ~ N(0, 1) and x | z ~ N(w z, s^2), numbers; the posterior by the joint and a sum."""
    w, s, x = draw.positive(), draw.positive(), draw.uniform(0.5, 2.0)

    def joint(z: Tensor, x: Tensor) -> Tensor:
        prior = Normal(0.0, 1.0, validate_args=False).log_prob(z)
        return (prior + Normal(w * z, s, validate_args=False).log_prob(x)).exp()

    line = grid(-12, 12, 400)
    evidence = line.weights @ joint(line.nodes, x)
    p = Family(
        {
            "z": lambda z: Normal(0.0, 1.0, validate_args=False).log_prob(z).exp(),
            "x|z": lambda x, z: Normal(w * z, s, validate_args=False).log_prob(x).exp(),
            "x,z": lambda x, z: joint(z, x),
            "x": lambda x: evidence,
            "z|x": lambda z, x: joint(z, x) / evidence,
        }
    )
    precision = 1 + w**2 / s**2
    values = {"w": w, "s": s, "x": x, "p": p, "p_theta": p}
    values |= {"Lambda": precision, "m": w * x / (s**2 * precision)}
    return World(values, domains={"z": line}, several={"z": list(draw.normal(3))})


def code_in_words(world: World) -> str:
    numbers = ", ".join(
        f"{print_} = {float(world.values[name]):.3f}"
        for print_, name in (("w", "w"), ("s", "s"), ("x", "x"), ("Λ", "Lambda"), ("m", "m"))
    )
    return f"{numbers} and z takes three values"


def a_square(node: tree.Node) -> bool:
    """The posterior's own precision and mean stand in it, the mean in a square, and no density."""

    def letters(part: tree.Node) -> set[str]:
        return {each.name for each in tree.walk(part) if isinstance(each, tree.Symbol)}

    squared = any("m" in letters(part) for part in tree.walk(node) if isinstance(part, tree.Power))
    found = letters(node)
    return squared and "Lambda" in found and not found & {"w", "s", "x", "p", "p_theta"}


POSTERIOR_DERIVATION = Derivation(
    "posterior_derivation",
    r"\log p(z \mid x)",
    r"-\frac{\Lambda}{2} (z - m)^2 + \text{const}",
    one_code,
    words=code_in_words,
    steps=4,
    constants=True,
    ends=a_square,
    needs={
        "no line has the squares of prior and likelihood: put in both log-densities": lambda node: (
            not densities(node) and not a_square(node)
        )
    },
    mistakes={
        "the posterior is prior times likelihood: the prior is lost": (
            r"\log p(x \mid z) + \dots",
            r"-\frac{(x - w z)^2}{2 s^2} + \dots",
        ),
        "the posterior is prior times likelihood: the likelihood is lost": r"\log p(z) + \dots",
        "the ½ of the squares is lost": (
            r"-z^2 - \frac{(x - w z)^2}{s^2} + \dots",
            r"-\Lambda (z - m)^2 + \dots",
        ),
        "the variance of x given z is s², not s": (
            r"-\frac{z^2}{2} - \frac{(x - w z)^2}{2 s} + \dots"
        ),
        "Λ is a precision: it multiplies": r"-\frac{(z - m)^2}{2 \Lambda} + \dots",
        "the cross term of the square is lost": (
            r"-\frac{1}{2} \left(1 + \frac{w^2}{s^2}\right) z^2 + \dots",
            r"-\frac{\Lambda}{2} z^2 + \dots",
        ),
        "the cross term has the wrong sign": (
            r"-\frac{1}{2} \left(1 + \frac{w^2}{s^2}\right) z^2 - \frac{w x}{s^2} z + \dots",
            r"-\frac{\Lambda}{2} (z + m)^2 + \dots",
        ),
        "precisions add, variances do not": (
            r"-\frac{1}{2} \left(1 + \frac{s^2}{w^2}\right) z^2 + \frac{w x}{s^2} z + \dots"
        ),
    },
)
