"""The exercises of topic ``flows`` on the free energy of a chain and on leapfrog steps."""

import math
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

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


FLOW_FREE_ENERGY = Declaration(
    flow_free_energy,
    chain_inputs,
    [(3, 4, 2), (1, 2, 3), (5, 1, 1), (2, 3, 1, 20_000), (4, 2, 2, 0)],
    edits="""
        log_last = log_start + log_dets.sum(0)  # the log-determinants are added;
            # log q_K is log q_0 minus their sum
        log_last = log_start  # the log-determinants are missing: this is log q_0, not log q_K
        sum(0) -> sum()  # the log-determinants of all data are added up; each datum has its own
        sum(0) -> mean(0)  # the log-determinants are averaged over the maps; add them
        log_dets.sum(0) -> log_dets[-1]  # only the last map's log-determinant is there
        z_last**2 + c -> z_first**2 + c  # the prior is taken at z_first; the model's z is z_last
        z_first - mean -> z_last - mean  # q_0 is taken at z_last; the draws from it are z_first
        (z_first - mean) ** 2 -> z_first ** 2  # q_0 is taken without its mean
        mean) ** 2 / variance -> mean) ** 2  # the squared distance is not divided by the variance
        variance = (0.5 * log_var).exp()  # divided by the standard deviation; it is the variance
        / variance + log_var + c -> / variance + c  # log_var is missing in log q_0
        variance + log_var + c -> variance + log_var  # log 2π is missing in log q_0
        z_last**2 + c -> z_last**2  # log 2π is missing in the prior
        (log_likelihood + log_prior) -> log_likelihood  # the prior is missing:
            # the joint is likelihood times prior
        (log_likelihood + log_prior) -> log_prior  # the likelihood is missing
        return log_last - (beta * log_likelihood + log_prior)  # beta does not multiply the prior;
            # it multiplies the whole joint
        return log_last - (log_likelihood + beta * log_prior)
            # beta does not multiply the likelihood; it multiplies the whole joint
        log_last - beta * -> beta * log_last -  # beta multiplies log q_K; it multiplies the joint
        beta * ->  # beta is missing: this is the free energy at the end of annealing
        0.01 + step / 10000 -> step / 10000  # the 0.01 of beta is missing
        step / 10000 -> step // 10000  # step / 10000 is rounded down to a whole number
        min -> max  # beta has its largest value from the start: it is the minimum of 1 and the line
        log_last - beta * -> log_last + beta *  # the log-joint is added; subtract it
        return beta * (log_likelihood + log_prior) - log_last  # this is minus the free energy:
            # an energy falls as the fit improves
        return (log_last - beta * (log_likelihood + log_prior)).mean()  # averaged over the batch;
            # return one number for each datum
    """,
    hard={
        "at step 0 beta is 0.01": lambda make: [chain_inputs(make, 3, 4, 2, 0)],
        "at step 100 beta is 0.02": lambda make: [chain_inputs(make, 3, 4, 2, 100)],
        "at step 9900 beta has just reached 1": lambda make: [chain_inputs(make, 3, 4, 2, 9900)],
        "beta is never above 1: take the minimum": lambda make: [
            chain_inputs(make, 3, 4, 2, 40_000)
        ],
    },
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


def orbit(make: Inputs, n: int, d: int, steps: int, step_size: float = 0.3) -> list[Any]:
    """Points, velocities, and a precision that is not diagonal."""
    return [
        make.normal(n, d),
        make.normal(n, d),
        make.normal(d),
        make.normal(d, d),
        step_size,
        steps,
    ]


def symmetric(z, v, centre, factor, step_size, steps):
    """The inputs, with a precision made of its factor."""
    identity = torch.eye(len(centre), dtype=factor.dtype, device=factor.device)
    precision = factor @ factor.mT / len(centre) + 0.5 * identity
    return [z, v, centre, precision, step_size, steps]


LEAPFROG = Declaration(
    leapfrog,
    orbit,
    [(4, 3, 3), (2, 2, 1), (1, 1, 4), (3, 2, 2, 0.1), (3, 2, 0)],
    results=("z", "v"),
    given=symmetric,
    edits="""
        half = v - step_size / 2 * -> half = v + step_size / 2 *
            # the first kick has the wrong sign: v moves along the gradient, -precision (z - centre)
        v = half + step_size / 2 * (z - centre) @ precision  # the second kick has the wrong sign
        - step_size => + step_size  # both kicks have the wrong sign:
            # the gradient of the log-density points to the centre
        half = v - step_size / 2 * -> half = v - step_size *  # the first kick is not halved
        v = half - step_size / 2 * -> v = half - step_size *  # the second kick is not halved
        / 2 =>  # neither kick is halved
        v = half  # the second kick is missing
        half = v  # the first kick is missing
        half = v - step_size / 2 * z @ precision  # the centre is missing in the first kick
        (z - centre) => z  # the centre is missing in both kicks
        @ precision =>  # the precision is missing in both kicks
        z = z + step_size / 2 * half  # z moves by half a step; it is a whole one
        z = z + step_size * v  # z moves along the velocity of before the kick
        z = z - step_size * half  # z moves against the velocity
        z = z + half  # the step size is missing in the move of z
        range(steps) -> range(min(steps, 1))  # one step is made, however many are asked for
        range(steps) -> range(steps + 1)  # there is one step too many
        half = v - step_size * (z - centre) @ precision; v = half  # the kick is whole,
            # before the move: leapfrog has half a kick before and half after
        half = v - step_size * (z + step_size / 2 * v - centre) @ precision;
            z = z + step_size / 2 * (v + half); v = half
            # here z makes half a move before and after the kick; it is v that has the two halves
        v = half - (_ == steps - 1) * step_size / 2 * (z - centre) @ precision
            # half a kick is missing between two moves: each step has two halves
        half = v - step_size * (z - centre) @ precision; z = z + step_size * v; v = half
            # z and v are changed at the same time: these are Euler's steps
        centre = (z - centre) @ precision; half = v - step_size * centre; v = half
            # the gradient is taken at the first z in every step
        return v, z  # the two results are in the wrong order: z comes first
        return z, -v  # the velocity at the end is turned round; here it is returned as it is
    """,
)
