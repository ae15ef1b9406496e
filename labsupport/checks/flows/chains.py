"""The exercises of topic ``flows`` on the free energy of a chain and on leapfrog steps."""

import math
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import numbers
from labsupport.checks.compare import Verdict, compare
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

# --- flow_free_energy


def flow_free_energy(
    z_first: Tensor,
    z_last: Tensor,
    mean: Tensor,
    log_var: Tensor,
    log_dets: Tensor,
    log_likelihood: Tensor,
    step: int,
) -> Tensor:
    """log q_K minus beta times the log-joint."""
    beta = min(1.0, 0.01 + step / 10000)
    variance = log_var.exp()
    c = math.log(2 * math.pi)
    log_start = -0.5 * ((z_first - mean) ** 2 / variance + log_var + c).sum(-1)
    log_last = log_start - log_dets.sum(0)
    log_prior = -0.5 * (z_last**2 + c).sum(-1)
    return log_last - beta * (log_likelihood + log_prior)


def chain_inputs(make: Inputs, maps: int, batch: int, d: int, step: int = 4300) -> list[Any]:
    """Draws before and after a chain, log-determinants above 0, log-likelihoods below."""
    return [
        make.normal(batch, d),
        1.5 * make.normal(batch, d),
        make.normal(batch, d),
        make.uniform(-0.9, 0.9, batch, d),
        make.uniform(0.2, 1.2, maps, batch),
        -make.uniform(3.0, 9.0, batch),
        step,
    ]


def other_steps(function: Function, generator: torch.Generator) -> Verdict:
    """Whether beta starts at 0.01 and ends at 1."""
    run = numbers.forgiving(function)
    for step, sentence in (
        (0, "at step 0 beta is 0.01"),
        (100, "at step 100 beta is 0.02"),
        (9900, "at step 9900 beta has just reached 1"),
        (40_000, "beta is never above 1: take the minimum"),
    ):
        given = chain_inputs(Inputs(generator), 3, 4, 2, step)
        if compare(run(*given), flow_free_energy(*given)) is not None:
            return sentence
    return None


FLOW_FREE_ENERGY = Declaration(
    flow_free_energy,
    chain_inputs,
    [(3, 4, 2), (1, 2, 3), (5, 1, 1), (2, 3, 1, 20_000), (4, 2, 2, 0)],
    edits={
        "the log-determinants are added; log q_K is log q_0 minus their sum": (
            "log_start - log_dets.sum(0) -> log_start + log_dets.sum(0)"
        ),
        "the log-determinants are missing: this is log q_0, not log q_K": (
            "log_start - log_dets.sum(0) -> log_start"
        ),
        "the log-determinants of all data are added up; each datum has its own": (
            "log_dets.sum(0) -> log_dets.sum()"
        ),
        "the log-determinants are averaged over the maps; add them": (
            "log_dets.sum(0) -> log_dets.mean(0)"
        ),
        "only the last map's log-determinant is there": "log_dets.sum(0) -> log_dets[-1]",
        "the prior is taken at z_first; the model's z is z_last": (
            "z_last**2 + c -> z_first**2 + c"
        ),
        "q_0 is taken at z_last; the draws from it are z_first": (
            "(z_first - mean) ** 2 -> (z_last - mean) ** 2"
        ),
        "q_0 is taken without its mean": "(z_first - mean) ** 2 -> z_first ** 2",
        "the squared distance is not divided by the variance": (
            "(z_first - mean) ** 2 / variance -> (z_first - mean) ** 2"
        ),
        "divided by the standard deviation; it is the variance": (
            "variance = log_var.exp() -> variance = (0.5 * log_var).exp()"
        ),
        "log_var is missing in log q_0": "/ variance + log_var + c -> / variance + c",
        "log 2π is missing in log q_0": "variance + log_var + c -> variance + log_var",
        "log 2π is missing in the prior": "z_last**2 + c -> z_last**2",
        "the prior is missing: the joint is likelihood times prior": (
            "(log_likelihood + log_prior) -> log_likelihood"
        ),
        "the likelihood is missing": "(log_likelihood + log_prior) -> log_prior",
        "beta does not multiply the prior; it multiplies the whole joint": (
            "beta * (log_likelihood + log_prior) -> (beta * log_likelihood + log_prior)"
        ),
        "beta does not multiply the likelihood; it multiplies the whole joint": (
            "beta * (log_likelihood + log_prior) -> (log_likelihood + beta * log_prior)"
        ),
        "beta multiplies log q_K; it multiplies the joint": (
            "log_last - beta * (log_likelihood + log_prior) -> "
            "beta * log_last - (log_likelihood + log_prior)"
        ),
        "beta is missing: this is the free energy at the end of annealing": (
            "log_last - beta * (log_likelihood -> log_last - (log_likelihood"
        ),
        "the 0.01 of beta is missing": "0.01 + step / 10000 -> step / 10000",
        "beta has its largest value from the start: it is the minimum of 1 and the line": (
            "min(1.0, 0.01 + step / 10000) -> max(1.0, 0.01 + step / 10000)"
        ),
        "the log-joint is added; subtract it": "log_last - beta * -> log_last + beta *",
        "this is minus the free energy: an energy falls as the fit improves": (
            "return log_last - beta * (log_likelihood + log_prior) -> "
            "return beta * (log_likelihood + log_prior) - log_last"
        ),
        "averaged over the batch; return one number for each datum": (
            "return log_last - beta * (log_likelihood + log_prior) -> "
            "return (log_last - beta * (log_likelihood + log_prior)).mean()"
        ),
    },
    also=[other_steps],
)


