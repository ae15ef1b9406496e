"""What is asserted of the five functions: two checks each, one point a check.

Every grader gets the bodies of these functions in its own form (see `formats`), so that all judge
by the same statements. A check takes the function that it judges as its argument.
"""

import math

import torch


def log_mean_exp_value(log_mean_exp):
    log_w = torch.linspace(-2, 3, 12, dtype=torch.float64).reshape(4, 3)
    expected = log_w.exp().mean(0).log()
    assert torch.allclose(log_mean_exp(log_w), expected)


def log_mean_exp_stable(log_mean_exp):
    log_w = torch.full((5, 2), -2000.0, dtype=torch.float64)
    expected = log_w[0]
    assert torch.allclose(log_mean_exp(log_w), expected)


def gaussian_kl_value(gaussian_kl):
    mu = torch.linspace(-1, 1, 6, dtype=torch.float64).reshape(2, 3)
    log_var = torch.linspace(0.5, -1, 6, dtype=torch.float64).reshape(2, 3)
    q = torch.distributions.Normal(mu, (0.5 * log_var).exp())
    p = torch.distributions.Normal(torch.zeros_like(mu), torch.ones_like(mu))
    expected = torch.distributions.kl_divergence(q, p).sum(-1)
    assert torch.allclose(gaussian_kl(mu, log_var), expected)


def gaussian_kl_gradient(gaussian_kl):
    mu = torch.linspace(-2, 1, 8, dtype=torch.float64).reshape(2, 4).requires_grad_()
    expected = mu.detach().clone()
    gaussian_kl(mu, torch.zeros_like(mu)).sum().backward()
    assert mu.grad is not None
    assert torch.allclose(mu.grad, expected)


def reparameterize_moments(reparameterize):
    torch.manual_seed(0)
    mu = torch.full((40000,), 3.0, dtype=torch.float64)
    log_var = torch.full((40000,), math.log(4.0), dtype=torch.float64)
    z = reparameterize(mu, log_var)
    assert z.shape == mu.shape
    assert abs(float(z.mean()) - 3) < 0.06
    assert abs(float(z.std()) - 2) < 0.05


def reparameterize_gradient(reparameterize):
    mu = torch.zeros(7, dtype=torch.float64, requires_grad=True)
    expected = torch.ones(7, dtype=torch.float64)
    reparameterize(mu, torch.zeros_like(mu)).sum().backward()
    assert mu.grad is not None
    assert torch.allclose(mu.grad, expected)


def bernoulli_log_likelihood_value(bernoulli_log_likelihood):
    x = torch.tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]], dtype=torch.float64)
    logits = torch.linspace(-2, 2, 6, dtype=torch.float64).reshape(2, 3)
    expected = torch.distributions.Bernoulli(logits=logits).log_prob(x).sum(-1)
    assert torch.allclose(bernoulli_log_likelihood(x, logits), expected)


def bernoulli_log_likelihood_stable(bernoulli_log_likelihood):
    x = torch.tensor([[1.0, 0.0]], dtype=torch.float64)
    logits = torch.tensor([[-300.0, 300.0]], dtype=torch.float64)
    expected = torch.tensor([-600.0], dtype=torch.float64)
    assert torch.allclose(bernoulli_log_likelihood(x, logits), expected)


def iwae_weights_value(iwae_weights):
    log_w = torch.linspace(-1, 2, 10, dtype=torch.float64).reshape(5, 2)
    expected = log_w.exp() / log_w.exp().sum(0)
    assert torch.allclose(iwae_weights(log_w), expected)


def iwae_weights_stable(iwae_weights):
    log_w = torch.full((4, 3), 2000.0, dtype=torch.float64)
    expected = torch.full((4, 3), 0.25, dtype=torch.float64)
    assert torch.allclose(iwae_weights(log_w), expected)
