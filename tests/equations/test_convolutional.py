"""The worlds in which the formulas of ``chapters/convolutional/theory.md`` are computed as printed.

Maps and their convolutions are those of torch, read entry by entry; densities are tables or those
of torch.distributions; posteriors of the normal example are sums over a fine grid.
"""

import torch
from torch import Tensor
from torch.distributions import Normal
from torch.nn import functional as F

from labsupport import chairs
from labsupport.checks.convolutional.derivations import picture_and_mask
from labsupport.equations import Draw, Family, Function, World, finite, pick
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/convolutional/theory.md")


def entries(values: Tensor) -> Function:
    """The function whose values at 1, 2, … are these, and 0 elsewhere."""

    def at(p: Tensor) -> Tensor:
        return ((torch.arange(1, len(values) + 1) == p.round()).to(values.dtype) * values).sum()

    return Function("p", at)


def convolved(values: Tensor, kernel: Tensor) -> Tensor:
    """torch's convolution, of the same length, with an odd kernel."""
    return F.conv1d(values[None, None], kernel[None, None], padding=len(kernel) // 2)[0, 0]


def delta() -> Function:
    return Function("m", lambda m: (m.round() == 0).double())


def layer(draw: Draw) -> dict:
    """A map of four entries, a kernel, and what torch makes of them; p is one of the pixels."""
    stride, size = (2, 5) if draw.seed % 2 else (3, 3)
    x, kernel = draw.normal(4), draw.normal(size)
    large = torch.zeros(4 * stride, dtype=torch.float64)
    large[::stride] = x
    turned = kernel.flip(0)
    made = F.conv_transpose1d(
        x[None, None], turned[None, None], None, stride, size // 2, output_padding=stride - 1
    )[0, 0]
    filled = x.repeat_interleave(stride)
    steps = F.unfold(F.pad(torch.eye(4 * stride).double(), [size // 2] * 2)[None, None],
                     (1, size))  # fmt: skip
    rows = steps.reshape(1, size, 4 * stride, 4 * stride)[0].permute(1, 2, 0)
    matrix = (rows @ turned).T[::stride]  # every stride-th pixel of the convolution with turned
    return {
        "x_": x, "w": entries(kernel), "v": entries(turned), "u": entries(large),
        "y": entries(made), "f": entries(filled), "delta": delta(), "n": 4, "s": stride, "k": size,
        "h": (size + 1) / 2, "C_": matrix, "made": made,
    }  # fmt: skip


@PROOFS.world("eq-convolutional-unpool")
def at_an_entry(draw: Draw) -> World:
    """The places of the last entry, of the first, and of the second."""
    values = layer(draw)
    stride = values["s"]
    return World(values | {"p": float((3 * stride + 1, 1, stride + 1)[draw.seed])}, ranges={"i": 4})


@PROOFS.world("eq-convolutional-up", "eq-convolutional-sum", "eq-convolutional-transposed")
def at_a_pixel(draw: Draw) -> World:
    """The place of the last entry, and others."""
    values = layer(draw)
    number = (3 * values["s"] + 1, 5, 2)[draw.seed]
    return World(values | {"p": float(number)}, ranges={"a": values["k"], "i": 4})


@PROOFS.world("eq-convolutional-turned")
def turned(draw: Draw) -> World:
    values = layer(draw)
    return World(values | {"b": float(1 + draw.seed % values["k"])})


@PROOFS.world("eq-convolutional-convolution", "h")
def convolution(draw: Draw) -> World:
    x, kernel = draw.normal(6), draw.normal(3 if draw.seed % 2 else 5)
    size = len(kernel)
    return World(
        {
            "x": entries(x), "w": entries(kernel), "y": entries(convolved(x, kernel)), "k": size,
            "h": (size + 1) / 2, "p": float(1 + draw.seed % 6),
        },
        ranges={"a": size},
    )  # fmt: skip


@PROOFS.world("eq-convolutional-matrix")
def matrix(draw: Draw) -> World:
    values = layer(draw)
    return World(values, ranges={"i": 4, "p": 4 * values["s"]})


@PROOFS.world("eq-convolutional-adjoint")
def adjoint(draw: Draw) -> World:
    values = layer(draw)
    return World({"y": values["made"], "C": values["C_"], "x": values["x_"]})


@PROOFS.world("eq-convolutional-phases", "eq-convolutional-flat", "u(p)")
def flat(draw: Draw) -> World:
    """A flat map so long that its middle is far from the border; p = 1 lies there."""
    stride, size = (2, 5) if draw.seed % 2 else (3, 3)
    kernel = draw.normal(size)
    large = torch.zeros(31 * stride, dtype=torch.float64)
    large[::stride] = 1
    made, ones = convolved(large, kernel), torch.ones_like(large)
    first = 15 * stride - 1  # 0-based place of p = 0

    def of(values: Tensor) -> Function:
        def at(p: Tensor) -> Tensor:
            number = torch.arange(len(values)) - first
            return ((number == p.round()).to(values.dtype) * values).sum()

        return Function("p", at)

    def multiple(m: Tensor) -> Tensor:
        return (torch.remainder(m.round(), stride) == 0).double()

    return World(
        {
            "w": entries(kernel), "y": of(made), "c": Function("m", multiple), "k": size,
            "h": (size + 1) / 2, "s": stride, "p": (2.0, 1.0, 1.0)[draw.seed],
            "f": of(ones), "u": of(large),
        },
        ranges={"a": size},
    )  # fmt: skip


@PROOFS.world("eq-convolutional-nearest", "eq-convolutional-larger")
def nearest(draw: Draw) -> World:
    """A pixel in the inner part, where no block reaches over the border."""
    values = layer(draw)
    return World(
        values | {"p": float(4 + draw.seed % 4)}, ranges={"a": values["k"], "b": values["s"]}
    )


@PROOFS.world("eq-convolutional-colour")
def colour(draw: Draw) -> World:
    hue, saturation, brightness = draw.uniform(-1, 1), draw.positive(), draw.positive()
    given = draw.uniform(0.1, 0.9, 3)
    found = torch.from_numpy(
        chairs.colour_matrix(float(hue), float(saturation), float(brightness)) @ given.numpy()
    )
    along = torch.full((3,), 3**-0.5, dtype=torch.float64)
    across = torch.stack([torch.linalg.cross(along, e) for e in torch.eye(3).double()], 1)
    return World(
        {
            "r": given, "r_prime": found, "b": brightness, "lam": saturation, "phi": hue,
            "G": torch.full((3, 3), 1 / 3, dtype=torch.float64), "K": across,
        }
    )  # fmt: skip


@PROOFS.world("eq-convolutional-independent", "eq-convolutional-bound")
def bound(draw: Draw) -> World:
    """Tables; in the last world q is the posterior."""
    world = picture_and_mask(draw)
    if draw.seed < 2:
        return world.with_values(z=1.0)
    joint = world.values["prior_table"] * world.values["terms"]
    posterior = joint / joint.sum()
    law = Family({"z": lambda z: pick(posterior, z), "z|c": lambda z, c: pick(posterior, z)})
    tight = world.with_values(q=law, z=1.0)
    tight.tight = True
    return tight


@PROOFS.world("eq-convolutional-likelihood")
def likelihood(draw: Draw) -> World:
    """A picture of two pixels: six numbers, and two of its mask."""
    x, s, mu, m = draw.normal(6), draw.normal(2), draw.normal(6), draw.normal(2)
    sigma, tau = draw.positive(), draw.positive()
    total = Normal(mu, sigma).log_prob(x).sum() + Normal(m, tau).log_prob(s).sum()
    return World(
        {
            "p": Family({"x,s|z": lambda x, s, z: total.exp()}), "x": x, "s": s, "z": 0.0,
            "x_": x, "s_": s, "mu_": mu, "m_": m, "sigma": sigma, "tau": tau, "D": 2,
        }
    )  # fmt: skip


@PROOFS.world("eq-convolutional-shared")
def shared(draw: Draw) -> World:
    """Two pictures of one style by tables; in the last world q is the posterior."""
    prior, q, picture = draw.probabilities(3), draw.probabilities(3), draw.probabilities(3, 2)
    joint = prior[:, None, None] * picture[:, :, None] * picture[:, None, :]
    tight = draw.seed == 2
    if tight:
        q = joint[:, 1, 0] / joint[:, 1, 0].sum()
    p = Family(
        {
            "x,y": lambda x, y: pick(joint.sum(0), x, y),
            "z": lambda z: pick(prior, z),
            "x|z": lambda x, z: pick(picture, z, x),
            "y|z": lambda y, z: pick(picture, z, y),
        }
    )
    return World(
        {"p": p, "q": Family({"z": lambda z: pick(q, z)}), "x": 1.0, "y": 0.0},
        domains={"z": finite(torch.arange(3.0).double())}, tight=tight,
    )  # fmt: skip


@PROOFS.world("eq-convolutional-talk")
def talk(draw: Draw) -> World:
    """n pictures: a bound for each of them, added up."""
    prior, q, n = draw.probabilities(3), draw.probabilities(3), 4
    picture = draw.uniform(0.1, 0.9, n, 3)
    divergence = (q * (q / prior).log()).sum()
    each = (q * picture.log()).sum(1) - divergence
    once = (q * picture.log().sum(0)).sum() - divergence
    return World(
        {
            "cal_L_n": each.sum(), "cal_L": once, "n": n,
            "p": Family({"z": lambda z: pick(prior, z)}),
            "q": Family({"z": lambda z: pick(q, z)}),
        },
        domains={"z": finite(torch.arange(3.0).double())},
    )  # fmt: skip


@PROOFS.world("eq-convolutional-posterior", "eq-convolutional-shrunk")
def posterior(draw: Draw) -> World:
    """Both means by sums over a grid; the second has the n-th root of the likelihood."""
    n, sigma = 5, draw.positive()
    x = draw.normal(n) + 1
    z = torch.linspace(-12, 12, 4801, dtype=torch.float64)
    prior = Normal(0.0, 1.0).log_prob(z)
    fit = Normal(x, sigma).log_prob(z[:, None]).sum(1)
    whole, root = torch.softmax(prior + fit, 0), torch.softmax(prior + fit / n, 0)
    return World(
        {
            "n": n, "sigma": sigma, "bar_x": x.mean(), "mu": (whole * z).sum(),
            "mu_prime": (root * z).sum(),
        }
    )  # fmt: skip


@PROOFS.world("eq-convolutional-line")
def line(draw: Draw) -> World:
    first, last, share = draw.normal(3), draw.normal(3), draw.uniform(0.2, 0.8)
    return World(
        {"z_0": first, "z_1": last, "alpha": share, "z_alpha": torch.lerp(first, last, share)}
    )


@PROOFS.world("eq-convolutional-arithmetic")
def arithmetic(draw: Draw) -> World:
    codes = draw.normal(3, 2)
    signs = torch.tensor([1.0, -1.0, 1.0], dtype=torch.float64)
    first, second, third = codes
    return World({"z": signs @ codes, "z_1": first, "z_2": second, "z_3": third})
