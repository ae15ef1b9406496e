"""The worlds in which the formulas of the page ``flows`` are computed as printed."""

import math

import torch
from torch import Tensor
from torch.distributions import Bernoulli, MultivariateNormal, Normal

from labsupport.equations import Draw, Family, Function, World, grid
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/flows/theory.md")


def normal(m, s) -> Normal:
    return Normal(m, s, validate_args=False)


@PROOFS.world("eq-flows-line")
def on_a_line(draw: Draw) -> World:
    """The density as the slope of the distribution function; in world 1 f is decreasing."""
    a, s, z = draw.positive(), draw.normal(), draw.normal()
    sign = -1.0 if draw.seed == 1 else 1.0

    def end(z) -> Tensor:
        return sign * torch.sinh(z + s) / a

    def below(y) -> Tensor:
        share = normal(0.3, 1.2).cdf(torch.asinh(sign * a * y) - s)
        return share if sign > 0 else 1 - share

    return World(
        {
            "q_0": Family({"z_0": lambda z_0: normal(0.3, 1.2).log_prob(z_0).exp()}),
            "q_1": Family({"z_1": lambda z_1: torch.func.grad(below)(z_1)}),
            "f": Function("z", end), "z_0": z, "z_1": end(z),
        }
    )  # fmt: skip


def cubic(z: Tensor, a: Tensor) -> Tensor:
    """A map of the plane with an inverse in closed form: a shear, a stretch, and a shear."""
    x, y = z[0], z[1] + a * z[0] ** 2
    x = torch.sinh(x)
    return torch.stack([x + 0.5 * torch.tanh(y), 1.7 * y])


def cubic_back(y: Tensor, a: Tensor) -> Tensor:
    second = y[1] / 1.7
    first = torch.asinh(y[0] - 0.5 * torch.tanh(second))
    return torch.stack([first, second - a * first**2])


@PROOFS.world("eq-flows-change")
def on_the_plane(draw: Draw) -> World:
    """q_1 as q_0 times the inverse's Jacobian, by hand; in world 1 the map has a mirror in it."""
    a, z = draw.uniform(0.3, 0.8), draw.normal(2)
    mirror = torch.tensor([1.0, -1.0 if draw.seed == 1 else 1.0]).double()
    start = MultivariateNormal(draw.normal(2), draw.covariance(2), validate_args=False)

    def density(z_1) -> Tensor:
        # The inverse stretches by 1 / 1.7, and by the slope of asinh; its shears by nothing.
        straight = mirror * z_1
        shifted = straight[0] - 0.5 * torch.tanh(straight[1] / 1.7)
        area = 1 / (1.7 * torch.sqrt(1 + shifted**2))
        return start.log_prob(cubic_back(straight, a)).exp() * area

    return World(
        {
            "q_0": Family({"z_0": lambda z_0: start.log_prob(z_0).exp()}),
            "q_1": Family({"z_1": density}),
            "f": Function("z", lambda z: mirror * cubic(z, a)),
            "z_0": z, "z_1": mirror * cubic(z, a),
        }
    )  # fmt: skip


def numbers(draw: Draw) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """z, and u, w, b of a planar map that has an inverse."""
    w = draw.normal(3)
    u = draw.normal(3)
    return draw.normal(3), u + w * (draw.uniform(0.3, 1.2) - w @ u) / (w @ w), w, draw.normal()


