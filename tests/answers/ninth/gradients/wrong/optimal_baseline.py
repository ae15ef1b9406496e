"""Wrong answers to optimal_baseline."""

from torch import Tensor


def squared_length_of_the_whole_score(values: Tensor, scores: Tensor) -> Tensor:
    """Adds s^2 up over the parameters, so all get one baseline, right for one parameter only."""
    squares = scores.square().sum(-1, keepdim=True)
    weighted = values.unsqueeze(-1) * squares
    baseline = (weighted.sum(0) - weighted) / (squares.sum(0) - squares)
    return baseline.expand_as(scores)


def own_term_left_in_the_denominator(values: Tensor, scores: Tensor) -> Tensor:
    """Takes its own draw out of the upper sum only, so b is too small for few draws."""
    squares = scores.square()
    weighted = values.unsqueeze(-1) * squares
    return (weighted.sum(0) - weighted) / squares.sum(0)


def leaves_out_the_neighbour(values: Tensor, scores: Tensor) -> Tensor:
    """Leaves out the draw before it and not its own, so each baseline knows its draw."""
    squares = scores.square()
    weighted = values.unsqueeze(-1) * squares
    top = weighted.sum(0) - weighted.roll(1, 0)
    return top / (squares.sum(0) - squares.roll(1, 0))
