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


def one_after_the_other(x, logits, means, log_stds, steps, lr):
    """the parameters move one after the other"""
    parameters = [p.detach() for p in (logits, means, log_stds)]
    for _ in range(steps):
        for i in range(3):
            parameters[i] = parameters[i] + lr * slopes(x, parameters)[i]
    return tuple(parameters)


def graph_kept(x, logits, means, log_stds, steps, lr):
    """the results still require gradients"""
    return tuple(p.requires_grad_() for p in ascend(x, (logits, means, log_stds), steps, lr))


def two_results(x, logits, means, log_stds, steps, lr):
    """3 tensors should be returned"""
    return tuple(ascend(x, (logits, means, log_stds), steps, lr)[1:])


def first_gradient(x, logits, means, log_stds, steps, lr):
    """the first step's gradient is taken in every step"""
    gradients = slopes(x, (logits, means, log_stds))
    parameters = (logits, means, log_stds)
    return tuple((p + steps * lr * g).detach() for p, g in zip(parameters, gradients, strict=True))
