"""Autoencoders measured: against PCA, as generators with a Gaussian mixture, and beside a VAE.

    OMP_NUM_THREADS=1 python -m benchmarks.autoencoders [--data mnist] [--epochs 20] [--seeds 3]

1. Linear autoencoders, trained by Adam, against principal component analysis with as many numbers.
2. The codes of a deep autoencoder under Gaussian mixtures: held-out log-likelihoods in nats, over
   the number of Gaussians, with full and with diagonal covariances, with fitted weights, with equal
   weights put in their place, and with equal weights throughout EM.
3. Images made from several densities of codes, and by a VAE with the same widths, trained for as
   long on the same images: how sure a classifier is of them, and how far they are from held-out
   images (energy distance), over several trainings.

Chapter ``autoencoders`` prints the numbers from the file that this writes. MNIST is looked for in
the folder that LABSUPPORT_DATA names.
"""

import argparse
import shlex
import sys
import time
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributions import (
    Categorical,
    Distribution,
    MixtureSameFamily,
    MultivariateNormal,
    Uniform,
)

from labsupport import data, training
from labsupport.borrow.autoencoders import e_step, m_step
from labsupport.models.autoencoder import Autoencoder, fit_mixture, negative_squared_error
from labsupport.models.vae import VAE, reparameterize
from labsupport.nets import mlp
from labsupport.results import write_results

HIDDEN, LATENT = (200, 200), 8
SIZES = (1, 2, 5, 10, 20, 50, 100)
EQUAL_SIZES = (10, 50)  # where EM is run with equal weights too
RIDGE = 1e-6


def mean_and_error(values: Tensor) -> dict[str, float]:
    """Mean and standard error of numbers that are independent."""
    return {
        "mean": values.double().mean().item(),
        "standard_error": values.double().std().item() / len(values) ** 0.5,
    }


def trained(model: Any, x: Tensor, epochs: int, seed: int, **settings: Any) -> Any:
    """Train with minibatches of 100, quietly; returns the model."""
    training.fit(model, x, epochs=epochs, seed=seed, device="cpu", progress=False, **settings)
    return model


