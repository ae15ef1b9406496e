"""Objectives as functions of the one tensor that every model returns.

``log_w = log p(x, z) - log q(z | x)`` has shape (k, batch): k draws from the approximate posterior
for each of a batch of observations. Chapters ``vae`` and ``iwae``; Burda, Grosse and Salakhutdinov
(2016), equations 4 to 14. Everything is in nats.

What an objective returns is its bound, number for number. Some have another gradient than that
number's, which the bound's name does not show; then the docstring says which. Those need log_w as
``model.pathwise_log_w(x, k)`` gives it: q's parameters are held constant inside of log q, so that
their gradient comes through the draws ``z`` alone.
"""

import math

import torch
from torch import Tensor


def elbo(log_w: Tensor) -> Tensor:
    """Evidence lower bound: the mean of ``log_w`` (k, batch) over its draws, shape (batch,)."""
    return log_w.mean(0)


def iwae_bound(log_w: Tensor) -> Tensor:
    """Importance-weighted bound log 1/k sum_i w_i, shape (batch,), from ``log_w`` (k, batch).

    eq-iwae-bound. Its gradient weighs the draws by their shares of the sum (eq-iwae-gradient). Of
    ``pathwise_log_w`` this is the gradient called sticking the landing (eq-iwae-stl; Roeder, Wu and
    Duvenaud, 2017), which is biased for k > 1.
    """
    return torch.logsumexp(log_w, 0) - math.log(log_w.shape[0])


def normalized_weights(log_w: Tensor) -> Tensor:
    """The shares w_i / sum_j w_j of the draws, shape (k, batch), from ``log_w`` (k, batch).

    eq-iwae-weights.
    """
    return torch.softmax(log_w, 0)


def effective_sample_size(log_w: Tensor) -> Tensor:
    """Kish's (sum_i w_i)^2 / sum_i w_i^2, between 1 and k, shape (batch,), from ``log_w``.

    Normalized first, so that neither large nor small weights overflow or cancel.
    """
    return 1 / normalized_weights(log_w).square().sum(0)


def doubly_reparameterized(log_w: Tensor, z: Tensor) -> Tensor:
    """The importance-weighted bound with the gradient of Tucker et al. (2019), shape (batch,).

    The model's gradient is that of `iwae_bound`. The encoder's has the squared shares
    (eq-iwae-dreg): the same mean, and a signal-to-noise ratio that grows with k. For draws that are
    reparameterized; those of several layers are one vector z, of which log_w is computed.

    Args:
        log_w: of ``pathwise_log_w``, shape (k, batch).
        z: the draws that it was computed of, shape (k, batch, latent). The gradient that passes
            through them on its way to the encoder is weighted.
    """
    return _with_weighted_path(log_w, z, normalized_weights(log_w.detach()))


def doubly_reparameterized_wake(log_w: Tensor, z: Tensor) -> Tensor:
    """The bound; its encoder's gradient is that of reweighted wake-sleep, shape (batch,).

    That is, the encoder descends a self-normalized estimate of KL(p(z | x) || q(z | x)), here
    without a score function (eq-iwae-wake; Tucker et al., 2019). Arguments as for
    `doubly_reparameterized`.
    """
    return _with_weighted_path(log_w, z, 1 - normalized_weights(log_w.detach()))


def _with_weighted_path(log_w: Tensor, z: Tensor, factors: Tensor) -> Tensor:
    """`iwae_bound`, whose gradient in ``z`` is multiplied by ``factors`` (k, batch)."""
    if z.requires_grad:  # not while nothing is trained
        z.register_hook(lambda gradient: factors[..., None] * gradient)
    return iwae_bound(log_w)


def wake_sleep(log_p: Tensor, log_q: Tensor, dream_log_q: Tensor) -> Tensor:
    """The evidence lower bound with the gradients of wake-sleep, shape (batch,).

    Hinton, Dayan, Frey and Neal (1995): awake, the gradient of log p(x, z) for draws z of q moves
    the model (eq-wake_sleep-wake); asleep, that of log q(z | x) for the model's own x and z moves
    the recognition model (eq-wake_sleep-sleep). Both rise. It is no gradient of any one number.

    Args:
        log_p: log p(x, z) of data x, shape (k, batch); the draws z are held constant.
        log_q: log q(z | x) of the same, shape (k, batch); it has a part in the value alone.
        dream_log_q: log q(z | x) of dreams, shape (n, batch).
    """
    phases = log_p.mean(0) + dream_log_q.mean(0)
    return elbo((log_p - log_q).detach()) + phases - phases.detach()


def pick(log_w: Tensor) -> Tensor:
    """The number of one of the draws of ``log_w`` (k, batch), picked by its share, (batch,).

    By the Gumbel-max trick, which needs no sums and waits for no device.
    """
    gumbel = -torch.empty_like(log_w).exponential_().log()
    return (log_w.detach() + gumbel).argmax(0)


def one_draw(log_w: Tensor, picked: Tensor) -> Tensor:
    """The importance-weighted bound with the gradient of one of its draws alone, shape (batch,).

    Burda et al., section 3: the mean over which draw is picked is the gradient of the bound
    (eq-iwae-one), and only one draw has to be computed backwards.

    Args:
        log_w: of all draws, shape (k, batch); its gradient is not used.
        picked: the log_w of the draw that `pick` has picked, shape (batch,), with its gradient.
    """
    return iwae_bound(log_w.detach()) + picked - picked.detach()


def reweighted_wake_sleep(log_p: Tensor, log_q: Tensor) -> Tensor:
    """The bound with the gradients of reweighted wake-sleep, shape (batch,).

    Bornschein and Bengio (2015), with the wake phase for both networks: the shares weigh the
    gradient of log p and that of log q, both of which rise (eq-iwae-wake). Nothing has to be
    reparameterized, so z may be discrete.

    Args:
        log_p: log p(x, z), shape (k, batch).
        log_q: log q(z | x), shape (k, batch); the draws z are held constant in both.
    """
    log_w = (log_p - log_q).detach()
    shares = normalized_weights(log_w)
    weighted = torch.where(shares > 0, shares * (log_p + log_q), 0).sum(0)
    return iwae_bound(log_w) + weighted - weighted.detach()


def upper_bound(log_w: Tensor, log_w_exact: Tensor) -> Tensor:
    """An estimate that lies above log p(x) in the mean, shape (batch,) (eq-iwae-upper).

    Args:
        log_w: of draws from q, shape (k, batch).
        log_w_exact: of one draw from the true posterior, shape (batch,). For an observation that
            the model itself has made, the z that it was made of is one.
    """
    return iwae_bound(torch.cat([log_w_exact[None], log_w[1:]]))
