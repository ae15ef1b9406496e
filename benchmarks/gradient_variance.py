"""The gradient of the ELBO by each estimator on a small VAE: its variance, and what it trains.

    OMP_NUM_THREADS=1 python -m benchmarks.gradient_variance [--epochs 100]

The model has 64 binary pixels (the digits, binarized anew in each epoch), one hidden layer of 64,
8 latent dimensions. First it is trained with three estimators, from three seeds each, and the ELBO
of the test images is taken after some of the epochs. Then, on the way of the pathwise training from
the first seed, every estimator gives the gradient in the encoder's parameters of one fixed
minibatch 200 times: how much do they scatter, and is their mean the same? Chapter ``gradients``
draws both.
Writes results/gradients-vae.json.
"""

import argparse
import math
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.distributions import Independent, Normal

from labsupport import data, estimators
from labsupport.models.vae import VAE, gaussian_kl, gaussian_log_likelihood
from labsupport.results import mean_and_error, write_results

HIDDEN, LATENT = (64,), 8
DRAWS = 4  # of each image in each gradient
BATCH, LEARNING_RATE = 50, 1e-3
SEEDS = (0, 1, 2)
REPEATS = 200
CHECKPOINTS = (0, 1, 3, 10, 30, 100)  # epochs

Bound = Callable[[VAE, Tensor], Tensor]  # images to surrogates, (draws, batch), of the ELBO


def posterior(model: VAE, x: Tensor) -> tuple[Independent, Tensor, Tensor]:
    """q(z | x) of each image, and its parameters."""
    mu, log_var = model.infer(x)
    return Independent(Normal(mu, torch.exp(0.5 * log_var)), 1), mu, log_var


def sampled(estimator: Callable[..., Tensor], constant_q: bool = False, **settings: Any) -> Bound:
    """The whole ELBO, log p(x, z) - log q(z | x), under the expectation.

    With ``constant_q`` the parameters inside of log q are held fixed: its own gradient, which is
    zero in the mean, is left out.
    """

    def bound(model: VAE, x: Tensor) -> Tensor:
        q, mu, log_var = posterior(model, x)
        if constant_q:
            mu, log_var = mu.detach(), log_var.detach()

        def cost(z: Tensor) -> Tensor:
            log_prior = -0.5 * (math.log(2 * math.pi) + z.square()).sum(-1)
            log_joint = model.decoder.log_likelihood(x, z) + log_prior
            return log_joint - gaussian_log_likelihood(z, mu, log_var)

        return estimator(q, cost, DRAWS, **settings)

    return bound


def with_exact_kl(estimator: Callable[..., Tensor], **settings: Any) -> Bound:
    """Only log p(x | z) under the expectation; the KL to the prior in closed form."""

    def bound(model: VAE, x: Tensor) -> Tensor:
        q, mu, log_var = posterior(model, x)
        reconstruction = estimator(
            q, lambda z: model.decoder.log_likelihood(x, z), DRAWS, **settings
        )
        return reconstruction - gaussian_kl(mu, log_var)

    return bound


LEAVE_ONE_OUT: dict[str, Any] = {"baseline": estimators.leave_one_out}
BOUNDS = {
    "score": sampled(estimators.score_function),
    "score, without E[grad log q]": sampled(estimators.score_function, constant_q=True),
    "score, leave-one-out": sampled(estimators.score_function, **LEAVE_ONE_OUT),
    "score, leave-one-out, exact KL": with_exact_kl(estimators.score_function, **LEAVE_ONE_OUT),
    "measure-valued": sampled(estimators.measure_valued),
    "pathwise": sampled(estimators.pathwise),
    "pathwise, exact KL": with_exact_kl(estimators.pathwise),
}
TRAINED = ("score", "score, leave-one-out", "pathwise")


def encoder_gradient(model: VAE, bound: Bound, x: Tensor) -> Tensor:
    """One estimate of the gradient of the mean ELBO of ``x`` in all weights of the encoder."""
    parameters = list(model.encoder.parameters())
    gradients = torch.autograd.grad(bound(model, x).mean(), parameters)
    return torch.cat([gradient.flatten() for gradient in gradients])