@PROOFS.world("eq-flows-chain")
def three_maps(draw: Draw) -> World:
    """q_K by the Jacobian of the whole chain; in world 1 the second map turns the order round."""
    start = MultivariateNormal(draw.normal(3), draw.covariance(3), validate_args=False)
    maps = [numbers(draw)[1:] for _ in range(3)]
    z = draw.normal(3)

    def one(z, k) -> Tensor:
        u, w, b = maps[k]
        moved = z + u * torch.tanh(w @ z + b)
        return moved.flip(0) if (k, draw.seed) == (1, 1) else moved

    def whole(z) -> Tensor:
        for k in range(3):
            z = one(z, k)
        return z

    jacobians, at = [], z
    for k in range(3):
        jacobians.append(torch.autograd.functional.jacobian(lambda v, k=k: one(v, k), at))
        at = one(at, k)
    area = torch.autograd.functional.jacobian(whole, z).det().abs()
    return World(
        {
            "q_0": Family({"z_0": lambda z_0: start.log_prob(z_0).exp()}),
            "q_K": Family({"z_K": lambda z_K: start.log_prob(z).exp() / area}),
            "z_0": z, "z_K": whole(z), "J_": torch.stack(jacobians), "K": 3,
        },
        ranges={"k": 3},
    )  # fmt: skip


def bend(draw: Draw) -> dict:
    """z ~ q_0 = N(m, t^2), y = f(z) by two maps with closed inverses, and a joint density.

    In world 1 the second map is a mirror, with a negative slope.
    """
    m, t, x = draw.normal() / 2, draw.uniform(0.5, 0.9), draw.uniform(0.4, 0.9)
    c, e = draw.uniform(0.3, 0.6), draw.uniform(1.2, 1.6)
    e = -e if draw.seed == 1 else e

    def first(z) -> Tensor:
        return z + c * torch.sqrt(1 + z**2)

    def back(y) -> Tensor:
        z = y / e
        return (z - c * torch.sqrt(z**2 + 1 - c**2)) / (1 - c**2)

    def q_k(y) -> Tensor:
        return normal(m, t).log_prob(back(y)).exp() * torch.func.grad(back)(y).abs()

    def joint(x, at) -> Tensor:
        return 0.3 * normal(x, 1.1).log_prob(at).exp()

    low, high = sorted(float(e * first(torch.tensor(at).double())) for at in (-8.0, 8.0))
    z_domain, y_domain = grid(-8, 8, 300), grid(low, high, 500)
    return {
        "m": m, "t": t, "x": x, "e": e, "first": first, "q_k": q_k, "joint": joint,
        "q_0": lambda z: normal(m, t).log_prob(z).exp(), "z": z_domain, "y": y_domain,
    }  # fmt: skip


@PROOFS.world("eq-flows-expectation")
def means(draw: Draw) -> World:
    made = bend(draw)
    return World(
        {
            "q_0": Family({"z": made["q_0"]}), "q_K": Family({"y": made["q_k"]}),
            "f": Function("z", lambda z: made["e"] * made["first"](z)),
            "h": Function("at", lambda at: torch.sin(at) + at**2),
        },
        domains={"z": made["z"], "y": made["y"]},
    )  # fmt: skip


def chained(draw: Draw) -> World:
    """The bound by an integral over y, with the density of y."""
    made = bend(draw)
    nodes, weights = made["y"].nodes, made["y"].weights
    q = torch.vmap(made["q_k"])(nodes)
    bound = (weights * q * (made["joint"](made["x"], nodes).log() - q.log())).sum()
    entropy = -(weights * q * q.log()).sum()

    def slopes(z_0) -> Tensor:
        slope = torch.func.grad(made["first"])(z_0)
        return torch.stack([slope, made["e"] + 0 * slope]).reshape(2, 1, 1)

    return World(
        {
            "q_0": Family({"z_0": lambda z_0: made["q_0"](z_0)}), "cal_L": bound, "K": 2,
            "z_K": lambda z_0: made["e"] * made["first"](z_0), "J_": slopes,
            "p": Function("x,at", made["joint"]), "x": made["x"],
            "entropy": entropy, "fit": bound - entropy,
        },
        domains={"z_0": made["z"]}, ranges={"k": 2},
    )  # fmt: skip


PROOFS.world("eq-flows-bound")(chained)


@PROOFS.world("eq-flows-beta", "eq-flows-annealed")
def annealing(draw: Draw) -> World:
    world = chained(draw)
    step = (700.0, 4300.0, 20_000.0)[draw.seed % 3]
    beta = (0.08, 0.44, 1.0)[draw.seed % 3]
    energy = -world.values["entropy"] - beta * world.values["fit"]
    beta_t = torch.tensor(beta).double()
    return world.with_values(t=step, beta_t=beta_t, cal_F_t=energy)


