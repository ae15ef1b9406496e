"""Wrong ways of writing ``rejection_sample``, and what their messages say."""

import torch

EDITS = """
    return q.sample((n,)), 1.0  # the draws come from q: nothing is rejected
    log_u = torch.full_like(x, 0.5).log()  # wherever the ratio is above 1/2
    log_u = torch.rand(()).log()  # a new uniform number for each x
    log_u = torch.rand_like(x)  # is nothing accepted?
    log_u <= log_p(x) - log_c - q.log_prob(x) -> log_u.exp() * torch.tensor(log_c).exp() *
        q.log_prob(x).exp() < log_p(x).exp()  # exp overflows for a large constant in log_p
    torch.manual_seed(0)  # is there a manual_seed in it?
    log_u = torch.rand(len(x)).log()  # is made on the CPU whatever device x is on
"""


def replaced(log_p, q, log_c, n):
    """a draw appears more than once"""
    x = q.sample((2 * n,))
    keep = torch.rand_like(x).log() < log_p(x) - log_c - q.log_prob(x)
    last = torch.where(keep, torch.arange(2 * n), 0).cummax(0).values
    return x[last][n:], keep.double().mean()


def too_few(log_p, q, log_c, n):
    """it should have shape (2500,)"""
    x = q.sample((n,))
    keep = torch.rand_like(x).log() < log_p(x) - log_c - q.log_prob(x)
    return x[keep], keep.double().mean()
