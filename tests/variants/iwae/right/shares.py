"""Other right ways of writing ``shares``."""

import torch


def softmax(log_w):
    return torch.softmax(log_w, 0)


def logarithms(log_w):
    return torch.exp(log_w - torch.logsumexp(log_w, 0, keepdim=True))


def column_by_column(log_w):
    columns = [torch.nn.functional.softmax(column, dim=0) for column in log_w.unbind(1)]
    return torch.stack(columns, 1)
