"""The exercises of topic ``local_reparameterization`` on predictions and their calibration."""

import math

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

# --- predictive_log_prob


def predictive_log_prob(logits: Tensor) -> Tensor:
    """The logarithm of the mean over the draws of the probabilities."""
    log_p = logits - logits.logsumexp(-1, keepdim=True)
    return log_p.logsumexp(0) - math.log(len(logits))


def draws_of_logits(make: Inputs, k: int, batch: int, classes: int) -> list[Tensor]:
    """Logits that differ much between draws."""
    return [2 * make.normal(k, batch, classes)]


PREDICTIVE_LOG_PROB = Declaration(
    predictive_log_prob,
    draws_of_logits,
    [(5, 3, 4), (1, 2, 3), (4, 1, 2), (3, 3, 3)],
    edits="""
        return logits.mean(0).log_softmax(-1)  # the logits are averaged; average the probabilities
        return log_p.mean(0)  # the logarithms are averaged; their exp is no distribution:
            # average the probabilities
        return logits.logsumexp(0).log_softmax(-1)
            # exp of the logits is averaged before they are normalized; normalize each draw first
        - math.log(len(logits)) ->  # the 1/k is missing: subtract log k
        - math.log(len(logits)) -> + math.log(len(logits))  # log k is added; subtract it
        - math.log(len(logits)) -> - len(logits)  # k is subtracted, not its logarithm
        return log_p.exp().mean(0)  # these are the probabilities; return their logarithms
        - 1 -> 1  # normalized over the examples; the classes are the last axis
        - 1 -> 0  # normalized over the draws; the classes are the last axis
        log_p = logits  # the logits are not normalized: exp of them are no probabilities
        return log_p.amax(0)  # the most confident draw is returned; average over all
        return log_p.logsumexp(1) - math.log(logits.shape[1])  # averaged over the examples;
            # the draws are the first axis
        return log_p[0]  # the first draw alone is used
    """,
    hard={
        "exp overflows or becomes 0 for large logits: use torch.log_softmax, and torch.logsumexp "
        "over the draws": lambda make: [
            # of a class that no draw believes in
            [3 * make.normal(4, 2, 3) - torch.tensor([900.0, 0.0, 0.0]) + shift]
            for shift in (0.0, 2000.0, -2000.0)
        ]
    },
)


# --- calibration_error


def calibration_error(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The mean distance of accuracy and confidence, part by part."""
    part = (confidence * bins).floor()
    gap = correct - confidence
    sums = torch.stack([gap[part == b].sum() for b in range(bins)])
    return sums.abs().sum() / len(confidence)


def predictions(make: Inputs, n: int, bins: int) -> list[object]:
    """Confidences away from the borders of the parts, and predictions of which some are right.

    There is none near 0, where a classifier has none either.
    """
    part = (make.uniform(0.25, 1.0, n) * bins).floor().clamp(max=bins - 1)
    confidence = (part + make.uniform(0.1, 0.9, n)) / bins
    # Neighbouring parts are off in different directions, so that parts cannot be merged unseen.
    correct = make.uniform(0.0, 1.0, n) < torch.where(part % 2 == 0, 0.9, 0.2)
    return [confidence, correct.to(make.dtype), bins]


CALIBRATION_ERROR = Declaration(
    calibration_error,
    predictions,
    [(80, 5), (1, 4), (25, 1), (60, 10)],
    edits="""
        gap[part == b].sum() -> gap[part == b].abs().sum()  # distances are taken one by one;
            # average within a part before the absolute value
        return (sums.sum() / len(confidence)).abs()  # over- and underconfident parts cancel:
            # take the absolute value of each part
        return torch.stack([gap[part == b].mean().square()
            * (part == b).sum() for b in range(bins) if (part == b).any()]).sum() / len(confidence)
            # the distances are squared; take absolute values
        / len(confidence) ->  # not divided by the number of predictions
        / len(confidence) -> / bins  # the sums are divided by the number of parts;
            # divide by that of predictions
        gap = 1 - correct - confidence  # the confidence is taken for the right one:
            # that is the error of the complement
        gap = correct  # this is the accuracy; subtract the confidence
        gap = -confidence  # this is the confidence; the accuracy is missing
        part = (confidence * (bins - 1)).floor()  # the parts have one too many:
            # bins is the number of parts, not of borders
        floor() -> round().clamp(max=bins - 1)  # the parts are rounded to the nearest border
        part = ((confidence - confidence.min()) / (confidence.max() - confidence.min()) * bins
            ).floor().clamp(max=bins - 1)
            # the range from the least to the largest confidence is divided; divide that from 0 to 1
        gap[part == b].sum() -> gap[part == b].sum() / (part == b).sum().clamp(min=1);
            / len(confidence) -> / len(part.unique())
            # every part counts alike, whatever its size; weigh it by its share of the predictions
        return torch.stack([gap[part == b].mean() for b in part.unique()]).abs().amax()
            # this is the largest distance; take the mean, weighted by the shares
        return torch.stack([gap[part == b].mean() for b in part.unique()]).abs().sum() / bins
            # the distances are divided by the number of parts
    """,
    differentiable=False,
    hard={
        "where a part is empty it is wrong: such a part counts as 0": lambda make: [
            [torch.tensor([0.3, 0.35, 0.6]).double(), torch.tensor([0.0, 1, 1]).double(), 4]
        ],
        "a confidence on a border belongs to the part above it": lambda make: [
            [torch.tensor([0.25, 0.3, 0.5, 0.6]).double(), torch.tensor([0.0, 1, 0, 1]).double(), 4]
        ],
    },
)
