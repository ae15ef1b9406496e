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
    edits={
        "the logits are averaged; average the probabilities": (
            "return log_p.logsumexp(0) - math.log(len(logits)) -> "
            "return logits.mean(0).log_softmax(-1)"
        ),
        "the logarithms are averaged; their exp is no distribution: average the probabilities": (
            "log_p.logsumexp(0) - math.log(len(logits)) -> log_p.mean(0)"
        ),
        "exp of the logits is averaged before they are normalized; normalize each draw first": (
            "return log_p.logsumexp(0) - math.log(len(logits)) -> "
            "return logits.logsumexp(0).log_softmax(-1)"
        ),
        "the 1/k is missing: subtract log k": "- math.log(len(logits)) ->",
        "log k is added; subtract it": "- math.log(len(logits)) -> + math.log(len(logits))",
        "k is subtracted, not its logarithm": "- math.log(len(logits)) -> - len(logits)",
        "these are the probabilities; return their logarithms": (
            "return log_p.logsumexp(0) - math.log(len(logits)) -> return log_p.exp().mean(0)"
        ),
        "normalized over the examples; the classes are the last axis": (
            "logits.logsumexp(-1, keepdim=True) -> logits.logsumexp(1, keepdim=True)"
        ),
        "normalized over the draws; the classes are the last axis": (
            "logits.logsumexp(-1, keepdim=True) -> logits.logsumexp(0, keepdim=True)"
        ),
        "the logits are not normalized: exp of them are no probabilities": (
            "log_p = logits - logits.logsumexp(-1, keepdim=True) -> log_p = logits"
        ),
        "the most confident draw is returned; average over all": (
            "log_p.logsumexp(0) - math.log(len(logits)) -> log_p.amax(0)"
        ),
        "averaged over the examples; the draws are the first axis": (
            "log_p.logsumexp(0) - math.log(len(logits)) -> "
            "log_p.logsumexp(1) - math.log(logits.shape[1])"
        ),
        "the first draw alone is used": ("log_p.logsumexp(0) - math.log(len(logits)) -> log_p[0]"),
    },
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
    """Confidences away from the borders of the parts, and predictions of which some are right."""
    part = (make.uniform(0.0, 1.0, n) * bins).floor().clamp(max=bins - 1)
    confidence = (part + make.uniform(0.1, 0.9, n)) / bins
    # Neighbouring parts are off in different directions, so that parts cannot be merged unseen.
    correct = make.uniform(0.0, 1.0, n) < torch.where(part % 2 == 0, 0.9, 0.2)
    return [confidence, correct.to(make.dtype), bins]


def wrong_errors(confidence: Tensor, correct: Tensor, bins: int) -> dict[str, Tensor]:
    """Mistakes that are no edit."""
    part, gap = (confidence * bins).floor(), correct - confidence
    means = [gap[part == b].mean() for b in range(bins) if bool((part == b).any())]
    return {
        "every part counts alike, whatever its size; weigh it by its share of the predictions": (
            torch.stack(means).abs().mean()
        ),
        "this is the largest distance; take the mean, weighted by the shares": (
            torch.stack(means).abs().amax()
        ),
        "the distances are divided by the number of parts": (torch.stack(means).abs().sum() / bins),
    }


CALIBRATION_ERROR = Declaration(
    calibration_error,
    predictions,
    [(80, 5), (1, 4), (25, 1), (60, 10)],
    edits={
        "distances are taken one by one; average within a part before the absolute value": (
            "gap[part == b].sum() -> gap[part == b].abs().sum()"
        ),
        "over- and underconfident parts cancel: take the absolute value of each part": (
            "sums.abs().sum() / len(confidence) -> (sums.sum() / len(confidence)).abs()"
        ),
        "the distances are squared; take absolute values": (
            "sums.abs().sum() / len(confidence) -> "
            "torch.stack([gap[part == b].mean().square() * (part == b).sum() for b in range(bins) "
            "if (part == b).any()]).sum() / len(confidence)"
        ),
        "not divided by the number of predictions": "/ len(confidence) ->",
        "the sums are divided by the number of parts; divide by that of predictions": (
            "/ len(confidence) -> / bins"
        ),
        "the confidence is taken for the right one: that is the error of the complement": (
            "gap = correct - confidence -> gap = 1 - correct - confidence"
        ),
        "this is the accuracy; subtract the confidence": (
            "gap = correct - confidence -> gap = correct"
        ),
        "this is the confidence; the accuracy is missing": (
            "gap = correct - confidence -> gap = -confidence"
        ),
        "the parts have one too many: bins is the number of parts, not of borders": (
            "(confidence * bins).floor() -> (confidence * (bins - 1)).floor()"
        ),
        "the parts are rounded to the nearest border": (
            "(confidence * bins).floor() -> (confidence * bins).round().clamp(max=bins - 1)"
        ),
    },
    wrong=wrong_errors,
    differentiable=False,
    hard={
        "a confidence on a border belongs to the part above it": lambda make: [
            [torch.tensor([0.25, 0.3, 0.5, 0.6]).double(), torch.tensor([0.0, 1, 0, 1]).double(), 4]
        ]
    },
)
