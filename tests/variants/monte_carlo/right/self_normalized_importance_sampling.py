"""Other right ways of writing ``self_normalized_importance_sampling``."""

import torch


def largest_subtracted(f, log_p, q, n):
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = torch.exp(log_w - log_w.max())
    mean = (w * f(x)).sum() / w.sum()
    return mean, torch.sqrt((w**2 * (f(x) - mean) ** 2).sum()) / w.sum()


def ratio_of_means(f, log_p, q, n):
    x = q.sample((n,))
    log_w = log_p(x) - q.log_prob(x)
    w = (log_w - log_w.median()).exp()
    values = f(x)
    mean = (w * values).mean() / w.mean()
    error = ((w * (values - mean)) ** 2).mean().sqrt() / w.mean() / n**0.5
    return mean.item(), error.item()


def one_by_one(f, log_p, q, n):
    points = [q.sample() for _ in range(n)]
    values = torch.stack([f(x) for x in points])
    log_w = torch.stack([log_p(x) - q.log_prob(x) for x in points])
    w = torch.exp(log_w - torch.logsumexp(log_w, 0))
    mean = torch.dot(w, values)
    return mean, (w * (values - mean)).norm()
