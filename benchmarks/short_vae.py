"""What the model of sixty lines (``examples/vae.py``) reaches on MNIST after each epoch.

    LABSUPPORT_DATA=folder python -m benchmarks.short_vae

Three seeds, which draw the first weights, the minibatches and the noise. The chapter on the VAE shows
the numbers after 1, 5 and 20 epochs, and images that the first of the three draws.
"""

import argparse
import time

import torch

from examples.vae import train
from labsupport.results import write_results

ROWS, COLUMNS = 3, 8


def main() -> None:
    """Train, print, and write results/short-vae.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="mnist")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--output", default="results/short-vae.json")
    arguments = parser.parse_args()
    runs, images = [], []
    for seed in range(arguments.seeds):
        start = time.process_time()
        model, history = train(arguments.data, arguments.epochs, seed)
        seconds = (time.process_time() - start) / arguments.epochs
        gains, prices = zip(*history, strict=True)
        runs.append(
            {
                "seed": seed,
                "reconstruction_nats": gains,
                "kl_nats": prices,
                "processor_seconds_per_epoch": round(seconds, 2),
            }
        )
        if not images:
            with torch.no_grad():
                z = model.prior.sample((ROWS * COLUMNS,))
                images = [
                    bytes((255 * row).round().to(torch.uint8).tolist()).hex()
                    for row in model.decoder(z).sigmoid()
                ]
    figures = {"data": arguments.data, "runs": runs, "images_hex": images}
    command = (
        f"python -m benchmarks.short_vae --data {arguments.data} --epochs {arguments.epochs} "
        f"--seeds {arguments.seeds}"
    )
    write_results(arguments.output, command, None, figures)


if __name__ == "__main__":
    main()
