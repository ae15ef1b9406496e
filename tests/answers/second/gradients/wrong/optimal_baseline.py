"""Answers to optimal_baseline, wrong."""

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.distributions import Gamma, Laplace, MultivariateNormal, Normal, StudentT


def knows_its_own_draw(values: Tensor, scores: Tensor) -> Tensor:
    """The sums go over all draws, also the own one: that biases the gradient."""
    square = scores.square()
    b = (values.unsqueeze(-1) * square).sum(0) / square.sum(0)
    return b.expand_as(scores)


def own_left_out_above_only(values: Tensor, scores: Tensor) -> Tensor:
    """The own term is taken out of the numerator, but not of the denominator."""
    square = scores.square()
    product = values.unsqueeze(-1) * square
    return (product.sum(0) - product) / square.sum(0)


def mean_of_the_others(values: Tensor, scores: Tensor) -> Tensor:
    """This is the mean of f over the other draws; the weights s^2 are missing."""
    return ((values.sum() - values) / (len(values) - 1)).unsqueeze(-1).expand_as(scores)


def one_baseline_for_all_parameters(values: Tensor, scores: Tensor) -> Tensor:
    """The squares are summed over the parameters, so that they share one baseline."""
    square = scores.square().sum(-1, keepdim=True)
    product = values.unsqueeze(-1) * square
    return ((product.sum(0) - product) / (square.sum(0) - square)).expand_as(scores)


def covariance_over_variance(values: Tensor, scores: Tensor) -> Tensor:
    """Cov(f s, s) / Var(s) subtracts the means of the others; the formula has the plain moments."""
    n = len(values) - 1
    g, s = values.unsqueeze(-1) * scores, scores

    def others(t: Tensor) -> Tensor:
        return (t.sum(0) - t) / n

    return (others(g * s) - others(g) * others(s)) / (others(s * s) - others(s).square() + 1e-12)


def absolute_score(values: Tensor, scores: Tensor) -> Tensor:
    """The weights are the absolute score, not its square."""
    weight = scores.abs()
    product = values.unsqueeze(-1) * weight
    return (product.sum(0) - product) / (weight.sum(0) - weight)


def means_with_two_counts(values: Tensor, scores: Tensor) -> Tensor:
    """Above it divides by n - 1, below by n: the baseline is too large by n / (n - 1)."""
    square = scores.square()
    product = values.unsqueeze(-1) * square
    n = len(values)
    return ((product.sum(0) - product) / (n - 1)) / ((square.sum(0) - square) / n)


def no_gradient(values: Tensor, scores: Tensor) -> Tensor:
    """The baseline is detached; gradients have to flow back through it."""
    square = scores.square()
    product = values.unsqueeze(-1) * square
    return ((product.sum(0) - product) / (square.sum(0) - square)).detach()
