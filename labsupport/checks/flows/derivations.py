r"""The derivations of topic ``flows``: the change of variables on a line, the determinant of a
planar map, and the bound without the density at the end of a chain.
"""

import torch
from torch import Tensor
from torch.distributions import Normal

from labsupport.checks.derivation import Derivation
from labsupport.checks.forms import both, closed, has
from labsupport.equations import Draw, Family, Function, World, grid, tree
from labsupport.equations.names import plain_name

F_Z = r"\frac{\partial f(z)}{\partial z}"
G_Y = r"\frac{\partial g(y)}{\partial y}"


def letters(node: tree.Node) -> set[str]:
    """All names that stand in it."""
    found = {
        plain_name(part) for part in tree.walk(node) if isinstance(part, tree.Symbol | tree.Sub)
    }
    return {name for name in found if name} | {
        part.function for part in tree.walk(node) if isinstance(part, tree.Apply)
    }


def names(*wanted: str):
    """Whether all of these stand in it."""
    return lambda node: set(wanted) <= letters(node)


def none_of(*unwanted: str):
    return lambda node: not letters(node) & set(unwanted)


# --- change_of_variables


def bent_line(draw: Draw) -> World:
    """z ~ N(m, 1) and y = f(z) = sinh(z + s) / a; g is the inverse, at y and z = g(y)."""
    a, s, m, y = draw.uniform(0.6, 1.5), draw.normal(), draw.normal(), draw.normal()
    start = Normal(m, torch.ones_like(m), validate_args=False)

    def inverse(y: Tensor) -> Tensor:
        return torch.asinh(a * y) - s

    def density(z: Tensor) -> Tensor:
        return start.log_prob(z).exp()

    return World(
        {
            "F": Function("z", lambda z: start.cdf(z)),
            "q": Function("z", density),
            "f": Function("z", lambda z: torch.sinh(z + s) / a),
            "g": Function("y", inverse),
            "y": y,
            "z": inverse(y),
            "shown": torch.stack([a, s, m]),
        }
    )


def line_in_words(world: World) -> str:
    a, s, m = (float(each) for each in world.values["shown"])
    y, z = float(world.values["y"]), float(world.values["z"])
    return (
        f"q = N({m:.3f}, 1), f(z) = sinh(z + {s:.3f}) / {a:.3f}, y = {y:.3f} and z = g(y) = {z:.3f}"
    )


CHANGE_OF_VARIABLES = Derivation(
    "change_of_variables",
    r"\log \frac{\partial F(g(y))}{\partial y}",
    rf"\log q(z) - \log {F_Z}",
    bent_line,
    words=line_in_words,
    steps=3,
    ends=both(names("q", "f"), none_of("g", "F"), has(tree.Derivative)),
    needs={
        "no line has q(g(y)) beside the derivative of g: apply the chain rule to F(g(y))": both(
            names("q", "g"), none_of("F", "f")
        )
    },
    mistakes={
        "the chain rule has a second factor, the derivative of g": (
            r"\log q(g(y))",
            r"\log q(z)",
        ),
        "the derivative of F is the density q; F itself stands here": rf"\log (F(g(y)) {G_Y})",
        "the derivative of g is 1 over that of f: its logarithm has the other sign": (
            rf"\log q(z) + \log {F_Z}",
            rf"\log q(g(y)) - \log {G_Y}",
        ),
        "q is the density of z: it is taken at z = g(y), not at y": (
            rf"\log q(y) + \log {G_Y}",
            rf"\log q(y) - \log {F_Z}",
        ),
        "the logarithm of a product is a sum of logarithms": (
            rf"\log q(g(y)) \, \log {G_Y}",
            rf"\log q(g(y)) + {G_Y}",
        ),
        "the logarithm of the derivative is missing": rf"\log q(z) - {F_Z}",
    },
)


# --- planar_determinant


def one_plane(draw: Draw) -> World:
    """A planar map of three coordinates at a point; psi is the slope of tanh times w."""
    w, u, z, b = draw.normal(3), draw.normal(3), draw.normal(3), draw.normal()
    t = (w * z).sum() + b
    slope = torch.func.grad(torch.tanh)(t)
    return World({"w": w, "u": u, "z": z, "b": b, "psi": slope * w})


def plane_in_words(world: World) -> str:
    shown = [
        f"{name} = ({', '.join(f'{float(each):.3f}' for each in world.values[name])})"
        for name in ("z", "u", "w")
    ]
    return f"{', '.join(shown)} and b = {float(world.values['b']):.3f}"


def is_det(part: tree.Node) -> bool:
    return isinstance(part, tree.Apply) and part.function == "det"


def a_rank_one_change(node: tree.Node) -> bool:
    """A determinant of I plus something, without a derivative."""
    return any(is_det(part) and "I" in letters(part) for part in tree.walk(node)) and not has(
        tree.Derivative
    )(node)


