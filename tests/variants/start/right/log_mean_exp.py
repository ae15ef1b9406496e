"""Other right ways of writing ``log_mean_exp``."""

import math

import torch


def logsumexp(log_w):
    return torch.logsumexp(log_w, dim=0) - math.log(log_w.shape[0])


def loop(log_w):
    total = log_w[0]
    for row in log_w[1:]:
        total = torch.logaddexp(total, row)
    return total - torch.log(torch.tensor(float(len(log_w))))


def softmax(log_w):
    # log w_1 minus its share of the sum, for any row.
    return log_w[0] - torch.log_softmax(log_w, 0)[0] - math.log(len(log_w))


def largest_detached(log_w):
    largest = log_w.amax(0, keepdim=True).detach()
    w = torch.exp(log_w - largest)
    return (torch.log(torch.einsum("kb->b", w) / w.shape[0]) + largest).squeeze(0)


def column_by_column(log_w):
    columns = [torch.logsumexp(column, 0) for column in log_w.unbind(1)]
    return torch.stack(columns) - math.log(log_w.size(0))
