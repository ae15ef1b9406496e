"""Sentence VAEs on a grammar that is known, beside language models with the same decoder.

    OMP_NUM_THREADS=1 python -m benchmarks.sentences

Each model, with an encoder that reads in one direction, is trained from three seeds by the common
loop, with Adam and the gradient's norm clipped at 5, and evaluated on the same 1,000 sentences with
100 draws. The KL is looked at while the models train, so that one sees when a posterior collapses.
From the first seed some sentences are kept: draws from the prior, reconstructions, and paths
between two codes. On all seeds it is counted how many decodes on such paths are sentences of the
grammar, for the VAE and for an autoencoder.
Writes results/sentences.json. (The page of chapter ``sentences`` trains small models of its own.)

On books (from ``LABSUPPORT_DATA``, or downloaded) there is no grammar to ask, and it takes longer:

    python -m benchmarks.sentences --data books --epochs 10 --output results/sentences-books.json
"""

import argparse
import functools
import math
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport import evaluation, sentences, training
from labsupport.models.sentence_vae import (
    LanguageModel,
    SentenceVAE,
    annealed_elbo,
    kl_weight,
)
from labsupport.models.vae import gaussian_kl
from labsupport.results import summary, write_results

K_EVAL = 100
LOOK_EVERY = 25  # steps between two looks at the KL
PAIRS, POINTS = 100, 7  # of the paths whose decodes are counted


class Method(NamedTuple):
    """How one row of the table is made."""

    latent: bool = True
    inputs: bool = True
    keep: float = 1.0
    objective: str = "annealed"


METHODS = {
    "language model": Method(latent=False, objective="plain"),
    "VAE": Method(),
    "language model, no inputs": Method(latent=False, inputs=False, objective="plain"),
    "VAE, no inputs": Method(inputs=False),
    "VAE, 75% kept": Method(keep=0.75),
    "VAE, 50% kept": Method(keep=0.5),
    "VAE, not annealed": Method(objective="plain"),
    "autoencoder, no inputs": Method(inputs=False, objective="autoencoder"),
}


def log_likelihood_of_mean(model: Any, x: Tensor) -> Tensor:
    """log p(x | mu(x)), shape (batch,): a sequence autoencoder has no noise and pays no KL."""
    mu, _ = model.infer(x)
    return model.decoder.log_likelihood(x, mu)


def objective_of(name: str, warmup: int) -> Callable[..., Tensor]:
    """What is maximized."""
    every: dict[str, Callable[..., Tensor]] = {
        "plain": training.elbo,
        "annealed": functools.partial(annealed_elbo, warmup=warmup),
        "autoencoder": log_likelihood_of_mean,
    }
    return every[name]


@torch.no_grad()
def judged(model: Any, x: Tensor) -> dict[str, float]:
    """Test numbers of a trained model: nats per sentence, and perplexity."""
    torch.manual_seed(0)
    k = K_EVAL if isinstance(model, SentenceVAE) else 1
    log_likelihood = evaluation.log_likelihood(model, x, k)
    kl = 0.0
    if isinstance(model, SentenceVAE):
        kl = gaussian_kl(*model.infer(x)).mean().item()
    bound = torch.stack([model.log_w(part, 5).mean(0).sum() for part in x.split(200)]).sum()
    return {
        "nll_nats": -log_likelihood.mean().item(),
        "perplexity": sentences.perplexity(log_likelihood, x).item(),
        "minus_elbo_nats": -bound.item() / len(x),
        "kl_nats": kl,
    }


@torch.no_grad()
def probed(model: SentenceVAE, x: Tensor, texts: list[str]) -> dict[str, list[float]]:
    """How often a linear map of the posterior means tells each factor; beside the commonest value.

    The map is fitted by least squares on the first half of ``x``, and judged on the other.
    """
    known = sentences.grammar()
    numbers = torch.tensor([known.number_of(text) for text in texts])
    mu = torch.cat([model.infer(part)[0] for part in x.split(200)])
    design = torch.cat([mu, torch.ones(len(mu), 1)], 1)
    half = len(x) // 2
    found = {}
    for name, values in known.factors._asdict().items():
        labels = values[numbers]
        targets = torch.nn.functional.one_hot(labels).to(mu.dtype)
        weights = torch.linalg.lstsq(design[:half], targets[:half]).solution
        told = (design[half:] @ weights).argmax(1) == labels[half:]
        common = labels[half:] == labels[:half].mode().values
        found[name] = [told.double().mean().item(), common.double().mean().item()]
    return found


