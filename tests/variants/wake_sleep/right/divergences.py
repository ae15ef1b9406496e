"""Other right ways of writing ``divergences``."""

import torch
from torch.distributions import Categorical


def by_distributions(log_joint, q):
    posterior = Categorical(logits=log_joint, validate_args=False)
    ratio = q.log() - posterior.logits
    return (q * ratio).sum(-1), -(posterior.probs * q.log()).sum(-1) - posterior.entropy()


def from_the_free_energy(log_joint, q):
    evidence = torch.logsumexp(log_joint, -1)
    free = (q * (q.log() - log_joint)).sum(-1)
    posterior = torch.exp(log_joint - evidence.unsqueeze(-1))
    cross = -(posterior * q.log()).sum(-1)
    return free + evidence, cross + (posterior * log_joint).sum(-1) - evidence


def by_kl_div(log_joint, q):
    log_posterior = log_joint.log_softmax(-1)
    kl = torch.nn.functional.kl_div
    backward = kl(log_posterior, q.log(), reduction="none", log_target=True).sum(-1)
    forward = kl(q.log(), log_posterior, reduction="none", log_target=True).sum(-1)
    return backward, forward


def state_by_state(log_joint, q):
    shifted = log_joint - log_joint.max(-1, keepdim=True).values
    log_posterior = shifted - shifted.exp().sum(-1, keepdim=True).log()
    backward = forward = torch.zeros_like(q[..., 0])
    for log_p, g in zip(log_posterior.unbind(-1), q.unbind(-1), strict=True):
        backward = backward + g * (g.log() - log_p)
        forward = forward + log_p.exp() * (log_p - g.log())
    return backward, forward
