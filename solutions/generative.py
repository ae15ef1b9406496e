"""Reference answers to the exercises of ``chapters/generative/lab.md``, in torch alone."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def parameter_shapes(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Shapes of the parameters of ``logits = W2 relu(W1 x + b1) + b2``.

    Args:
        input_dim: length of the column vector x.
        hidden_dim: length of the hidden vector.
        output_dim: number of classes, the length of the logits.

    Returns:
        The shape of each parameter under its name: "W1", "b1", "W2" and "b2". Matrices are
        (rows, columns), vectors are (length,).
    """
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim,),
    }


class Classifier(nn.Module):
    """A classifier with one hidden layer: ``logits = W2 dropout(relu(W1 x + b1)) + b2``.

    In training mode each hidden unit is set to 0 with probability ``dropout_ratio``, independently
    of all others, and the units that are left are divided by ``1 - dropout_ratio``. In evaluation
    mode nothing is dropped. The four parameters have the shapes of ``parameter_shapes``.

    Args:
        input_dim: numbers in one input.
        hidden_dim: width of the hidden layer.
        output_dim: number of classes.
        dropout_ratio: probability of each hidden unit to be dropped, from 0 to below 1.
    """

    def __init__(
        self, input_dim: int, hidden_dim: int, output_dim: int, dropout_ratio: float
    ) -> None:
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch: Tensor) -> Tensor:
        """Map inputs (..., input_dim) to logits (..., output_dim), which may be any numbers.

        In the dtype and on the device of ``batch``, if the parameters are there too.
        """
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


def fit_gaussian(x: Tensor) -> tuple[Tensor, Tensor]:
    """Maximum likelihood for a Gaussian: the mean and covariance that make ``x`` most probable.

    Args:
        x: observations, shape (n, d).

    Returns:
        The mean, shape (d,), and the covariance, shape (d, d), in the dtype and on the device of
        ``x``. Gradients flow back through both.
    """
    mean = x.mean(0)
    return mean, (x - mean).T @ (x - mean) / len(x)


def bayes_classifier(
    x: Tensor, means: Tensor, covariances: Tensor, counts: Tensor
) -> tuple[Tensor, Tensor]:
    """Classify by Bayes' rule with a Gaussian density of x for each of K classes.

    Args:
        x: inputs, shape (m, d).
        means: of the classes, shape (K, d).
        covariances: of the classes, shape (K, d, d), each positive definite.
        counts: how many training inputs each class had, at least one, whole numbers (int64) of
            shape (K,); the prior p(y) is the share of class y.

    Returns:
        log p(y | x) of each class, shape (m, K), and log p(x), shape (m,), in the dtype and on the
        device of ``x``; finite also for inputs that are far from all means. Gradients flow back
        through both.
    """
    factors = torch.linalg.cholesky(covariances)
    away = torch.linalg.solve_triangular(factors, (x - means[:, None]).mT, upper=False)
    log_det = factors.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    number = counts.to(x.dtype)
    log_prior = torch.log(number / number.sum())
    constant = x.shape[1] * math.log(2 * math.pi) / 2
    log_joint = log_prior - constant - log_det - away.square().sum(-2).T / 2
    log_evidence = torch.logsumexp(log_joint, -1)
    return log_joint - log_evidence[:, None], log_evidence


def transformed_log_prob(x: Tensor, skew: Tensor, tail: Tensor) -> Tensor:
    """Log-density of ``x = sinh((asinh(z) + skew) / tail)`` with z ~ N(0, 1), in nats.

    Args:
        x: points on the line, shape (...), of which neither x**2 nor z**2 overflows.
        skew: any number, shape ().
        tail: a positive number, shape ().

    Returns:
        log p(x), shape (...), in the dtype and on the device of ``x``. Gradients flow back to all
        three.
    """
    z = torch.sinh(tail * torch.asinh(x) - skew)
    log_slope = tail.log() + 0.5 * (torch.log1p(z**2) - torch.log1p(x**2))
    return log_slope - 0.5 * (math.log(2 * math.pi) + z**2)


def mixture_log_prob(x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor) -> Tensor:
    """Log-density of a mixture of k Gaussians on the line, in nats.

    Args:
        x: points on the line, shape (...).
        logits: any numbers, shape (k,); softmax(logits) are the weights of the components.
        means: of the components, shape (k,).
        log_stds: logarithms of the standard deviations of the components, shape (k,).

    Returns:
        log p(x), shape (...), in the dtype and on the device of ``x``; finite also where every
        component is far away. Gradients flow back to all four.
    """
    away = (x[..., None] - means) * torch.exp(-log_stds)
    log_normal = -0.5 * (math.log(2 * math.pi) + away**2) - log_stds
    return torch.logsumexp(F.log_softmax(logits, 0) + log_normal, -1)


def fit_mixture(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Maximum likelihood for a mixture of k Gaussians by plain gradient ascent.

    Args:
        x: observations, shape (n,).
        logits: where the logits of the weights start, shape (k,).
        means: where the means start, shape (k,).
        log_stds: where the logarithms of the standard deviations start, shape (k,).
        steps: number of steps; each moves all three at once.
        lr: step size, by which the gradient of the mean of log p(x) over the n is multiplied.

    Returns:
        ``logits``, ``means`` and ``log_stds`` after the last step, each of shape (k,), detached, in
        the dtype and on the device of ``x``.
    """
    parameters = [logits, means, log_stds]
    for _ in range(steps):
        start = [p.detach().requires_grad_() for p in parameters]
        slopes = torch.autograd.grad(mixture_log_prob(x, *start).mean(), start)
        parameters = [(p + lr * slope).detach() for p, slope in zip(start, slopes, strict=True)]
    return parameters[0], parameters[1], parameters[2]


def sample_on_grid(log_f: Tensor, grid: Tensor, u: Tensor) -> tuple[Tensor, Tensor]:
    """Normalize a density that is known up to a factor, and sample it by its inverse CDF.

    Args:
        log_f: logarithm of the unnormalized density at each grid point, of any size, shape (n,).
        grid: increasing points, not always at equal distances, shape (n,).
        u: numbers from 0 to below 1, as torch.rand draws them, shape (m,).

    Returns:
        The points x with CDF(x) = u, shape (m,), and log Z, shape (). Z is the integral of
        exp(log_f) by the trapezoid rule; the CDF is right at the grid points, linear between them.
        Both are in the dtype and on the device of ``log_f``. Gradients flow back from both to log_f
        and grid, and from x to u.
    """
    largest = log_f.max()
    f = torch.exp(log_f - largest)
    mass = (f[1:] + f[:-1]) / 2 * (grid[1:] - grid[:-1])
    cdf = torch.cat([torch.zeros_like(mass[:1]), mass.cumsum(0)]) / mass.sum()
    left = torch.searchsorted(cdf, u, right=True).clamp(1, len(grid) - 1) - 1
    share = (u - cdf[left]) / (cdf[left + 1] - cdf[left])
    return grid[left] + share * (grid[left + 1] - grid[left]), largest + mass.sum().log()


likelihood_derivation = [
    r"\mathrm{KL}(\hat p(x) \,\|\, p_\theta(x))",
    r"= \mathbb{E}_{\hat p(x)}\left[\log \frac{\hat p(x)}{p_\theta(x)}\right]",
    r"= \mathbb{E}_{\hat p(x)}[\log \hat p(x)] - \mathbb{E}_{\hat p(x)}[\log p_\theta(x)]",
    r"= \mathbb{E}_{\hat p(x)}[\log \hat p(x)] - \frac{1}{N} \sum_{n=1}^{N} \log p_\theta(x_n)",
]
