"""Test accuracy of the one-hidden-layer classifier on MNIST, with and without dropout.

    python -m benchmarks.classifier

784-1024-10, ReLU, trained by `training.fit` for 10 epochs of Adam on the 50,000 training images,
with a step size that falls linearly to 0. The test images are looked at once, after the last epoch.
Chapter ``generative`` prints what comes out, from results/classifier-mnist.json.
"""

import argparse
import math
import shlex
import sys

import torch

from labsupport import data, training
from labsupport.models import classifier
from labsupport.results import write_results

HIDDEN = 1024
BATCH = 100
SEED = 0


def main() -> None:
    """Train with each dropout ratio, print the accuracies and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="mnist", choices=["mnist", "digits"])
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--output", default="results/classifier-mnist.json")
    options = parser.parse_args()

    splits = data.load(options.data)
    (train, train_labels, _), (val, val_labels, _), (test, test_labels, _) = splits
    assert train_labels is not None
    assert val_labels is not None
    assert test_labels is not None
    steps = options.epochs * math.ceil(len(train) / BATCH)
    figures = []
    for ratio in (0.0, 0.5):
        torch.manual_seed(SEED)
        model = classifier.Classifier(train.shape[1], HIDDEN, 10, dropout_ratio=ratio)
        records = training.fit(
            model,
            classifier.with_labels(train, train_labels),
            objective=classifier.log_likelihood,
            x_validation=classifier.with_labels(val, val_labels),
            epochs=options.epochs,
            batch_size=BATCH,
            lr=1e-3,
            schedule=lambda step: 1 - step / steps,
            seed=SEED,
            device="cpu",
            progress=False,
        )
        right = classifier.correct(model, test, test_labels).double()
        accuracy, error = right.mean().item(), right.std().item() / math.sqrt(len(right))
        print(f"dropout {ratio}: {accuracy:.2%} ± {error:.2%} of {len(right):,} test images")
        figures.append(
            {
                "dropout_ratio": ratio,
                "test_accuracy": accuracy,
                "test_accuracy_standard_error": error,
                "test_images": len(right),
                "parameters": sum(p.numel() for p in model.parameters()),
                "epochs": records,
            }
        )
    command = shlex.join(["python", "-m", "benchmarks.classifier", *sys.argv[1:]])
    write_results(options.output, command, SEED, figures)


if __name__ == "__main__":
    main()