def scatter(model: VAE, x: Tensor) -> dict[str, Any]:
    """How the estimates of each estimator scatter, and where along the gradient their mean lies."""
    torch.manual_seed(0)
    exact = torch.stack(
        [encoder_gradient(model, BOUNDS["pathwise, exact KL"], x) for _ in range(REPEATS)]
    )
    noise = exact.var(0).sum().item() / REPEATS  # of the mean
    direction = exact.mean(0) / exact.mean(0).norm()
    found: dict[str, Any] = {"squared_norm": exact.mean(0).square().sum().item() - noise}
    for name, bound in BOUNDS.items():
        drawn = torch.stack([encoder_gradient(model, bound, x) for _ in range(REPEATS)])
        squares = (drawn - drawn.mean(0)).square().sum(1) * REPEATS / (REPEATS - 1)
        found[name] = {
            "total_variance": mean_and_error(squares),
            "along_gradient": mean_and_error(drawn @ direction),
        }
    return found


@torch.no_grad()
def test_elbo(model: VAE, x: Tensor) -> float:
    """Mean ELBO in nats of the test images, by 20 draws of each that are the same every time."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        reconstruction, kl = model.reconstruction_and_kl(x.repeat(20, 1))
    return (reconstruction - kl).mean().item()


def train(
    name: str, seed: int, epochs: int, x_train: Tensor, after: Callable[[int, VAE], None]
) -> None:
    """Adam on the surrogate; ``after`` is called with the epoch (0 before the first) and model."""
    torch.manual_seed(seed)
    model = VAE(x_train.shape[1], HIDDEN, LATENT)
    model.start_from_mean(x_train)
    optimizer = torch.optim.Adam(model.parameters(), lr=LEARNING_RATE)
    after(0, model)
    for epoch in range(1, epochs + 1):
        for batch in torch.randperm(len(x_train)).split(BATCH):
            optimizer.zero_grad()
            (-BOUNDS[name](model, data.binarize(x_train[batch])).mean()).backward()
            optimizer.step()
        after(epoch, model)


def main() -> None:
    """Train, measure, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=CHECKPOINTS[-1])
    parser.add_argument("--output", type=Path, default=Path("results/gradients-vae.json"))
    settings = parser.parse_args()
    digits = data.load("digits")
    x_test = data.binarize(digits.test.x, torch.Generator().manual_seed(0))
    epochs = [epoch for epoch in CHECKPOINTS if epoch <= settings.epochs]

    elbos: dict[str, list[list[float]]] = {name: [] for name in TRAINED}
    measured = []
    for name in TRAINED:
        for seed in SEEDS:
            row: list[float] = []

            def after(epoch: int, model: VAE, name: str = name, seed: int = seed) -> None:
                if epoch in epochs:
                    row.append(test_elbo(model, x_test))  # noqa: B023
                    if (name, seed) == ("pathwise", SEEDS[0]):
                        with torch.random.fork_rng():
                            measured.append({"epoch": epoch} | scatter(model, x_test[:BATCH]))

            train(name, seed, settings.epochs, digits.train.x, after)
            elbos[name].append(row)
            print(f"{name}, seed {seed}: test ELBO {row[-1]:.2f} nats", flush=True)
    for row_at in measured:
        print(f"epoch {row_at['epoch']}: squared norm of the gradient {row_at['squared_norm']:.3g}")
        for name in BOUNDS:
            variance, along = row_at[name]["total_variance"], row_at[name]["along_gradient"]
            print(f"  {name:32} variance {variance[0]:10.4g} ± {variance[1]:.2g}", end="")
            print(f", along the gradient {along[0]:8.4g} ± {along[1]:.2g}")
    figures = {
        "draws": DRAWS,
        "images": BATCH,
        "repeats": REPEATS,
        "encoder_parameters": sum(
            p.numel() for p in VAE(x_test.shape[1], HIDDEN, LATENT).encoder.parameters()
        ),
        "epochs": epochs,
        "test_elbo_nats": elbos,
        "gradients": measured,
    }
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.gradient_variance", *sys.argv[1:]]
    )
    write_results(settings.output, command, SEEDS[0], figures)


if __name__ == "__main__":
    main()
