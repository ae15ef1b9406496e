"""Wrong answers to optimal_baseline."""

from torch import Tensor


def one_baseline_for_all_parameters(values: Tensor, scores: Tensor) -> Tensor:
    """Weights the costs by the squared length of the score: right for a single parameter only."""
    weights = scores.square().sum(-1)
    weighted = values * weights
    others = (weighted.sum() - weighted) / (weights.sum() - weights)
    return others.unsqueeze(-1).expand(scores.shape)


def own_term_held_fixed(values: Tensor, scores: Tensor) -> Tensor:
    """Detaches the own terms before they are taken out, so a gradient reaches the own draw."""
    squares = scores.square()
    weighted = values.unsqueeze(-1) * squares
    above = weighted.sum(0) - weighted.detach()
    return above / (squares.sum(0) - squares.detach())


def covariance_over_variance(values: Tensor, scores: Tensor) -> Tensor:
    """Takes Cov(f s, s) / Var(s) of the others: the mean score is 0 on average only."""
    n = len(values) - 1
    products = values.unsqueeze(-1) * scores

    def others(terms: Tensor) -> Tensor:
        return (terms.sum(0) - terms) / n

    covariance = others(products * scores) - others(products) * others(scores)
    return covariance / (others(scores.square()) - others(scores).square())
