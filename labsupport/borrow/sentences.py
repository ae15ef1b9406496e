"""What a learner may borrow in the lab of chapter ``sentences``."""

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport import objectives
from labsupport.checks.derivation import Lines

__all__ = [  # noqa: RUF022 (the lab's order)
    "last_state",
    "word_dropout",
    "masked_log_likelihood",
    "annealed_loss",
    "free_bits",
    "interpolate",
    "beam_step",
    "perplexity",
    "price",
]


def last_state(outputs: Tensor, lengths: Tensor) -> Tensor:
    """State of each direction after its last word, shape (batch, 2 * hidden)."""
    half = outputs.shape[-1] // 2
    place = (lengths - 1)[:, None, None].expand(-1, 1, half)
    return torch.cat([outputs[..., :half].gather(1, place)[:, 0], outputs[:, 0, half:]], 1)


def word_dropout(words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool) -> Tensor:
    """Words of which some are unknown, shape (batch, longest)."""
    if not training:
        return words
    gone = noise >= keep
    place = torch.arange(words.shape[1], device=words.device)
    return words.masked_fill(gone & (place > 0), unknown)


def masked_log_likelihood(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """log p(x | z) without the padding, shape (batch,)."""
    place = torch.arange(words.shape[1], device=words.device)
    nll = F.cross_entropy(logits.transpose(1, 2), words, reduction="none")
    return -nll.masked_fill(place >= lengths[:, None], 0.0).sum(1)


def annealed_loss(log_likelihood: Tensor, kl: Tensor, step: int, warmup: int) -> Tensor:
    """Minus the bound with a rising weight, shape (batch,)."""
    return kl * (step / warmup if step < warmup else 1.0) - log_likelihood


def free_bits(kl: Tensor, floor: float) -> Tensor:
    """What the divergences cost, shape ()."""
    return torch.nn.functional.threshold(kl.mean(0), floor, floor).sum()


def interpolate(z_1: Tensor, z_2: Tensor, n: int) -> Tensor:
    """Points on the line between two codes, shape (n, latent)."""
    t = torch.arange(n, dtype=z_1.dtype, device=z_1.device) / (n - 1)
    return torch.lerp(z_1[None], z_2[None], t[:, None])


def beam_step(scores: Tensor, log_probs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Log-probabilities, beginnings and words of what is kept, each (width,)."""
    together = (scores[:, None] + log_probs).reshape(-1)
    order = together.argsort(descending=True)[: len(scores)]
    size = log_probs.shape[1]
    return together[order], torch.div(order, size, rounding_mode="floor"), order.remainder(size)


def perplexity(log_w: Tensor, lengths: Tensor) -> Tensor:
    """exp of the nats of a word, shape ()."""
    return torch.exp(-objectives.iwae_bound(log_w).sum() / lengths.sum())


price = Lines(
    [
        r"\mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, p(z))\right]",
        r"= \sum_x p(x) \sum_z q(z \mid x) \log \frac{q(z \mid x)}{p(z)}",
        r"= \sum_x p(x) \sum_z q(z \mid x)"
        r" \left[\log \frac{q(z \mid x)}{q(z)} + \log \frac{q(z)}{p(z)}\right]",
        r"= \sum_x p(x) \sum_z q(z \mid x) \log \frac{q(z \mid x)}{q(z)}"
        r" + \sum_z q(z) \log \frac{q(z)}{p(z)}",
        r"= \mathbb{E}_{p(x)}\left[\mathrm{KL}(q(z \mid x) \,\|\, q(z))\right]"
        r" + \mathrm{KL}(q(z) \,\|\, p(z))",
    ]
)