def paths(model: SentenceVAE, x: Tensor, pairs: int) -> Tensor:
    """Codes on the lines between the means of neighbours in ``x``: (pairs, points, latent)."""
    mu = model.infer(x[: 2 * pairs])[0].unflatten(0, (pairs, 2))
    t = torch.linspace(0, 1, POINTS)[:, None]
    return mu[:, :1] * (1 - t) + mu[:, 1:] * t


@torch.no_grad()
def on_paths(model: SentenceVAE, x: Tensor, vocabulary: tuple[str, ...]) -> dict[str, float]:
    """Which share of the greedy decodes are sentences of the grammar: inside of paths, at the ends.

    And how many of the ends are decoded to the sentence itself.
    """
    z = paths(model, x, PAIRS)
    texts = sentences.decode(model.decoder.write(z.flatten(0, 1), x.shape[1], True), vocabulary)
    made = (sentences.grammar().log_prob_of(texts) > -math.inf).view(PAIRS, POINTS).double()
    wanted = sentences.decode(x[: 2 * PAIRS], vocabulary)
    ends = [texts[row * POINTS + at] for row in range(PAIRS) for at in (0, POINTS - 1)]
    drawn = sentences.decode(
        model.decoder.write(torch.randn(500, model.latent), x.shape[1], True), vocabulary
    )
    from_prior = sentences.grammar().log_prob_of(drawn) > -math.inf
    return {
        "inside": made[:, 1:-1].mean().item(),
        "ends": made[:, [0, -1]].mean().item(),
        "same": sum(a == b for a, b in zip(ends, wanted, strict=True)) / len(ends),
        "prior": from_prior.double().mean().item(),
    }


@torch.no_grad()
def kept(model: Any, x: Tensor, vocabulary: tuple[str, ...]) -> dict[str, Any]:
    """Sentences to look at: draws, and of a VAE reconstructions and a few paths."""
    longest = x.shape[1]
    torch.manual_seed(1)
    found: dict[str, Any] = {"drawn": sentences.decode(model.generate(6, longest), vocabulary)}
    if not isinstance(model, SentenceVAE):
        return found
    decoder, (mu, log_var) = model.decoder, model.infer(x[:3])
    z = mu + torch.exp(0.5 * log_var) * torch.randn(3, *mu.shape)
    found["inputs"] = sentences.decode(x[:3], vocabulary)
    found["mean"] = sentences.decode(decoder.write(mu, longest, True), vocabulary)
    found["samples"] = [
        sentences.decode(decoder.write(each, longest, True), vocabulary) for each in z
    ]
    prior = torch.randn(6, model.latent)
    found["greedy"] = sentences.decode(decoder.write(prior, longest, True), vocabulary)
    found["beam"] = sentences.decode(decoder.beam_search(prior, longest)[0], vocabulary)
    found["paths"] = [
        sentences.decode(decoder.write(each, longest, True), vocabulary)
        for each in paths(model, x, 3)
    ]
    return found


def steps_of_an_epoch(data: sentences.Sentences) -> int:
    """With minibatches of 100."""
    return math.ceil(len(data.train) / 100)


def write(
    settings: argparse.Namespace, data: sentences.Sentences, rows: dict[str, Any], start: float
) -> None:
    """Keep all rows in the results file."""
    x_test = data.test[: settings.test_sentences]
    figures: dict[str, Any] = {
        "data": settings.data,
        "train_sentences": len(data.train),
        "test_sentences": len(x_test),
        "words": len(data.vocabulary),
        "words_of_a_sentence": sentences.lengths(x_test).double().mean().item(),
        "k_eval": K_EVAL,
        "epochs": settings.epochs,
        "steps": settings.epochs * steps_of_an_epoch(data),
        "warmup": settings.epochs * steps_of_an_epoch(data) // 2,
        "lr": settings.lr,
        "hidden": settings.hidden,
        "latent": settings.latent,
        "rows": rows,
        "processor_seconds": time.process_time() - start,
    }
    if settings.data == "grammar":
        known = sentences.grammar()
        exact = known.log_prob_of(sentences.decode(x_test, data.vocabulary))
        figures["entropy_nats"] = known.entropy
        figures["test_nll_of_the_grammar"] = -exact.mean().item()
        figures["test_perplexity_of_the_grammar"] = sentences.perplexity(exact, x_test).item()
        # Without inputs and code, words at different places are independent.
        figures["inputless_floor_nats"] = independent_nll(x_test)
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.sentences", *sys.argv[1:]]
    )
    write_results(settings.output, command, 0, figures)


