"""The sentence VAE (Bowman, Vilnis, Vinyals, Dai, Jozefowicz and Bengio, 2016).

Chapter ``sentences``. The file is in the chapter's order: the decoder, which alone is a language
model, and with a code is p(x | z); the encoder; the model; and the objectives against a posterior
that collapses. Sentences are numbered words (n, longest), each with its `END`, and then `PAD`, as
`labsupport.sentences` makes them. Everything is in nats per sentence.
"""

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence

from labsupport.errors import InputError
from labsupport.evaluation import evaluating
from labsupport.models import check_sizes
from labsupport.models.vae import gaussian_kl, gaussian_log_likelihood, reparameterize
from labsupport.sentences import BEGIN, END, PAD, UNKNOWN, lengths

State = tuple[Tensor, Tensor]  # of an LSTM, each (1, batch, hidden)


def word_dropout(words: Tensor, keep: float) -> Tensor:
    """Each word is kept with probability ``keep``, else `UNKNOWN` stands there (eq-sentences-drop).

    Every place of every sentence is drawn on its own; `BEGIN` and `PAD` stay.

    Args:
        words: numbers, shape (..., longest), int64.
        keep: from 0 to 1.
    """
    kept = torch.rand(words.shape, device=words.device) < keep
    return torch.where(kept | (words == BEGIN) | (words == PAD), words, UNKNOWN)


class Decoder(nn.Module):
    """p(x | z) = prod_t p(x_t | x_<t, z), by an LSTM (eq-sentences-decoder).

    The code z makes the LSTM's first state, and stands beside every word that it is given.

    Args:
        words: size of the vocabulary, the four special words included.
        embedding: numbers that stand for a word.
        hidden: width of the LSTM.
        latent: numbers of z; 0 for a language model.
        inputs: whether the decoder is given the word before; without, it knows z and its place.
        keep: probability that such a word is kept in training; in evaluation all are kept.
    """

    def __init__(
        self, words: int, embedding: int, hidden: int, latent: int, inputs: bool, keep: float
    ) -> None:
        super().__init__()
        self.inputs, self.keep, self.latent = inputs, keep, latent
        self.embedding = nn.Embedding(words, embedding)
        self.start = nn.Linear(latent, 2 * hidden) if latent else None
        self.lstm = nn.LSTM(embedding + latent, hidden, batch_first=True)
        self.head = nn.Linear(hidden, words)

    def first_state(self, z: Tensor) -> State | None:
        """The state before the first word, of ``z`` (batch, latent); None, for zeros, without z."""
        if self.start is None:
            return None
        h, c = self.start(z).chunk(2, -1)
        return torch.tanh(h)[None], c[None].contiguous()

    def given(self, x: Tensor) -> Tensor:
        """What the decoder is given before each word of ``x`` (batch, longest), the same shape."""
        before = torch.cat([torch.full_like(x[:, :1], BEGIN), x[:, :-1]], 1)
        if not self.inputs:
            return torch.full_like(before, UNKNOWN)
        return word_dropout(before, self.keep) if self.training else before

    def step(self, words: Tensor, z: Tensor, state: State | None) -> tuple[Tensor, State]:
        """Log-probabilities of what follows ``words`` (batch, t): (batch, t, words), and the state.

        ``z`` is (batch, latent), and ``state`` that before the first of the words. What follows is
        never `PAD` or `BEGIN`.
        """
        seen = self.embedding(words)
        if self.latent:
            beside = z[:, None].expand(-1, words.shape[1], -1)
            seen = torch.cat([seen, beside.to(seen.dtype)], -1)
        output, state = self.lstm(seen, state)
        never = torch.tensor([PAD, BEGIN], device=words.device)
        logits = self.head(output).index_fill(-1, never, -math.inf)
        return logits.log_softmax(-1), state

    def log_likelihood(self, x: Tensor, z: Tensor) -> Tensor:
        """log p(x | z) of ``x`` (batch, longest) and ``z`` (batch, latent): (batch,).

        The sum runs over the words and the end, not over the padding (eq-sentences-masked).
        """
        log_probs, _ = self.step(self.given(x), z, self.first_state(z))
        nll = F.nll_loss(log_probs.transpose(1, 2), x, reduction="none", ignore_index=PAD)
        return -nll.sum(-1)

    @torch.no_grad()
    def write(self, z: Tensor, longest: int, greedy: bool = False) -> Tensor:
        """A sentence for each row of ``z`` (n, latent): (n, longest), padded.

        Drawn word by word, or greedily: the most probable word each time. One that has not come to
        its end by ``longest`` words has no `END`.
        """
        state, done = self.first_state(z), torch.zeros(len(z), dtype=torch.bool, device=z.device)
        last = torch.full((len(z),), BEGIN, device=z.device)
        found = []
        for _ in range(longest):
            word = last if self.inputs else torch.full_like(last, UNKNOWN)
            log_probs, state = self.step(word[:, None], z, state)
            one = log_probs[:, 0]
            last = one.argmax(-1) if greedy else torch.multinomial(one.exp(), 1)[:, 0]
            found.append(last.masked_fill(done, PAD))
            done = done | (last == END)
        return torch.stack(found, 1)

    @torch.no_grad()
    def beam_search(self, z: Tensor, longest: int, width: int = 5) -> tuple[Tensor, Tensor]:
        """The best sentence that a search of ``width`` finds for each row of ``z`` (n, latent).

        At every place the ``width`` best beginnings are kept (eq-sentences-beam). A sentence that
        has ended stays as it is, and is compared with the others by its log-probability.

        Returns:
            The sentences (n, longest), padded, and log p(x | z) of each (n,).
        """
        n, vocabulary = len(z), self.head.out_features
        rows = torch.arange(n, device=z.device)[:, None]
        each = z.repeat_interleave(width, 0)
        state = self.first_state(each)
        scores = torch.full((n, width), -math.inf, device=z.device, dtype=self.head.weight.dtype)
        scores[:, 0] = 0.0  # at first all beginnings are the same
        found = torch.full((n, width, longest), PAD, device=z.device)
        last = torch.full((n, width), BEGIN, device=z.device)
        after_end = torch.full((vocabulary,), -math.inf, device=z.device, dtype=scores.dtype)
        after_end[PAD] = 0.0
        done = torch.zeros_like(last, dtype=torch.bool)
        for place in range(longest):
            word = last if self.inputs else torch.full_like(last, UNKNOWN)
            log_probs, state = self.step(word.view(-1, 1), each, state)
            one = torch.where(done[..., None], after_end, log_probs.view(n, width, vocabulary))
            scores, best = (scores[..., None] + one).flatten(1).topk(width, 1)
            parent, last = best // vocabulary, best % vocabulary
            found = found[rows, parent]
            found[:, :, place] = last
            done = done[rows, parent] | (last == END)
            order = (rows * width + parent).flatten()
            state = (state[0][:, order], state[1][:, order])
        return found[:, 0], scores[:, 0]


