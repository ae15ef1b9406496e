"""The exercises of topic ``wake_sleep`` on few states: free energy, Boltzmann, two divergences."""

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

# --- free_energy


def free_energy(energy: Tensor, q: Tensor, temperature: Tensor) -> Tensor:
    """Mean energy minus temperature times entropy, over the last axis."""
    mean = (q * energy).sum(-1)
    entropy = -torch.xlogy(q, q).sum(-1)
    return mean - temperature * entropy


def states(make: Inputs, batch: int, count: int) -> list[Tensor]:
    """Energies, log-odds of q, and a temperature that is not 1."""
    return [
        make.uniform(0.3, 4.0, batch, count),
        make.normal(batch, count),
        make.uniform(1.4, 2.0),
    ]


FREE_ENERGY = Declaration(
    free_energy,
    states,
    [(5, 4), (1, 3), (4, 1), (2, 7)],
    given=lambda energy, logits, temperature: [energy, torch.softmax(logits, -1), temperature],
    edits="""
        mean - temperature -> mean + temperature  # the entropy is added; subtract it
        - torch -> torch  # the entropy has the wrong sign: it is minus the mean of log q
        temperature * entropy -> entropy  # the entropy is not multiplied by the temperature
        return mean - entropy / temperature  # the entropy is divided by the temperature; multiply
        return mean  # the entropy is missing: this is the mean energy
        mean - -> -  # this is minus the temperature times the entropy: the mean energy is missing
        (q * energy).sum -> energy.sum  # the energies are not weighted by q
        mean = energy.mean(-1)  # the energies are averaged with equal weights; q weighs them
        torch.xlogy(q, q) -> q.log()  # the logarithm in the entropy is not weighted by q
        return temperature * mean - entropy  # the temperature multiplies the energy;
            # it belongs to the entropy
        return temperature * (mean - entropy)  # the energy is multiplied by the temperature as well
        return (mean - temperature * entropy).sum()  # summed over the batch;
            # one number for each row
        torch.xlogy(q, q) -> (torch.xlogy(q, q) / torch.tensor(2.0).log())
            # the logarithms have the base 2; nats are meant
    """,
    hard={
        "for a state with q(z) = 0 the result is wrong: 0 log 0 counts as 0 (torch.xlogy)": (
            lambda make: [
                [
                    make.uniform(0.0, 1.0, 2, 3),
                    torch.tensor([[0.0, 1.0, -2000.0], [-2000.0, 0.0, -2000.0]]).double(),
                    make.uniform(1.4, 2.0),
                ]
            ]
        )
    },
)


# --- boltzmann


def boltzmann(energy: Tensor, temperature: Tensor) -> tuple[Tensor, Tensor]:
    """exp(-E / T) / Z and -T log Z."""
    scaled = -energy / temperature
    log_z = scaled.logsumexp(-1)
    return scaled.softmax(-1), -temperature * log_z


def levels(make: Inputs, batch: int, count: int) -> list[Tensor]:
    """Energies, and a temperature that is not 1."""
    return [make.uniform(0.3, 4.0, batch, count), make.uniform(1.4, 2.0)]