def main() -> None:
    """Train, evaluate, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="grammar", choices=["grammar", "books", "ptb"])
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--lr", type=float, default=6e-3)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--latent", type=int, default=16)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=[*METHODS])
    parser.add_argument("--test-sentences", type=int, default=1000)
    parser.add_argument("--output", type=Path, default=Path("results/sentences.json"))
    settings = parser.parse_args()
    start = time.process_time()
    data = sentences.load(settings.data)
    x, x_test, words = data.train, data.test[: settings.test_sentences], len(data.vocabulary)
    test_texts = sentences.decode(x_test, data.vocabulary)
    warmup = settings.epochs * steps_of_an_epoch(data) // 2
    rows: dict[str, Any] = {}
    for name in settings.methods:
        method, runs, curves = METHODS[name], [], []
        for seed in range(settings.seeds):
            torch.manual_seed(seed)
            sizes: dict[str, Any] = {
                "hidden": settings.hidden, "inputs": method.inputs, "keep": method.keep
            }  # fmt: skip
            model: Any = (
                SentenceVAE(words, latent=settings.latent, bidirectional=False, **sizes)
                if method.latent
                else LanguageModel(words, **sizes)
            )
            curve: list[list[float]] = []

            def look(
                model: Any, step: int, curve: list[list[float]] = curve, method: Method = method
            ) -> None:
                """Step, weight and KL on some validation sentences."""
                if not method.latent or (step % LOOK_EVERY and step > 1):
                    return
                with torch.no_grad():
                    kl = gaussian_kl(*model.infer(data.validation[:200])).mean().item()
                annealed = method.objective == "annealed"
                curve.append([step, kl_weight(step - 1, warmup) if annealed else 1.0, kl])

            began = time.process_time()
            training.fit(
                model, x, epochs=settings.epochs, objective=objective_of(method.objective, warmup),
                lr=settings.lr, max_norm=5.0, seed=seed, device="cpu", after_step=look,
                progress=False,
            )  # fmt: skip
            seconds = time.process_time() - began
            run = {"seconds": seconds} if method.objective == "autoencoder" else (
                judged(model, x_test) | {"seconds": seconds}
            )  # fmt: skip
            if settings.data == "grammar" and method.latent:
                run |= on_paths(model, x_test, data.vocabulary)
            runs.append(run)
            curves.append(curve)
            print(name, seed, run, flush=True)
            if seed == 0:
                rows[name] = {"pictures": kept(model, x_test, data.vocabulary)}
                if settings.data == "grammar" and method.latent:
                    rows[name]["probes"] = probed(model, x_test, test_texts)
        parameters = sum(p.numel() for p in model.parameters())
        rows[name] |= summary(runs) | {"parameters": parameters, "kl_of_steps": curves}
        write(settings, data, rows, start)  # what is there so far, too


def independent_nll(x_test: Tensor) -> float:
    """Nats per sentence of a model of the grammar in which each place has words of its own.

    Its best probabilities are exact: a word's share of the grammar among the sentences that have
    not ended before.
    """
    known = sentences.grammar()
    split = [text.split() for text in known.texts]
    everything = sentences.encode(split, sentences.vocabulary_of(split), x_test.shape[1])
    weights = known.log_prob.exp()
    total = 0.0
    for place in range(x_test.shape[1]):
        shares = torch.zeros(int(everything.max()) + 1, dtype=torch.float64)
        shares.index_add_(0, everything[:, place], weights)
        shares[sentences.PAD] = 0.0
        shares = shares / shares.sum()
        words = x_test[:, place]
        total -= float(shares[words[words != sentences.PAD]].log().sum())
    return total / len(x_test)


if __name__ == "__main__":
    main()