class Encoder(nn.Module):
    """q(z | x): an LSTM reads the sentence; its last states make mean and log-variance.

    Args:
        words: size of the vocabulary.
        embedding: numbers that stand for a word.
        hidden: width of each layer, in each direction.
        latent: numbers of z.
        layers: how many LSTMs stand on each other.
        bidirectional: whether the sentence is also read from its end.
    """

    def __init__(
        self, words: int, embedding: int, hidden: int, latent: int, layers: int, bidirectional: bool
    ) -> None:
        super().__init__()
        self.embedding = nn.Embedding(words, embedding, padding_idx=PAD)
        self.lstm = nn.LSTM(
            embedding, hidden, layers, batch_first=True, bidirectional=bidirectional
        )
        self.head = nn.Linear((1 + bidirectional) * hidden, 2 * latent)

    def last_state(self, x: Tensor) -> Tensor:
        """What the upper layer holds after its last word, (batch, directions * hidden).

        Each direction has read all words of the sentence and no padding, since the batch is packed
        (eq-sentences-encoder). For the way back the last word is the sentence's first.
        """
        packed = pack_padded_sequence(
            self.embedding(x), lengths(x).cpu(), batch_first=True, enforce_sorted=False
        )
        _, (h, _) = self.lstm(packed)  # (layers * directions, batch, hidden)
        directions = 1 + self.lstm.bidirectional
        return torch.cat([*h[-directions:]], -1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``mu`` and ``log_var`` of q(z | x), each (batch, latent), for ``x`` (batch, longest)."""
        mu, log_var = self.head(self.last_state(x)).chunk(2, -1)
        return mu, log_var


def check_sentences(x: Tensor, words: int, values: bool = True) -> None:
    """Raise InputError unless ``x`` (n, longest) are sentences; looks at ``values`` if asked to.

    Looking at values waits for the device.
    """
    if x.dim() != 2 or x.dtype != torch.int64:
        raise InputError(
            "sentences are numbers of words, int64 of shape (n, longest), not "
            f"{x.dtype} of shape {tuple(x.shape)}"
        )
    if not values or not x.numel():
        return
    low, high = x.aminmax()
    if low < 0 or high >= words:
        raise InputError(f"the vocabulary has {words} words, numbered from 0; these are others")
    ends = (x == END).sum(-1)
    last = x.gather(1, (lengths(x) - 1).clamp(min=0)[:, None])[:, 0]
    if bool((ends != 1).any()) or bool((last != END).any()):
        raise InputError("every sentence has its end once, and after it padding alone")


class LanguageModel(nn.Module):
    """p(x) = prod_t p(x_t | x_<t): the decoder of a `SentenceVAE` without a code.

    Its likelihood is exact. So ``log_w`` has k equal rows, and its mean and its importance-weighted
    bound are log p(x).

    Args:
        words: size of the vocabulary.
        embedding, hidden, inputs, keep: see `Decoder`.

    Raises:
        InputError: a size is no whole number from 1 up, or ``keep`` is not in [0, 1].
    """

    integers = True  # of x

    def __init__(
        self,
        words: int,
        embedding: int = 32,
        hidden: int = 64,
        inputs: bool = True,
        keep: float = 1.0,
    ) -> None:
        super().__init__()
        _check(words, embedding, hidden, keep)
        self.words = int(words)
        self.decoder = Decoder(words, embedding, hidden, 0, inputs, keep)
        self.arguments = {
            "words": self.words, "embedding": int(embedding), "hidden": int(hidden),
            "inputs": bool(inputs), "keep": float(keep),
        }  # fmt: skip

    def check_data(self, x: Tensor) -> None:
        """Raise InputError unless ``x`` are sentences with words of the vocabulary."""
        check_sentences(x, self.words)

    def log_prob(self, x: Tensor) -> Tensor:
        """log p(x), shape (batch,)."""
        check_sentences(x, self.words, values=False)
        return self.decoder.log_likelihood(x, self.decoder.head.weight.new_zeros(len(x), 0))

    def infer(self, x: Tensor) -> tuple[()]:
        """Nothing: there is no code."""
        return ()

    def log_w(self, x: Tensor, k: int = 1, posterior: Any = None) -> Tensor:
        """log p(x), ``k`` times: (k, batch)."""
        check_sizes(k=k)
        return self.log_prob(x).expand(k, -1)

    def generate(self, n: int, longest: int = 20) -> Tensor:
        """``n`` sentences, drawn word by word: (n, longest), padded."""
        check_sizes(n=n, longest=longest)
        with evaluating(self):
            return self.decoder.write(self.decoder.head.weight.new_zeros(n, 0), longest)


class SentenceVAE(nn.Module):
    """p(z) p(x | z) with p(z) = N(0, I), a `Decoder`, and q(z | x) by an `Encoder`.

    Args:
        words: size of the vocabulary, the four special words included.
        embedding: numbers that stand for a word, in encoder and decoder each.
        hidden: width of the LSTMs.
        latent: numbers of z.
        layers, bidirectional: of the `Encoder`.
        inputs, keep: of the `Decoder`.

    Raises:
        InputError: a size is no whole number from 1 up, or ``keep`` is not in [0, 1].
    """

    integers = True  # of x

    def __init__(
        self,
        words: int,
        embedding: int = 32,
        hidden: int = 64,
        latent: int = 16,
        layers: int = 1,
        bidirectional: bool = True,
        inputs: bool = True,
        keep: float = 1.0,
    ) -> None:
        super().__init__()
        check_sizes(layers=layers, latent=latent)
        _check(words, embedding, hidden, keep)
        self.words, self.latent, self.noise_size = int(words), int(latent), int(latent)
        self.decoder = Decoder(words, embedding, hidden, latent, inputs, keep)
        self.encoder = Encoder(words, embedding, hidden, latent, layers, bidirectional)
        self.arguments = {
            "words": self.words, "embedding": int(embedding), "hidden": int(hidden),
            "latent": self.latent, "layers": int(layers), "bidirectional": bool(bidirectional),
            "inputs": bool(inputs), "keep": float(keep),
        }  # fmt: skip

    def check_data(self, x: Tensor) -> None:
        """Raise InputError unless ``x`` are sentences with words of the vocabulary."""
        check_sentences(x, self.words)

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``mu`` and ``log_var`` of q(z | x), each (batch, latent), for ``x`` (batch, longest)."""
        check_sentences(x, self.words, values=False)
        mu, log_var = self.encoder(x)
        return mu, log_var

    def log_w(
        self, x: Tensor, k: int = 1, posterior: Any = None, *, noise: Tensor | None = None
    ) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws from q(z | x): (k, batch), differentiable.

        Args:
            x: sentences, shape (batch, longest).
            k: number of draws of each.
            posterior: what `infer` returned for ``x``, to encode once and draw many times.
            noise: the standard normal numbers of the draws, (k, batch, latent).
        """
        check_sizes(k=k)
        mu, log_var = self.infer(x) if posterior is None else posterior
        shape = (k, *mu.shape)
        if noise is None:
            z = reparameterize(mu.expand(shape), log_var.expand(shape))
        else:
            z = mu + torch.exp(0.5 * log_var) * noise
        many = x.expand(k, *x.shape).flatten(0, 1)
        log_likelihood = self.decoder.log_likelihood(many, z.flatten(0, 1)).view(k, len(x))
        zeros = torch.zeros_like(mu)
        log_prior = gaussian_log_likelihood(z, zeros, zeros)
        return log_likelihood + log_prior - gaussian_log_likelihood(z, mu, log_var)

    def parts(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | z) (batch,), and the KL of each latent number (batch, latent)."""
        mu, log_var = self.infer(x)
        log_likelihood = self.decoder.log_likelihood(x, reparameterize(mu, log_var))
        return log_likelihood, gaussian_kl(mu[..., None], log_var[..., None])

    def reconstruction_and_kl(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | z), and KL(q(z | x) || p(z)), each (batch,)."""
        log_likelihood, kl = self.parts(x)
        return log_likelihood, kl.sum(-1)

    def generate(self, n: int, longest: int = 20) -> Tensor:
        """``n`` sentences for draws of z from the prior: (n, longest), padded."""
        check_sizes(n=n, longest=longest)
        weight = self.decoder.head.weight
        z = torch.randn(n, self.latent, dtype=weight.dtype, device=weight.device)
        with evaluating(self):
            return self.decoder.write(z, longest)


def _check(words: int, embedding: int, hidden: int, keep: float) -> None:
    check_sizes([hidden], words=words, embedding=embedding)
    if not 0 <= keep <= 1:
        raise InputError(f"keep is a probability, from 0 to 1, not {keep}")


# --- objectives for `labsupport.training.fit`; choose by functools.partial


def kl_weight(step: int | None, warmup: int) -> float:
    """The weight of the KL, which rises from 0 to 1 over ``warmup`` steps (eq-sentences-anneal).

    Without a ``step``, as in validation, it is 1.
    """
    return 1.0 if step is None or step >= warmup else step / warmup


def annealed_elbo(model: Any, x: Tensor, step: int | None = None, *, warmup: int = 1000) -> Tensor:
    """The bound with a weight on its KL that rises from 0 to 1, shape (batch,)."""
    log_likelihood, kl = model.reconstruction_and_kl(x)
    return log_likelihood - kl_weight(step, warmup) * kl


def free_bits(model: Any, x: Tensor, *, floor: float = 0.1) -> Tensor:
    """The bound in which no latent number costs less than ``floor`` nats, shape (batch,).

    Kingma et al. (2016): the KL of each number, averaged over the minibatch, counts with at least
    ``floor``, so that making it smaller is no gain (eq-sentences-free-bits).
    """
    log_likelihood, kl = model.parts(x)
    return log_likelihood - kl.mean(0).clamp(min=floor).sum()
