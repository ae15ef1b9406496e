"""The worlds in which the formulas of ``chapters/draw/theory.md`` are computed as printed.

Recurrent networks are those of torch; codes of two steps are tables; filters are normal densities
of torch.distributions, normalized over pixels; gradients in a mean are autograd's.
"""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, Normal, kl_divergence

from labsupport.checks.draw.derivations import a_place, two_steps
from labsupport.equations import Draw, Family, Function, World, finite, pick, plane
from labsupport.equations.proofs import Proofs

PROOFS = Proofs("chapters/draw/theory.md")


def sigmoid() -> Function:
    return Function("a", lambda a: 1 / (1 + torch.exp(-a)))


@PROOFS.world("eq-draw-error")
def missing(draw: Draw) -> World:
    x, canvas = draw.uniform(0, 1, 3), draw.normal(3)
    drawn = Bernoulli(logits=canvas).probs
    return World({"x": x, "c_t_minus_1": canvas, "sigma": sigmoid(), "hat_x_t": x - drawn})


@PROOFS.world("eq-draw-encoder", "eq-draw-step", "eq-draw-heads", "eq-draw-draw")
def step(draw: Draw) -> World:
    """A step with plain recurrent networks; its results are those of torch's own cells."""
    torch.manual_seed(draw.seed)
    encoder, decoder = nn.RNNCell(6, 3).double(), nn.RNNCell(2, 3).double()
    head, writer = nn.Linear(3, 4, bias=False).double(), nn.Linear(3, 3).double()
    r, g, h, canvas, epsilon = draw.normal(3), *draw.normal(2, 3), draw.normal(3), draw.normal(2)
    with torch.no_grad():
        new_h = encoder(torch.cat([r, g])[None], h[None])[0]
        mu, log_sigma = head(new_h).chunk(2)
        z = Normal(mu, log_sigma.exp()).loc + log_sigma.exp() * epsilon
        new_g = decoder(z[None], g[None])[0]
        written = writer(new_g)
        w_e, v_e, b_e = encoder.weight_ih, encoder.weight_hh, encoder.bias_ih + encoder.bias_hh
        w_d, v_d, b_d = decoder.weight_ih, decoder.weight_hh, decoder.bias_ih + decoder.bias_hh
        w_w, b_w = writer.weight, writer.bias

    def f(r, g, h) -> Tensor:
        return torch.tanh(w_e.detach() @ torch.cat([r, g]) + v_e.detach() @ h + b_e)

    def d(z, g) -> Tensor:
        return torch.tanh(w_d.detach() @ z + v_d.detach() @ g + b_d)

    return World(
        {
            "r_t": r, "g_t_minus_1": g, "h_t_minus_1": h, "h_t": new_h, "g_t": new_g, "z_t": z,
            "f": Function("r,g,h", f), "d": Function("z,g", d),
            "w": Function("g", lambda g: w_w.detach() @ g + b_w.detach()),
            "c_t_minus_1": canvas, "c_t": canvas + written,
            "W_mu": head.weight.detach()[:2], "W_sigma": head.weight.detach()[2:],
            "mu_t": mu, "sigma_t": log_sigma.exp(), "epsilon_t": epsilon,
        }
    )  # fmt: skip


@PROOFS.world("eq-draw-posterior")
def posterior(draw: Draw) -> World:
    mu, sigma, z = draw.normal(2), draw.positive(2), draw.normal(2)

    return World(
        {
            "q": Family({"z_t|h_t": lambda z_t: Normal(mu, sigma).log_prob(z_t).sum().exp()}),
            "z_t": z, "h_t": draw.normal(2), "mu_t": mu, "sigma_t": sigma,
        }
    )  # fmt: skip


@PROOFS.world("eq-draw-generate")
def strokes(draw: Draw) -> World:
    g, weight = draw.normal(3, 2), draw.normal(2, 2)
    canvas = start = draw.normal(2)
    for each in g:
        canvas = canvas + torch.tanh(weight @ each)
    return World(
        {
            "c_0": start, "c_T": canvas, "g_": g, "T": 3,
            "w": Function("g", lambda g: torch.tanh(weight @ g)),
        },
        ranges={"t": 3},
    )  # fmt: skip


@PROOFS.world("eq-draw-likelihood")
def pixels(draw: Draw) -> World:
    x, logits = draw.uniform(0, 1, 3).round(), draw.normal(3)
    each = Bernoulli(logits=logits)
    return World(
        {
            "p": Family({"x|c_T": lambda x: each.log_prob(x).sum().exp()}),
            "x": x, "c_T": logits, "a": logits, "D": 3,
        },
        ranges={"i": 3},
    )  # fmt: skip


