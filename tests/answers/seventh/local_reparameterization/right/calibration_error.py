"""Right answers to calibration_error."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sums_of_parts(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The differences are added up in their parts."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    gaps = torch.zeros(bins, dtype=confidence.dtype, device=confidence.device)
    gaps.index_add_(0, part, correct.to(confidence.dtype) - confidence)
    return gaps.abs().sum() / len(confidence)


def loop_over_parts(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """A loop with masks; empty parts are skipped."""
    part = torch.floor(confidence * bins)
    error = confidence.new_zeros(())
    for number in range(bins):
        inside = part == number
        if not inside.any():
            continue
        accuracy = correct[inside].to(confidence.dtype).mean()
        share = inside.to(confidence.dtype).mean()
        error = error + share * (accuracy - confidence[inside].mean()).abs()
    return error


def membership_matrix(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Parts from bucketize and their inner borders; a matrix says who is where."""
    borders = torch.arange(1, bins, dtype=confidence.dtype, device=confidence.device) / bins
    part = torch.bucketize(confidence, borders, right=True)
    member = F.one_hot(part, bins).to(confidence.dtype)
    counts = member.sum(0)
    accuracy = correct.to(confidence.dtype) @ member / counts.clamp(min=1)
    average = confidence @ member / counts.clamp(min=1)
    return torch.dot(counts / counts.sum(), (accuracy - average).abs())