def linear(splits: data.Splits, epochs: int) -> list[dict[str, float]]:
    """Errors of PCA and of linear autoencoders for several lengths of the code."""
    x, test = splits.train.x, splits.test.x
    mean = x.mean(0)
    centred = (x - mean).double()
    values, directions = torch.linalg.eigh(centred.T @ centred / len(x))
    found = []
    for latent in (2, 8, 32):
        best = directions[:, -latent:]
        error = values[:-latent].sum().item()
        away = (test - mean).double()
        test_error = (away - away @ best @ best.T).square().sum(-1).mean().item()
        torch.manual_seed(0)
        model = Autoencoder(x.shape[1], (), latent)
        model.start_from_mean(x)
        steps = epochs * -(-len(x) // 100)

        def falling(step: int, steps: int = steps) -> float:
            return 1 - step / steps

        trained(
            model,
            x,
            epochs,
            0,
            objective=negative_squared_error,
            lr=3e-3,
            schedule=falling,
        )
        with torch.no_grad():
            errors = [model.squared_error(part).double().mean().item() for part in (x, test)]
        found.append(
            {
                "latent": latent,
                "pca_train_error": error,
                "pca_test_error": test_error,
                "linear_train_error": errors[0],
                "linear_test_error": errors[1],
                "train_ratio": errors[0] / error,
            }
        )
        print(found[-1], flush=True)
    return found


def equal_weights(mixture: MixtureSameFamily) -> MixtureSameFamily:
    """The same Gaussians with equal weights."""
    weights = mixture.mixture_distribution.probs
    return MixtureSameFamily(Categorical(torch.ones_like(weights)), mixture.component_distribution)


def fit_with_equal_weights(codes: Tensor, start: MixtureSameFamily) -> MixtureSameFamily:
    """EM for means and covariances alone, from the Gaussians of another mixture."""
    gaussians = start.component_distribution
    assert isinstance(gaussians, MultivariateNormal)
    means, covariances = gaussians.mean, gaussians.covariance_matrix
    weights = torch.full((len(means),), 1 / len(means), dtype=codes.dtype)
    before = -float("inf")
    for _ in range(500):
        responsibilities, log_likelihood = e_step(codes, weights, means, covariances)
        if (now := log_likelihood.mean().item()) - before < 1e-4:
            break
        before = now
        _, means, covariances = m_step(codes, responsibilities, RIDGE)
    return MixtureSameFamily(Categorical(weights), MultivariateNormal(means, covariances))


def of_classes(codes: Tensor, labels: Tensor) -> MixtureSameFamily:
    """One Gaussian for each class, from the labels; the weights are the shares of the classes."""
    shares = torch.eye(10, dtype=codes.dtype)[labels]
    weights, means, covariances = m_step(codes, shares, RIDGE)
    return MixtureSameFamily(Categorical(weights), MultivariateNormal(means, covariances))


def mixtures(splits: data.Splits, model: Autoencoder) -> dict[str, Any]:
    """Held-out log-likelihoods of codes in nats."""
    with torch.no_grad():
        codes, held_out = (model.encode(part.x).double() for part in (splits.train, splits.test))

    def judged(mixture: MixtureSameFamily, against: MixtureSameFamily | None = None) -> Any:
        value = mixture.log_prob(held_out)
        weights = mixture.mixture_distribution.probs
        figures = {
            "test": mean_and_error(value),
            "train_mean": mixture.log_prob(codes).mean().item(),
            "entropy_of_weights": Categorical(weights).entropy().item(),
            "largest_weight": weights.max().item(),
            "smallest_weight": weights.min().item(),
        }
        if against is not None:
            figures["lost_to_fitted_weights"] = mean_and_error(against.log_prob(held_out) - value)
        return figures

    rows = []
    for components in SIZES:
        if components * 5 > len(codes):
            continue
        for covariance in ("full", "diag"):
            fitted = fit_mixture(codes, components, covariance)  # type: ignore[arg-type]
            row = {
                "components": components,
                "covariance": covariance,
                "fitted_weights": judged(fitted),
                "equal_weights": judged(equal_weights(fitted), fitted),
            }
            if covariance == "full" and components in EQUAL_SIZES:
                again = fit_with_equal_weights(codes, fitted)
                row["equal_weights_in_em"] = judged(again, fitted)
            rows.append(row)
            print(components, covariance, row["fitted_weights"]["test"], flush=True)
    assert splits.train.labels is not None
    classes = of_classes(codes, splits.train.labels)
    deviations = codes.std(0)
    return {
        "rows": rows,
        "one_gaussian_per_class": {
            "class_shares": judged(classes),
            "equal_weights": judged(equal_weights(classes), classes),
        },
        "standard_deviations_of_codes": deviations.tolist(),
    }


def energy_distance(x: Tensor, y: Tensor) -> float:
    """2 E|X - Y| - E|X - X'| - E|Y - Y'|: 0 for one distribution, unbiased, may be below 0."""

    def within(a: Tensor) -> Tensor:
        return torch.cdist(a, a).sum() / (len(a) * (len(a) - 1))

    return (2 * torch.cdist(x, y).mean() - within(x) - within(y)).item()


def classifier(splits: data.Splits, epochs: int) -> nn.Module:
    """A network that tells the ten kinds apart."""
    x, labels = splits.train.x, splits.train.labels
    assert labels is not None
    torch.manual_seed(0)
    model = nn.Sequential(*mlp([x.shape[1], 300], nn.ReLU), nn.Linear(300, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(100):
            loss = nn.functional.cross_entropy(model(x[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return model


@torch.no_grad()
def generators(splits: data.Splits, epochs: int, seeds: int, first: Autoencoder) -> Any:
    """Confidence and energy distance of images from several sources, for several trainings."""
    x = splits.train.x
    half = min(5000, len(splits.test.x) // 2)
    # In random order: the first half of MNIST's test images was written by other people.
    order = torch.randperm(len(splits.test.x), generator=torch.Generator().manual_seed(0))
    reference, others = (splits.test.x[part] for part in order[: 2 * half].split(half))
    with torch.enable_grad():
        judge = classifier(splits, min(epochs, 10))
    accuracy = (judge(splits.test.x).argmax(-1) == splits.test.labels).double().mean().item()
    print("classifier", accuracy, flush=True)

    def judged(images: Tensor) -> dict[str, float]:
        probabilities = torch.softmax(judge(images), -1)
        shares = torch.bincount(probabilities.argmax(-1), minlength=10) / len(images)
        return {
            "confidence": probabilities.amax(-1).mean().item(),
            "energy_distance": energy_distance(images, reference),
            "entropy_of_classes": Categorical(shares).entropy().item(),
        }

    runs: dict[str, list[dict[str, float]]] = {}

    def keep(name: str, images: Tensor) -> None:
        runs.setdefault(name, []).append(judged(images))

    keep("held-out images", others)
    some = min(100, len(x) // 20)
    for seed in range(seeds):
        torch.manual_seed(seed)
        vae = VAE(x.shape[1], HIDDEN, LATENT)
        vae.start_from_mean(x)
        with torch.enable_grad():
            model = first if seed == 0 else deep(x, epochs, seed)
            trained(vae, x, epochs, seed, objective=training.elbo_with_exact_kl, binarize=True)
        codes = model.encode(x)
        z_vae = reparameterize(*vae.infer(x))
        low, high = codes.min(0).values, codes.max(0).values
        torch.manual_seed(seed)
        ten = fit_mixture(codes, 10)
        densities: dict[str, Distribution] = {
            "standard normal": MultivariateNormal(torch.zeros(LATENT), torch.eye(LATENT)),
            "box around the codes": Uniform(low, high),
            "1 Gaussian": fit_mixture(codes, 1),
            "10 Gaussians": ten,
            "10 Gaussians, equal weights": equal_weights(ten),
            f"{some} Gaussians": fit_mixture(codes, some),
        }
        for name, density in densities.items():
            keep(f"autoencoder, {name}", model.decode(density.sample(torch.Size([half]))))
        keep("autoencoder, reconstructions", model(others))
        keep("VAE, prior", vae.decoder.mean_and_sample(torch.randn(half, LATENT))[0])
        mixture = fit_mixture(z_vae, some)
        keep(
            f"VAE, {some} Gaussians",
            vae.decoder.mean_and_sample(mixture.sample(torch.Size([half])))[0],
        )
        mu, _ = vae.infer(others)
        keep("VAE, reconstructions", vae.decoder.mean_and_sample(mu)[0])
        for name, found in runs.items():
            print(seed, name, found[-1], flush=True)
    return {
        "classifier_test_accuracy": accuracy,
        "images_of_each_source": half,
        "trainings": seeds,
        "sources": {
            name: {
                key: mean_and_error(torch.tensor([run[key] for run in found]))
                if len(found) > 1
                else {"mean": found[0][key]}
                for key in found[0]
            }
            for name, found in runs.items()
        },
    }


def deep(x: Tensor, epochs: int, seed: int) -> Autoencoder:
    """A deep autoencoder, trained."""
    torch.manual_seed(seed)
    model = Autoencoder(x.shape[1], HIDDEN, LATENT)
    model.start_from_mean(x)
    return trained(model, x, epochs, seed, objective=negative_squared_error)


def main() -> None:
    """Run all three parts and write results/autoencoder-<data>.json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="mnist", help="mnist or digits")
    parser.add_argument("--epochs", type=int, default=20, help="of every training")
    parser.add_argument("--seeds", type=int, default=3, help="trainings of each generator")
    parser.add_argument("--output", default=None, help="the file to write")
    arguments = parser.parse_args()
    start = time.perf_counter()
    splits = data.load(arguments.data)
    model = deep(splits.train.x, arguments.epochs, 0)
    with torch.no_grad():
        errors = {
            name: mean_and_error(model.squared_error(part.x))
            for name, part in (("train", splits.train), ("test", splits.test))
        }
    print("deep", errors, flush=True)
    figures = {
        "data": arguments.data,
        "hidden": list(HIDDEN),
        "latent": LATENT,
        "epochs": arguments.epochs,
        "linear": linear(splits, arguments.epochs),
        "deep_error": errors,
        "mixtures": mixtures(splits, model),
        "generators": generators(splits, arguments.epochs, arguments.seeds, model),
    }
    figures["seconds"] = time.perf_counter() - start
    command = shlex.join(["python", "-m", "benchmarks.autoencoders", *sys.argv[1:]])
    output = arguments.output or f"results/autoencoder-{arguments.data}.json"
    write_results(output, command, 0, figures)


if __name__ == "__main__":
    main()
