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
    edits={
        "the entropy is added; subtract it": "mean - temperature -> mean + temperature",
        "the entropy has the wrong sign: it is minus the mean of log q": "-torch.xlogy(q, q) -> "
        "torch.xlogy(q, q)",
        "the entropy is not multiplied by the temperature": "temperature * entropy -> entropy",
        "the entropy is divided by the temperature; multiply": (
            "temperature * entropy -> entropy / temperature"
        ),
        "the entropy is missing: this is the mean energy": "mean - temperature * entropy -> mean",
        "this is minus the temperature times the entropy: the mean energy is missing": (
            "return mean - temperature -> return -temperature"
        ),
        "the energies are not weighted by q": "(q * energy).sum -> energy.sum",
        "the energies are averaged with equal weights; q weighs them": (
            "(q * energy).sum(-1) -> energy.mean(-1)"
        ),
        "the logarithm in the entropy is not weighted by q": "torch.xlogy(q, q) -> q.log()",
        "the temperature multiplies the energy; it belongs to the entropy": (
            "mean - temperature * entropy -> temperature * mean - entropy"
        ),
        "the energy is multiplied by the temperature as well": (
            "mean - temperature * entropy -> temperature * (mean - entropy)"
        ),
        "summed over the batch; one number for each row": (
            "return mean - temperature * entropy -> return (mean - temperature * entropy).sum()"
        ),
        "the logarithms have the base 2; nats are meant": (
            "torch.xlogy(q, q) -> (torch.xlogy(q, q) / torch.tensor(2.0).log())"
        ),
    },
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
    edits={
        "high energies get the most: the sign of the energy is wrong": "-energy / temperature -> "
        "energy / temperature",
        "the temperature is not used in the exponent": "scaled = -energy / temperature -> "
        "scaled = -energy",
        "the energies are multiplied by the temperature; divide": "-energy / temperature -> "
        "-energy * temperature",
        "the sign of T log Z is wrong": "-temperature * log_z -> temperature * log_z",
        "log Z is not multiplied by the temperature": "-temperature * log_z -> -log_z",
        "log Z is divided by the temperature; multiply": "-temperature * log_z -> "
        "-log_z / temperature",
        "this is Z, not its logarithm": "-temperature * log_z -> -temperature * log_z.exp()",
        "this is log Z; the free energy is -T log Z": "-temperature * log_z -> log_z",
        "this is the least energy, not the least free energy": "-temperature * log_z -> "
        "energy.amin(-1)",
        "this is the mean energy: the entropy is missing": "-temperature * log_z -> "
        "(scaled.softmax(-1) * energy).sum(-1)",
        "not divided by Z": "scaled.softmax(-1) -> scaled.exp()",
        "these are logarithms of probabilities": "scaled.softmax(-1) -> scaled.log_softmax(-1)",
        "normalized over the batch; each row has the sum 1": "return scaled.softmax(-1) -> "
        "return scaled.softmax(0)",
        "each is divided by the number of states; Z is a sum": "-temperature * log_z -> "
        "-temperature * (log_z - torch.tensor(float(energy.shape[-1])).log())",
        "the two results are in the wrong order": "return scaled.softmax(-1), -temperature * log_z "
        "-> return -temperature * log_z, scaled.softmax(-1)",
    },
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


def joint_for_posterior(log_joint: Tensor, q: Tensor) -> dict[str, tuple[Tensor, Tensor]]:
    """Mistakes that are no edit."""
    backward, forward = divergences(log_joint, q)
    log_evidence = log_joint.logsumexp(-1)
    uneven = (log_joint.exp() * (log_joint - q.log())).sum(-1)
    return {
        "the joint stands where the posterior belongs: divide it by its sum p(x)": (
            backward - log_evidence,
            uneven,
        ),
        "this is the free energy: subtract -log p(x) to get the divergence": (
            backward - log_evidence,
            forward,
        ),
        "the two results are in the wrong order: first KL(q || posterior)": (forward, backward),
    }


DIVERGENCES = Declaration(
    divergences,
    tables,
    [(5, 4), (1, 3), (4, 2), (2, 7)],
    results=("KL(q || posterior)", "KL(posterior || q)"),
    given=lambda log_joint, logits: [log_joint, torch.softmax(logits, -1)],
    edits={
        "the sign is wrong: a divergence is never negative": (
            "return backward, forward -> return -backward, forward"
        ),
        "the sign is wrong: log posterior minus log q is averaged": (
            "return backward, forward -> return backward, -forward"
        ),
        "the mean is under q; here it is under the posterior": "(log_p.exp() * (log_p - q.log())) "
        "-> (q * (log_p - q.log()))",
        "the mean is under the posterior; here it is under q": "(q * (q.log() - log_p)) -> "
        "(log_p.exp() * (q.log() - log_p))",
        "both are KL(q || posterior)": "return backward, forward -> return backward, backward",
        "both are KL(posterior || q)": "return backward, forward -> return forward, forward",
        "this is the cross entropy: the entropy of the posterior is missing": (
            "log_p.exp() * (log_p - q.log()) -> log_p.exp() * (0 - q.log())"
        ),
        "this is minus the mean log-posterior: the entropy of q is missing": (
            "q * (q.log() - log_p) -> q * (0 - log_p)"
        ),
        "normalized over the batch; the states of one row have the sum 1": (
            "log_joint.logsumexp(-1, keepdim=True) -> log_joint.logsumexp(0)"
        ),
        "averaged over the states; sum": "(q * (q.log() - log_p)).sum(-1) -> "
        "(q * (q.log() - log_p)).mean(-1)",
        "the log-ratios are added up without weights": "(q * (q.log() - log_p)).sum -> "
        "(q.log() - log_p).sum",
    },
    wrong=joint_for_posterior,
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