# --- leapfrog


def leapfrog(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> tuple[Tensor, Tensor]:
    """Half a kick, a move, half a kick."""
    for _ in range(steps):
        half = v - step_size / 2 * (z - centre) @ precision
        z = z + step_size * half
        v = half - step_size / 2 * (z - centre) @ precision
    return z, v


def orbit(make: Inputs, n: int, d: int, steps: int) -> list[Any]:
    """Points, velocities, and a precision that is not diagonal."""
    return [
        make.normal(n, d),
        make.normal(n, d),
        make.normal(d),
        make.normal(d, d),
        0.3,
        steps,
    ]


def symmetric(z, v, centre, factor, step_size, steps):
    """The inputs, with a precision made of its factor."""
    identity = torch.eye(len(centre), dtype=factor.dtype, device=factor.device)
    precision = factor @ factor.mT / len(centre) + 0.5 * identity
    return [z, v, centre, precision, step_size, steps]


def orbit_mistakes(
    z: Tensor, v: Tensor, centre: Tensor, precision: Tensor, step_size: float, steps: int
) -> dict[str, tuple[Tensor, Tensor]]:
    """Mistakes that are no edit."""
    right = leapfrog(z, v, centre, precision, step_size, steps)
    whole_kick, drift, half_at_last, at_once = (z, v), (z, v), (z, v), (z, v)
    for number in range(steps):
        at, speed = whole_kick
        speed = speed - step_size * (at - centre) @ precision
        whole_kick = (at + step_size * speed, speed)
        at, speed = drift
        at = at + step_size / 2 * speed
        speed = speed - step_size * (at - centre) @ precision
        drift = (at + step_size / 2 * speed, speed)
        at, speed = half_at_last
        speed = speed - step_size / 2 * (at - centre) @ precision
        half_at_last = (at + step_size * speed, speed)
        if number == steps - 1:
            at, speed = half_at_last
            half_at_last = (at, speed - step_size / 2 * (at - centre) @ precision)
        at, speed = at_once
        at_once = (at + step_size * speed, speed - step_size * (at - centre) @ precision)
    fixed, speed = z, v
    for _ in range(steps):
        speed = speed - step_size * (z - centre) @ precision
        fixed = fixed + step_size * speed
    return {
        "the kick is whole, before the move: leapfrog has half a kick before and half after": (
            whole_kick
        ),
        "here z makes half a move before and after the kick; it is v that has the two halves": (
            drift
        ),
        "half a kick is missing between two moves: each step has two halves": half_at_last,
        "z and v are changed at the same time: these are Euler's steps": at_once,
        "the gradient is taken at the first z in every step": (fixed, speed),
        "the two results are in the wrong order: z comes first": (right[1], right[0]),
        "the velocity at the end is turned round; here it is returned as it is": (
            right[0],
            -right[1],
        ),
    }


LEAPFROG = Declaration(
    leapfrog,
    orbit,
    [(4, 3, 3), (2, 2, 1), (1, 1, 4), (3, 2, 0)],
    results=("z", "v"),
    given=symmetric,
    edits={
        "the first kick has the wrong sign: v moves along the gradient, -precision (z - centre)": (
            "half = v - step_size / 2 * -> half = v + step_size / 2 *"
        ),
        "the second kick has the wrong sign": "v = half - step_size / 2 * -> "
        "v = half + step_size / 2 *",
        "both kicks have the wrong sign: the gradient of the log-density points to the centre": (
            "half = v - step_size / 2 * -> half = v + step_size / 2 *; "
            "v = half - step_size / 2 * -> v = half + step_size / 2 *"
        ),
        "the first kick is not halved": "half = v - step_size / 2 * -> half = v - step_size *",
        "the second kick is not halved": "v = half - step_size / 2 * -> v = half - step_size *",
        "neither kick is halved": "half = v - step_size / 2 * -> half = v - step_size *; "
        "v = half - step_size / 2 * -> v = half - step_size *",
        "the second kick is missing": (
            "v = half - step_size / 2 * (z - centre) @ precision -> v = half"
        ),
        "the first kick is missing": "half = v - step_size / 2 * (z - centre) @ precision -> "
        "half = v",
        "the centre is missing in the first kick": (
            "half = v - step_size / 2 * (z - centre) -> half = v - step_size / 2 * z"
        ),
        "the centre is missing in both kicks": (
            "half = v - step_size / 2 * (z - centre) -> half = v - step_size / 2 * z; "
            "v = half - step_size / 2 * (z - centre) -> v = half - step_size / 2 * z"
        ),
        "the precision is missing in both kicks": (
            "half = v - step_size / 2 * (z - centre) @ precision -> "
            "half = v - step_size / 2 * (z - centre); "
            "v = half - step_size / 2 * (z - centre) @ precision -> "
            "v = half - step_size / 2 * (z - centre)"
        ),
        "z moves by half a step; it is a whole one": "z + step_size * half -> "
        "z + step_size / 2 * half",
        "z moves along the velocity of before the kick": "z + step_size * half -> "
        "z + step_size * v",
        "z moves against the velocity": "z = z + step_size * half -> z = z - step_size * half",
        "the step size is missing in the move of z": "z + step_size * half -> z + half",
        "one step is made, however many are asked for": "range(steps) -> range(min(steps, 1))",
        "there is one step too many": "range(steps) -> range(steps + 1)",
    },
    wrong=orbit_mistakes,
)
