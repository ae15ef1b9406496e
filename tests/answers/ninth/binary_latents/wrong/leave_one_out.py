"""Wrong answers to leave_one_out."""

from torch import Tensor


def divided_by_all_draws(cost: Tensor) -> Tensor:
    """Divides the sum of the others by k instead of k - 1: too near to 0, most for few draws."""
    return (cost.sum(0) - cost) / cost.shape[0]


def cost_of_the_neighbour(cost: Tensor) -> Tensor:
    """Takes the cost of the draw before as a baseline: the mean of the others for k = 2 alone."""
    return cost.roll(1, 0)


def in_the_place_of_the_costs(cost: Tensor) -> Tensor:
    """Computes in place: the right numbers are returned, but the caller's costs become them too."""
    total = cost.sum(0)
    return cost.detach().neg_().add_(total).div_(cost.shape[0] - 1)
