"""Right answers to calibration_error."""

import torch
from torch import Tensor


def sums_with_index_add(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Adds the differences of each part at its number."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    sums = confidence.new_zeros(bins)
    sums = sums.index_add(0, part, correct.to(confidence.dtype) - confidence)
    return sums.abs().sum() / confidence.numel()


def loop_over_parts(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """As in the text: the means of each part that is not empty, and their weighted distance."""
    number = torch.floor(confidence * bins)
    error = torch.zeros((), dtype=confidence.dtype, device=confidence.device)
    for k in range(bins):
        inside = number == k
        if inside.any():
            accuracy = correct[inside].to(confidence.dtype).mean()
            share = inside.to(confidence.dtype).mean()
            error += share * (accuracy - confidence[inside].mean()).abs()
    return error


def matrix_of_memberships(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Compares with the borders, and multiplies a matrix of zeros and ones."""
    borders = torch.arange(bins, dtype=confidence.dtype, device=confidence.device) / bins
    part = torch.searchsorted(borders, confidence.contiguous(), right=True) - 1
    member = torch.nn.functional.one_hot(part, bins).to(confidence.dtype)
    right, sure = correct.to(confidence.dtype) @ member, confidence @ member
    return torch.linalg.vector_norm(right - sure, ord=1) / len(confidence)