@PROOFS.world("eq-flows-planar", "eq-flows-planar-det")
def one_plane(draw: Draw) -> World:
    """The map coordinate by coordinate, with tanh as a quotient; psi by its difference quotient."""
    z, u, w, b = numbers(draw)

    def end(z) -> Tensor:
        t = sum(w[i] * z[i] for i in range(3)) + b
        h = 1 - 2 / (torch.exp(2 * t) + 1)
        return torch.stack([z[i] + u[i] * h for i in range(3)])

    slope = 4 * torch.exp(2 * (w @ z + b)) / (torch.exp(2 * (w @ z + b)) + 1) ** 2
    values = {"z": z, "u": u, "w": w, "b": b, "psi": slope * w, "f": Function("z", end)}
    return World(values)


@PROOFS.world("eq-flows-lemma")
def rank_one(draw: Draw) -> World:
    return World({"u": draw.normal(4), "v": draw.normal(4)})


@PROOFS.world("eq-flows-safe", "eq-flows-safe-product")
def corrected(draw: Draw) -> World:
    """The point nearest to u of the plane in which the product with w is m(w^T u)."""
    u, w, a = draw.normal(3), draw.normal(3), draw.normal()
    wanted = torch.nn.functional.softplus(w @ u) - 1
    nearest = torch.linalg.lstsq(w[None], (wanted - w @ u)[None, None], driver="gelsd").solution
    soft = torch.nn.functional.softplus
    values = {"u": u, "w": w, "a": a, "hat_u": u + nearest[:, 0]}
    return World(values | {"m": Function("a", lambda a: soft(a) - 1)})


@PROOFS.world("eq-flows-radial", "eq-flows-radial-det")
def one_centre(draw: Draw) -> World:
    """The map in the coordinates of distance and direction."""
    z, c, alpha = draw.normal(3), draw.normal(3), draw.positive()
    beta = draw.uniform(0.2, 1.5) - alpha

    def end(z) -> Tensor:
        r = torch.sqrt(((z - c) ** 2).sum())
        return c + (r + beta * r / (alpha + r)) * (z - c) / r

    values = {"z": z, "c": c, "alpha": alpha, "beta": beta, "d": 3, "r": torch.dist(z, c)}
    return World(values | {"f": Function("z", end)})


@PROOFS.world("eq-flows-coupling", "eq-flows-affine")
def coupled(draw: Draw) -> World:
    """Coordinate by coordinate; the Jacobian of the whole by automatic differentiation."""
    to_s, to_t, z = draw.normal(2, 2), draw.normal(2, 2), draw.normal(4)

    def end(z) -> Tensor:
        s, t = torch.sin(to_s @ z[:2]), torch.tanh(to_t @ z[:2])
        return torch.stack([z[0], z[1], z[2] * math.e ** s[0] + t[0], z[3] * math.e ** s[1] + t[1]])

    y = end(z)
    return World(
        {
            "z_a": z[:2], "z_b": z[2:], "y_a": y[:2], "y_b": y[2:],
            "s": torch.sin(to_s @ z[:2]), "t": torch.tanh(to_t @ z[:2]),
            "s_": torch.sin(to_s @ z[:2]), "J": torch.autograd.functional.jacobian(end, z),
        },
        ranges={"j": 2},
    )  # fmt: skip


@PROOFS.world("eq-flows-iaf")
def masked(draw: Draw) -> World:
    """One coordinate after the other; the Jacobian of the whole by automatic differentiation."""
    to_g, to_m, z = draw.normal(3, 3), draw.normal(3, 3), draw.normal(3)

    def parts(z) -> tuple[Tensor, Tensor, Tensor]:
        y, gates, means = [], [], []
        for i in range(3):
            gate = torch.sigmoid(to_g[i, :i] @ z[:i] + 0.4)
            mean = torch.sin(to_m[i, :i] @ z[:i] + 0.2)
            y.append(torch.lerp(mean, z[i], gate))
            gates.append(gate)
            means.append(mean)
        return torch.stack(y), torch.stack(gates), torch.stack(means)

    y, gates, means = parts(z)
    jacobian = torch.autograd.functional.jacobian(lambda z: parts(z)[0], z)
    values = {"y_": y, "g_": gates, "m_": means, "z_": z, "J": jacobian}
    return World(values, ranges={"i": 3})


