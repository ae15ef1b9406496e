"""Reference answers of the lab ``sentences``."""

import math

import torch
from torch import Tensor


def last_state(outputs: Tensor, lengths: Tensor) -> Tensor:
    """What a network that reads in both directions knows after a sentence (eq-sentences-encoder).

    Args:
        outputs: states of the network at every place of padded sentences, shape (batch, longest,
            2 * hidden). The first half of the last axis is read from left to right, the other half
            from right to left, each sentence from its own last word.
        lengths: number of words of each sentence, from 1 up, shape (batch,), int64.

    Returns:
        For each sentence the state of each direction after the last word that it reads, in the
        order of ``outputs``, shape (batch, 2 * hidden), in the dtype and on the device of
        ``outputs``. Gradients flow back.
    """
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    return torch.cat([forward[rows, lengths - 1], backward[:, 0]], -1)


def word_dropout(
    words: Tensor,
    noise: Tensor,
    keep: float,
    unknown: int,
    training: bool,
) -> Tensor:
    """Take words away from the decoder, in training only (eq-sentences-drop).

    Args:
        words: numbers of the words that the decoder is given, shape (batch, longest), int64. The
            first of each row is the sign that a sentence begins, which always stays.
        noise: uniform numbers between 0 and 1, shape (batch, longest).
        keep: a word stays where the noise is below this.
        unknown: number of the unknown word, which stands where one was taken away.
        training: without it all words stay.

    Returns:
        Numbers of words, shape (batch, longest), int64, on the device of ``words``.
    """
    if not training:
        return words
    kept = noise < keep
    kept = torch.cat([torch.ones_like(kept[:, :1]), kept[:, 1:]], 1)
    return torch.where(kept, words, unknown)


def masked_log_likelihood(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """log p(x | z) of padded sentences (eq-sentences-masked).

    Args:
        logits: of the next word at every place, not normalized, shape (batch, longest, vocabulary).
        words: the numbers of the words that came, shape (batch, longest), int64.
        lengths: number of words of each sentence, from 1 up, shape (batch,), int64. What comes
            after them is padding, and does not count.

    Returns:
        One number for each sentence, in nats, shape (batch,), in the dtype and on the device of
        ``logits``. Gradients flow back.
    """
    log_probs = torch.log_softmax(logits, -1)
    each = log_probs.gather(-1, words[..., None])[..., 0]
    place = torch.arange(words.shape[1], device=words.device)
    return torch.where(place < lengths[:, None], each, 0.0).sum(-1)


def annealed_loss(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Minus the bound, with a weight on its divergence that rises (eq-sentences-anneal).

    The weight is 0 before the first step, grows by the same amount at every step, and is 1 from
    step ``warmup`` on.

    Args:
        log_likelihood: log p(x | z) of each sentence, shape (batch,).
        kl: KL(q(z | x) || p(z)) of each sentence, shape (batch,).
        step: how many steps have been taken.
        warmup: from this step on the weight is 1; at least 1.

    Returns:
        The loss of each sentence, in nats, shape (batch,), in the dtype and on the device of
        ``kl``. Gradients flow back.
    """
    weight = min(1.0, step / warmup)
    return weight * kl - log_likelihood


def free_bits(kl: Tensor, floor: float) -> Tensor:
    """What the divergences cost when the first nats of each are free (eq-sentences-free-bits).

    Args:
        kl: divergence of each latent number for each sentence, shape (batch, latent).
        floor: the mean over the batch of each latent number's divergence counts with at least this.

    Returns:
        The sum over the latent numbers, in nats, shape (), in the dtype and on the device of
        ``kl``. Gradients flow back.
    """
    return torch.clamp(kl.mean(0), min=floor).sum()


def interpolate(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Points at equal distances on the straight line between two codes (eq-sentences-path).

    Args:
        z_1: the first code, shape (latent,).
        z_2: the second code, shape (latent,).
        n: how many points, from 2 up; the first is z_1, the last z_2.

    Returns:
        Shape (n, latent), in the dtype and on the device of ``z_1``. Gradients flow back.
    """
    t = torch.linspace(0, 1, n, dtype=z_1.dtype, device=z_1.device)[:, None]
    return z_1 * (1 - t) + z_2 * t


def beam_step(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """One word of a beam search (eq-sentences-beam).

    Every beginning can go on with every word. As many are kept as there were beginnings: those of
    the largest log-probability as a whole, the best one first.

    Args:
        scores: log-probability of each beginning so far, shape (width,).
        log_probs: log-probability of each next word after each of them, shape (width, vocabulary).

    Returns:
        The log-probabilities of those that are kept, which beginning each of them continues, and
        with which word; each of shape (width,), on the device of ``scores``, the first in its
        dtype, the others int64.
    """
    together = (scores[:, None] + log_probs).flatten()
    best, place = together.topk(len(scores))
    return best, place // log_probs.shape[1], place % log_probs.shape[1]


def perplexity(log_w: Tensor, lengths: Tensor) -> Tensor:
    """Perplexity of a test set through the importance-weighted bound (eq-sentences-perplexity).

    The bound of a sentence is the logarithm of the mean of its weights. The perplexity is exp of
    minus the sum of all bounds, divided by the number of words of all sentences.

    Args:
        log_w: log p(x, z) - log q(z | x) of k draws for each of n sentences, shape (k, n).
        lengths: number of words of each sentence, shape (n,), int64.

    Returns:
        One number, shape (), in the dtype and on the device of ``log_w``. Gradients flow back.
    """
    bounds = torch.logsumexp(log_w, 0) - math.log(len(log_w))
    return torch.exp(-bounds.sum() / lengths.sum())


price = [
    r"\mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, p(z))\right]",
    r"= \mathbb{E}_{p(x)}\left[\mathbb{E}_{q(z \mid x)}"
    r"\left[\log \frac{q(z \mid x)}{p(z)}\right]\right]",
    r"= \mathbb{E}_{p(x)}\left[\mathbb{E}_{q(z \mid x)}\left[\log \frac{q(z \mid x)}{q(z)}"
    r" + \log \frac{q(z)}{p(z)}\right]\right]",
    r"= \mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, q(z))\right]"
    r" + \mathbb{E}_{p(x)}\left[\mathbb{E}_{q(z \mid x)}\left[\log \frac{q(z)}{p(z)}\right]\right]",
    r"= \mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, q(z))\right]"
    r" + \mathrm{KL}(q(z) \,\|\, p(z))",
]
