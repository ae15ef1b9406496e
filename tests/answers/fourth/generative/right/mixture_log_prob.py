"""Right answers to mixture_log_prob."""

import math

import torch
from torch import Tensor
from torch.distributions import Categorical, MixtureSameFamily, Normal


def mixture_same_family(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """MixtureSameFamily of torch.distributions does everything."""
    components = Normal(means, torch.exp(log_stds))
    return MixtureSameFamily(Categorical(logits=logits), components).log_prob(x)


def component_after_component(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """A loop over the components, which are added up with torch.logaddexp."""
    log_weights = logits - torch.logsumexp(logits, dim=0)
    total = torch.full_like(x, -math.inf)
    for j in range(len(means)):
        z = (x - means[j]) / log_stds[j].exp()
        term = log_weights[j] - log_stds[j] - 0.5 * z**2 - 0.5 * math.log(2 * math.pi)
        total = term if j == 0 else torch.logaddexp(total, term)
    return total


def components_on_the_first_axis(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor
) -> Tensor:
    """The parameters get as many axes as x has; components are on the first axis."""
    shape = (-1,) + (1,) * x.dim()
    log_pi, mu, log_sigma = (
        t.reshape(shape) for t in (torch.log_softmax(logits, 0), means, log_stds)
    )
    exponent = -((x - mu) ** 2) / (2 * torch.exp(2 * log_sigma))
    return torch.logsumexp(exponent - log_sigma + log_pi, 0) - 0.5 * math.log(2 * math.pi)


def largest_taken_out_by_hand(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Normal.log_prob, and a logsumexp that is written out with the largest term."""
    log_terms = Normal(means, log_stds.exp()).log_prob(x.unsqueeze(-1)) + logits
    largest = log_terms.max(-1, keepdim=True).values.detach()
    log_sum = largest.squeeze(-1) + (log_terms - largest).exp().sum(-1).log()
    return log_sum - logits.logsumexp(-1)
