"""Right answers to calibration_error."""

import torch
from torch import Tensor


def sums_by_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """index_add of the differences, and the absolute value of each part's sum."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    sums = torch.zeros(bins, dtype=confidence.dtype, device=confidence.device)
    sums.index_add_(0, part, correct.to(confidence.dtype) - confidence)
    return sums.abs().sum() / len(confidence)


def part_by_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """A loop over the parts as the definition says it, without the empty ones."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    correct = correct.to(confidence.dtype)
    error = confidence.new_zeros(())
    for each in range(bins):
        inside = part == each
        if inside.any():
            share = inside.to(confidence.dtype).mean()
            error = error + share * (correct[inside].mean() - confidence[inside].mean()).abs()
    return error


def membership_matrix(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """A matrix of which prediction is in which part, times the differences."""
    part = torch.floor(confidence * bins).clamp(max=bins - 1)
    parts = torch.arange(bins, dtype=confidence.dtype, device=confidence.device)
    member = (part == parts[:, None]).to(confidence.dtype)
    return torch.linalg.vector_norm(
        member @ (correct.to(confidence.dtype) - confidence) / len(confidence), ord=1
    )


def bucketized_counts(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """bucketize by the inner edges and bincount of both kinds of sums."""
    edges = torch.arange(1, bins, device=confidence.device).to(confidence.dtype) / bins
    part = torch.bucketize(confidence, edges, right=True)
    right = torch.bincount(part, weights=correct.to(confidence.dtype), minlength=bins)
    sure = torch.bincount(part, weights=confidence, minlength=bins)
    return ((right - sure).abs().sum() / confidence.numel()).to(confidence.dtype)