@PROOFS.world("eq-flows-leapfrog")
def one_step(draw: Draw) -> World:
    """The step in a Gaussian joint density, by its matrices."""
    precision, centre = draw.covariance(2), draw.normal(2)
    z, v, eta = draw.normal(2), draw.normal(2), draw.uniform(0.2, 0.5)
    half = v - eta / 2 * precision @ (z - centre)
    end = z + eta * half
    last = half - eta / 2 * precision @ (end - centre)

    def joint(x, at) -> Tensor:
        away = at - 2 * x * centre  # x is 0.5
        return 0.2 * torch.exp(-0.5 * away @ precision @ away)

    values = {"z": z, "v": v, "eta": eta, "hat_v": half, "z_star": end, "v_star": last}
    return World(values | {"p": Function("x,at", joint), "x": 0.5})


@PROOFS.world("eq-flows-hamiltonian")
def pairs(draw: Draw) -> World:
    """Two steps in one coordinate; in the last world q_0 is what the steps bring to p(z | x) r."""
    a, x = draw.uniform(0.7, 1.3), draw.uniform(0.2, 0.8)
    slope, spread, eta = draw.uniform(-0.4, 0.4), draw.uniform(0.8, 1.2), 0.4
    tight = draw.seed == 2
    m, s = draw.normal() / 4, draw.uniform(0.8, 1.1)

    def joint(x, at) -> Tensor:
        return 0.4 * torch.exp(-0.5 * a * (at - x) ** 2 - 0.05 * at**4)

    def walked(z, v) -> tuple[Tensor, Tensor]:
        force = torch.func.grad(lambda at: joint(x, at).log())
        for _ in range(2):
            v = v + eta / 2 * force(z)
            z = z + eta * v
            v = v + eta / 2 * force(z)
        return z, v

    def reverse(v, z) -> Tensor:
        return normal(slope * z, spread).log_prob(v).exp()

    line = grid(-7, 7, 700)
    evidence = line.weights @ joint(x, line.nodes)

    def start(z_0, v_0) -> Tensor:
        if tight:
            z, v = walked(z_0, v_0)
            return joint(x, z) / evidence * reverse(v, z)
        return (normal(m, s).log_prob(z_0) + normal(0.0, 1.0).log_prob(v_0)).exp()

    return World(
        {
            "p": Family({"x": lambda x: evidence, "x,z_T": lambda x, z_T: joint(x, z_T)}),
            "x": x, "q_0": Family({"z_0,v_0": start}),
            "z_T": lambda z_0, v_0: walked(z_0, v_0)[0],
            "v_T": lambda z_0, v_0: walked(z_0, v_0)[1],
            "r": Family({"v_T|z_T": lambda v_T, z_T: reverse(v_T, z_T)}),
        },
        domains={"z_0": grid(-6.5, 6.5, 150), "v_0": grid(-7, 7, 150)}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-flows-darn")
def bits_in_an_order(draw: Draw) -> World:
    """Bit by bit, each by torch's distribution given those before it."""
    d = 4
    w, b = draw.normal(d, d).tril(-1), draw.normal(d)

    def density(h: Tensor) -> Tensor:
        logits = [b[j] + sum(w[j, i] * h[i] for i in range(j)) for j in range(d)]
        return Bernoulli(logits=torch.stack(logits), validate_args=False).log_prob(h).sum().exp()

    return World(
        {"p": Family({"h": density}), "W": w, "b": b, "d": d, "h": draw.uniform(0, 1, d).round()},
        ranges={"j": d},
    )
