"""Wrong answers to mixture_log_prob."""

from torch import Tensor
from torch.distributions import Normal


def largest_term_of_all_points(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """Subtracts the largest term of all points: a point far away beside a near one is at -inf."""
    terms = logits.log_softmax(0) + Normal(means, log_stds.exp()).log_prob(x.unsqueeze(-1))
    top = terms.max().detach()
    return top + (terms - top).exp().sum(-1).log()


def logarithm_of_the_softmax(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """Takes log of softmax, so that a weight of e^-200 is 0, though it may be all there is."""
    terms = logits.softmax(0).log() + Normal(means, log_stds.exp()).log_prob(x.unsqueeze(-1))
    return terms.logsumexp(-1)


def axis_after_the_first(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Makes the new axis the second, which is the last only for x with one axis."""
    points = x.unsqueeze(min(1, x.dim()))
    terms = logits.log_softmax(0) + Normal(means, log_stds.exp()).log_prob(points)
    return terms.logsumexp(-1)