@PROOFS.world("eq-draw-bound")
def bound(draw: Draw) -> World:
    """Codes of two steps as tables, for one x; in the last world q is the posterior."""
    prior, likelihood = draw.probabilities(3), draw.uniform(0.1, 0.9, 3, 3)
    joint = torch.outer(prior, prior) * likelihood
    q, tight = draw.probabilities(9).reshape(3, 3), draw.seed == 2
    if tight:
        q = joint / joint.sum()
    elbo = (q * (joint.log() - q.log())).sum()
    codes = finite(torch.arange(3.0).double())
    return World(
        {
            "q": Family({"y,z": lambda y, z: pick(q, y, z)}),
            "p": Family(
                {
                    "x": lambda x: joint.sum(),
                    "y,z": lambda y, z: pick(prior, y) * pick(prior, z),
                    "x|y,z": lambda x, y, z: pick(likelihood, y, z),
                }
            ),
            "x": 1.0, "cal_L": elbo,
        },
        domains={"y": codes, "z": codes}, tight=frozenset({1}) if tight else False,
    )  # fmt: skip


PROOFS.world("eq-draw-chain")(two_steps)


@PROOFS.world("eq-draw-latent-loss")
def latent_loss(draw: Draw) -> World:
    mu, sigma = draw.normal(3, 2), draw.positive(3, 2)
    exact = kl_divergence(Normal(mu, sigma), Normal(0.0, 1.0)).sum()
    return World(
        {"cal_L_z": exact, "mu_": mu, "sigma_": sigma, "T": 3, "d": 2}, ranges={"t": 3, "j": 2}
    )


@PROOFS.world("eq-draw-fresh")
def noises(draw: Draw) -> World:
    def law(epsilon_: Tensor) -> Tensor:
        return Normal(0.0, 1.0, validate_args=False).log_prob(epsilon_).sum().exp()

    return World(
        {"T": 2, "epsilon_": draw.normal(2)},
        domains={"epsilon_": plane(-8, 8, 60)}, laws={"": Family({"epsilon_": law})},
        ranges={"t": 2},
    )  # fmt: skip


def grid(draw: Draw) -> dict:
    """A window of five filters; centres by a line from the first one to the last."""
    columns, rows, n = (9.0, 6.0, 5) if draw.seed % 2 else (6.0, 11.0, 4)
    u, v, s = draw.uniform(-0.4, 0.4, 3)
    middle = (columns + 1) / 2 + u * (columns + 1) / 2
    delta = (max(rows, columns) - 1) * s.exp() / (n - 1)
    reach = (n - 1) / 2 * delta
    centres = middle + torch.linspace(-1, 1, n, dtype=torch.float64) * reach
    variance = draw.positive()
    pixel = torch.arange(1, columns + 1).double()
    log_f = Normal(centres[:, None], variance.sqrt()).log_prob(pixel)
    scale = (2 * torch.pi * variance).sqrt()
    return {
        "A": columns, "B": rows, "N": n, "u": u, "v": v, "s": s, "g_X": middle,
        "g_Y": (rows + 1) / 2 + v * (rows + 1) / 2, "delta": delta, "mu_": centres,
        "sigma": variance.sqrt(), "F_": torch.softmax(log_f, 1), "Z_": log_f.exp().sum(1) * scale,
        "b": draw.normal(), "a_": pixel,
    }  # fmt: skip


@PROOFS.world(
    "eq-draw-window", "eq-draw-centres", "eq-draw-middle", "eq-draw-filter", "eq-draw-constant"
)
def window(draw: Draw) -> World:
    values = grid(draw)
    return World(values, ranges={"i": values["N"], "a": int(values["A"])})


@PROOFS.world("eq-draw-read", "eq-draw-write")
def through(draw: Draw) -> World:
    f_y, f_x = draw.normal(2, 4), draw.normal(2, 3)
    x, error, patch, gamma = (
        draw.normal(4, 3),
        draw.normal(4, 3),
        draw.normal(2, 2),
        draw.positive(),
    )
    return World(
        {
            "F_Y": f_y, "F_X": f_x, "x": x, "hat_x": error, "P": patch, "gamma": gamma,
            "r": torch.einsum("ir,rs,js->ij", f_y, x, f_x) * gamma,
            "hat_r": torch.einsum("ir,rs,js->ij", f_y, error, f_x) * gamma,
            "w": torch.einsum("ir,ij,js->rs", f_y, patch, f_x) / gamma,
        }
    )  # fmt: skip


PROOFS.world("eq-draw-reinforce")(a_place)


@PROOFS.world("eq-draw-location-loss")
def location_loss(draw: Draw) -> World:
    places, means, baselines = draw.normal(3), draw.normal(3), draw.normal(3)
    reward, s = draw.positive(), draw.positive()
    advantage = reward - baselines
    loss = advantage @ advantage - advantage @ Normal(means, s).log_prob(places)
    return World(
        {
            "ell": loss, "l_": places, "m_": means, "b_": baselines, "R": reward, "s": s,
            "A_": advantage, "K": 3,
        },
        ranges={"k": 3},
    )  # fmt: skip


@PROOFS.world("eq-draw-cancel")
def cancelled(draw: Draw) -> World:
    return World({"m": draw.normal(), "s": draw.positive(), "epsilon": draw.normal()})
