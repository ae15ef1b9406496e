"""Wrong ways of writing ``fit_mixture``; a docstring is what its message says."""

import torch

from solutions.generative import mixture_log_prob


def slopes(x, parameters):
    parameters = [p.detach().requires_grad_() for p in parameters]
    return torch.autograd.grad(mixture_log_prob(x, *parameters).mean(), parameters)


def ascend(x, parameters, steps, lr, factors=(1.0, 1.0, 1.0)):
    parameters = [p.detach() for p in parameters]
    for _ in range(steps):
        gradients = slopes(x, parameters)
        parameters = [
            p + factor * lr * g for p, g, factor in zip(parameters, gradients, factors, strict=True)
        ]
    return parameters


def graph_kept(x, logits, means, log_stds, steps, lr):
    """the results still require gradients"""
    return tuple(p.requires_grad_() for p in ascend(x, (logits, means, log_stds), steps, lr))


def two_results(x, logits, means, log_stds, steps, lr):
    """3 tensors should be returned"""
    return tuple(ascend(x, (logits, means, log_stds), steps, lr)[1:])