BOLTZMANN = Declaration(
    boltzmann,
    levels,
    [(5, 4), (1, 3), (4, 1), (2, 7)],
    results=("the probabilities", "the least free energy"),
    edits="""
        scaled = energy / temperature  # high energies get the most: the sign of the energy is wrong
        scaled = -energy  # the temperature is not used in the exponent
        scaled = -energy * temperature  # the energies are multiplied by the temperature; divide
        -temperature * log_z -> temperature * log_z  # the sign of T log Z is wrong
        -temperature * log_z -> -log_z  # log Z is not multiplied by the temperature
        temperature * log_z -> log_z / temperature  # log Z is divided by the temperature; multiply
        -temperature * log_z -> -temperature * log_z.exp()  # this is Z, not its logarithm
        -temperature * log_z -> log_z  # this is log Z; the free energy is -T log Z
        -temperature * log_z -> energy.amin(-1)  # this is the least energy,
            # not the least free energy
        -temperature * log_z -> (scaled.softmax(-1) * energy).sum(-1)  # this is the mean energy:
            # the entropy is missing
        scaled.softmax(-1) -> scaled.exp()  # not divided by Z
        scaled.softmax(-1) -> scaled.log_softmax(-1)  # these are logarithms of probabilities
        softmax(-1) -> softmax(0)  # normalized over the batch; each row has the sum 1
        -temperature * log_z -> -temperature * (log_z - torch.tensor(float(energy.shape[-1])).log())
            # each is divided by the number of states; Z is a sum
        return -temperature * log_z, scaled.softmax(-1)  # the two results are in the wrong order
    """,
    hard={
        "exp overflows or becomes 0 for energies far from 0: use torch.softmax, torch.logsumexp": (
            lambda make: [
                [3 * make.normal(3, 4) + shift, make.uniform(1.4, 2.0)]
                for shift in (3000.0, -3000.0)
            ]
        ),
        "exp becomes 0 where the energies of two rows are far apart: each row has its own least "
        "one; use torch.softmax and torch.logsumexp": lambda make: [
            [3 * make.normal(2, 4) + torch.tensor([[0.0], [3000.0]]), make.uniform(1.4, 2.0)]
        ],
        "it is not finite where a probability is rounded to 0, as 0 log 0: use torch.logsumexp": (
            lambda make: [[3000 * make.normal(3, 4), make.uniform(1.4, 2.0)]]
        ),
    },
)


# --- divergences


def divergences(log_joint: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """Both, by sums over the last axis."""
    log_p = log_joint - log_joint.logsumexp(-1, keepdim=True)
    backward = (q * (q.log() - log_p)).sum(-1)
    forward = (log_p.exp() * (log_p - q.log())).sum(-1)
    return backward, forward


def tables(make: Inputs, batch: int, count: int) -> list[Tensor]:
    """Log-joint probabilities whose sum is not 1, and log-odds of q."""
    return [make.normal(batch, count) - 2.5, make.normal(batch, count)]


DIVERGENCES = Declaration(
    divergences,
    tables,
    [(5, 4), (1, 3), (4, 2), (2, 7)],
    results=("KL(q || posterior)", "KL(posterior || q)"),
    given=lambda log_joint, logits: [log_joint, torch.softmax(logits, -1)],
    edits="""
        return -backward, forward  # the sign is wrong: a divergence is never negative
        return backward, -forward  # the sign is wrong: log posterior minus log q is averaged
        log_p.exp() -> q  # the mean is under q; here it is under the posterior
        (q * (q.log() - log_p)) -> (log_p.exp() * (q.log() - log_p))
            # the mean is under the posterior; here it is under q
        return backward, backward  # both are KL(q || posterior)
        return forward, forward  # both are KL(posterior || q)
        log_p - q -> 0 - q  # this is the cross entropy: the entropy of the posterior is missing
        q * (q.log() - log_p) -> q * (0 - log_p)  # this is minus the mean log-posterior:
            # the entropy of q is missing
        log_p = log_joint - log_joint.logsumexp(0)  # normalized over the batch;
            # the states of one row have the sum 1
        backward = (q * (q.log() - log_p)).mean(-1)  # averaged over the states; sum
        backward = (q.log() - log_p).sum(-1)  # the log-ratios are added up without weights
        return backward - log_joint.logsumexp(-1), (log_joint.exp() * (log_joint - q.log())).sum(-1)
            # the joint stands where the posterior belongs: divide it by its sum p(x)
        return backward - log_joint.logsumexp(-1), forward  # this is the free energy:
            # subtract -log p(x) to get the divergence
        return forward, backward  # the two results are in the wrong order: first KL(q || posterior)
    """,
    hard={
        "exp becomes 0 or overflows for joint probabilities of images, such as exp(-2000): "
        "normalize the logarithms, by torch.log_softmax": lambda make: [
            [make.normal(3, 4) + shift, make.normal(3, 4)]
            for shift in (-2000.0, 2000.0, torch.tensor([0.0, 0.0, 0.0, -2000.0]))
        ],
        "for small q(z) the result is wrong: is something added to q, or q cut off?": (
            lambda make: [[make.normal(3, 4), 8 * make.normal(3, 4)]]
        ),
    },
)
