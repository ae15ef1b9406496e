"""Other right ways of writing ``exact_gradient``."""

import torch
from torch.distributions import Bernoulli


def products(logits, codes, costs):
    pi = torch.sigmoid(logits)
    q = torch.prod(codes * pi + (1 - codes) * (1 - pi), 1)
    return torch.einsum("n,n,nj->j", q, costs, codes - pi)


def differences(logits, codes, costs):
    q = Bernoulli(logits=logits, validate_args=False)
    log_q = q.log_prob(codes)
    found = []
    for j in range(len(logits)):
        one = codes[:, j] == 1
        rest = (log_q.sum(-1) - log_q[:, j]).exp()
        rest_1, rest_0 = rest[one], rest[~one]
        slope = q.probs[j] * (1 - q.probs[j])
        found.append(slope * (rest_1 @ costs[one] - rest_0 @ costs[~one]))
    return torch.stack(found)


def automatic(logits, codes, costs):
    def mean(a):
        log_q = codes @ a - torch.nn.functional.softplus(a).sum()
        return log_q.exp() @ costs

    a = logits if logits.requires_grad else logits.detach().clone().requires_grad_()
    graph = logits.requires_grad or costs.requires_grad
    with torch.enable_grad():
        (found,) = torch.autograd.grad(mean(a), a, create_graph=graph)
    return found
