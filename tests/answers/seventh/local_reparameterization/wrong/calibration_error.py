"""Wrong answers to calibration_error."""

import torch
from torch import Tensor


def border_below(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """A prediction on a border belongs to the part below it."""
    part = (confidence * bins).ceil().long() - 1
    gaps = confidence.new_zeros(bins)
    gaps.index_add_(0, part.clamp(0, bins - 1), correct.to(confidence.dtype) - confidence)
    return gaps.abs().sum() / len(confidence)


def middle_of_the_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The middle of a part stands for the mean confidence in it."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    middle = (part.to(confidence.dtype) + 0.5) / bins
    gaps = confidence.new_zeros(bins)
    gaps.index_add_(0, part, correct.to(confidence.dtype) - middle)
    return gaps.abs().sum() / len(confidence)


def equally_full(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The parts have equally many predictions and not equal widths."""
    order = confidence.argsort()
    gap = correct[order].to(confidence.dtype) - confidence[order]
    sums = [part.sum().abs() for part in gap.tensor_split(bins)]
    return torch.stack(sums).sum() / len(confidence)


def parts_count_alike(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The parts that are not empty are averaged without their shares."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    gaps = []
    for number in part.unique():
        inside = part == number
        accuracy = correct[inside].to(confidence.dtype).mean()
        gaps.append((accuracy - confidence[inside].mean()).abs())
    return torch.stack(gaps).mean()


def rounded(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """The number of the part is rounded and not cut off."""
    part = (confidence * bins).round().long().clamp(max=bins - 1)
    gaps = confidence.new_zeros(bins)
    gaps.index_add_(0, part, correct.to(confidence.dtype) - confidence)
    return gaps.abs().sum() / len(confidence)