PLANAR_DETERMINANT = Derivation(
    "planar_determinant",
    r"\det \frac{\partial}{\partial z} \bigl(z + u \tanh(w^\top z + b)\bigr)",
    r"1 + (1 - \tanh^2(w^\top z + b)) w^\top u",
    one_plane,
    words=plane_in_words,
    steps=3,
    ends=both(closed, none_of("det", "psi"), names("w", "u", "tanh")),
    needs={
        "no line has the Jacobian as I plus a column times a row": a_rank_one_change,
    },
    mistakes={
        "the identity is missing: z itself is a part of the map": (
            r"\det(u \psi^\top)",
            r"\psi^\top u",
            r"(1 - \tanh^2(w^\top z + b)) w^\top u",
        ),
        "the slope of tanh is 1 - tanh^2": (
            r"1 + \tanh(w^\top z + b) w^\top u",
            r"1 + (1 - \tanh(w^\top z + b)) w^\top u",
            r"\det(I + \tanh(w^\top z + b) u w^\top)",
        ),
        "the slope of tanh is missing: the chain rule has it as a factor": (
            r"1 + w^\top u",
            r"\det(I + u w^\top)",
        ),
        "the determinant of a sum is not the sum of the determinants": (r"1 + \det(u \psi^\top)",),
        "the determinant of I + u psi^T is 1 plus psi^T u, not minus": (
            r"1 - \psi^\top u",
            r"1 - (1 - \tanh^2(w^\top z + b)) w^\top u",
        ),
        "the product is of u and w, not of w with itself": (
            r"1 + \psi^\top w",
            r"1 + (1 - \tanh^2(w^\top z + b)) w^\top w",
        ),
        "psi holds the slope already: here it counts twice": (
            r"1 + (1 - \tanh^2(w^\top z + b)) \psi^\top u"
        ),
    },
)


# --- flow_elbo


def a_chain(draw: Draw) -> World:
    """q_0 = N(m, t^2); y = f(z) = z + c sqrt(1 + z^2), whose inverse solves a quadratic."""
    c, m, t = draw.uniform(0.3, 0.6), draw.normal() / 2, draw.uniform(0.5, 0.9)
    x, s = draw.uniform(0.3, 0.9), draw.uniform(0.9, 1.2)
    start = Normal(m, t, validate_args=False)

    def q_0(z: Tensor) -> Tensor:
        return start.log_prob(z).exp()

    def q_k(y: Tensor) -> Tensor:
        def inverse(y: Tensor) -> Tensor:
            return (y - c * torch.sqrt(y**2 + 1 - c**2)) / (1 - c**2)

        return q_0(inverse(y)) * torch.func.grad(inverse)(y)

    def joint(x: Tensor, y: Tensor) -> Tensor:
        return 0.3 * Normal(x, s, validate_args=False).log_prob(y).exp()

    def end(z: Tensor) -> Tensor:
        return z + c * torch.sqrt(1 + z**2)

    # As far as z reaches, so that no density is rounded to 0.
    low, high = (float(end(torch.tensor(at).double())) for at in (-8.0, 8.0))
    return World(
        {
            "q_0": Family({"z": q_0}),
            "q_K": Family({"y": q_k}),
            "p": Function("x,at", lambda x, at: joint(x, at)),
            "x": x,
            "f": Function("z", end),
            "shown": torch.stack([m, t, c, s]),
        },
        domains={"z": grid(-8, 8, 300), "y": grid(low, high, 400)},
    )


def chain_in_words(world: World) -> str:
    m, t, c, s = (float(each) for each in world.values["shown"])
    x = float(world.values["x"])
    return (
        f"q_0 = N({m:.3f}, {t:.3f}²), f(z) = z + {c:.3f} √(1 + z²) and "
        f"p(x, y) = 0.3 N(y; {x:.3f}, {s:.3f}²)"
    )


FLOW_ELBO = Derivation(
    "flow_elbo",
    r"\mathbb{E}_{q_K(y)}[\log p(x, y) - \log q_K(y)]",
    rf"\mathbb{{E}}_{{q_0(z)}}[\log p(x, f(z)) - \log q_0(z) + \log {F_Z}]",
    a_chain,
    words=chain_in_words,
    steps=3,
    ends=both(none_of("q_K"), names("q_0", "f", "p"), has(tree.Mean, tree.Integral)),
    needs={
        "no line has q_K(f(z)): write the mean under q_K as one under q_0 first": (
            names("q_K", "q_0", "f")
        )
    },
    mistakes={
        "the log-determinant has the wrong sign": (
            rf"\mathbb{{E}}_{{q_0(z)}}[\log p(x, f(z)) - \log q_0(z) - \log {F_Z}]"
        ),
        "the log-determinant is missing: q_K(f(z)) is not q_0(z)": (
            r"\mathbb{E}_{q_0(z)}[\log p(x, f(z)) - \log q_0(z)]"
        ),
        "the joint is taken at the start of the chain; it belongs at f(z)": (
            rf"\mathbb{{E}}_{{q_0(z)}}[\log p(x, z) - \log q_0(z) + \log {F_Z}]",
            r"\mathbb{E}_{q_0(z)}[\log p(x, z) - \log q_K(f(z))]",
        ),
        "q_0 is taken at the end of the chain; its draws are z": (
            rf"\mathbb{{E}}_{{q_0(z)}}[\log p(x, f(z)) - \log q_0(f(z)) + \log {F_Z}]"
        ),
        "the entropy has the wrong sign": (
            r"\mathbb{E}_{q_0(z)}[\log p(x, f(z)) + \log q_K(f(z))]",
            rf"\mathbb{{E}}_{{q_0(z)}}[\log p(x, f(z)) + \log q_0(z) - \log {F_Z}]",
        ),
        "the logarithm of the derivative is missing": (
            rf"\mathbb{{E}}_{{q_0(z)}}[\log p(x, f(z)) - \log q_0(z) + {F_Z}]"
        ),
        "a mean needs no further factor: the derivative belongs to the density alone": (
            rf"\mathbb{{E}}_{{q_0(z)}}[(\log p(x, f(z)) - \log q_K(f(z))) {F_Z}]"
        ),
    },
)
