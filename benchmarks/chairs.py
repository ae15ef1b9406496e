"""Chairs, tables and cars of style, view and transformation: what the network learns, and pictures.

    OMP_NUM_THREADS=1 python -m benchmarks.chairs

A `labsupport.models.upconv.UpConvVAE` is trained on pictures of 64 × 64 pixels of known styles.
Then

- unseen views of known styles are compared with the mean picture and the nearest training view;
- codes on the line between two styles, and sums and differences of codes, are decoded;
- new styles are learned from few views, from three seeds each: by fitting their codes alone to the
  network that knows the others, by training that network on, on old and new styles together, and by
  training a network on the new ones alone.

Writes results/chairs.json and four pictures beside it; the page of chapter ``convolutional`` shows
them. With ``--minutes`` the training has another budget of processor time; with ``--network FILE``
the trained network is kept in a file, and used instead of training if that is there.
"""

import argparse
import dataclasses
import itertools
import json
import math
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import torch
from torch import Tensor

from labsupport import chairs, furniture, models, training
from labsupport.chairs import Pictures, Transformation, View
from labsupport.models import upconv
from labsupport.models.upconv import UpConvVAE
from labsupport.results import mean_and_error, write_results

SIZE, KNOWN, NEW = 64, 60, 12
AZIMUTHS, ELEVATIONS = 16, (15.0, 35.0)  # degrees
UNSEEN = 0.15  # share of the views of each known style
REPEATS = 2  # pictures of each training view, with transformations of their own
TRANSFER_VIEWS = (1, 2, 4, 8)
BATCH = 16


class TimeIsUp(Exception):
    """The budget is spent."""


def view_of(number: Tensor) -> View:
    """The views of the grid by their numbers, (n,) int64."""
    elevations = torch.tensor(ELEVATIONS).deg2rad()
    return View(number // len(ELEVATIONS) * (2 * math.pi / AZIMUTHS), elevations[number % 2])


def pictures(rows: Tensor, generator: torch.Generator) -> Pictures:
    """A picture of each row, (style, view), with a random transformation."""
    transformation = Transformation.random(len(rows), generator)
    return chairs.pictures(rows[:, 0], view_of(rows[:, 1]), transformation, size=SIZE)


def split(generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Rows (style, view) to train on and to test on, every known style in both."""
    views = AZIMUTHS * len(ELEVATIONS)
    count = round(UNSEEN * views)
    train, test = [], []
    for style in range(KNOWN):
        order = torch.randperm(views, generator=generator)
        rows = torch.stack([torch.full_like(order, style), order], 1)
        test.append(rows[:count])
        train.append(rows[count:])
    return torch.cat(train).repeat(REPEATS, 1), torch.cat(test)


def rows_of(made: Pictures, styles: int) -> tuple[Tensor, Tensor]:
    """Observations and conditions for the model; styles are counted from 0."""
    condition = upconv.condition(made.style, styles, made.view, made.transformation)
    return upconv.observations(made), condition


def decoded(model: UpConvVAE, made: Pictures) -> Tensor:
    """The mean picture and mask of the model, (n, 4, size, size)."""
    with torch.no_grad():
        return model.mean_picture(model.code(made.style), made.view, made.transformation)


def errors(found: Tensor, made: Pictures) -> tuple[Tensor, Tensor]:
    """Mean squared error over the numbers of a picture, and of its mask, each (n,)."""
    rgb = (found[:, :3] - made.rgb).square().mean((1, 2, 3))
    return rgb, (found[:, 3:] - made.mask).square().mean((1, 2, 3))


def nearest(test: Tensor, train: Tensor) -> Tensor:
    """For each row of ``test`` the training row of its style whose view is nearest."""
    first, second = view_of(test[:, 1]), view_of(train[:, 1])
    cosine = _towards(first) @ _towards(second).T
    cosine[test[:, :1] != train[None, :, 0]] = -2
    return train[cosine.argmax(1)]


def _towards(view: View) -> Tensor:
    flat = view.elevation.cos()
    return torch.stack(
        [flat * view.azimuth.cos(), flat * view.azimuth.sin(), view.elevation.sin()], 1
    )


def fit(
    model: UpConvVAE,
    rows: tuple[Tensor, Tensor],
    *,
    seconds: float | None = None,
    steps: int | None = None,
    lr: float = 2e-3,
    seed: int = 0,
    batch: int = BATCH,
) -> tuple[int, float]:
    """Train on `rows_of` pictures until the processor time, or the steps, are spent: both.

    The step size rises over the first hundred steps, or the first tenth of fewer than a thousand,
    and falls to nothing along a half cosine.
    """
    begin, taken = time.process_time(), 0

    def spent() -> float:
        return taken / steps if steps else (time.process_time() - begin) / (seconds or math.inf)

    def schedule(step: int) -> float:
        warm = min(1.0, (step + 1) / min(100.0, (steps or 1000) / 10))
        return warm * max(0.01, 0.5 + 0.5 * math.cos(math.pi * min(1.0, spent())))

    def watch(_: Any, step: int) -> None:
        nonlocal taken
        taken = step
        if spent() >= 1:
            raise TimeIsUp

    try:
        training.fit(
            model, rows, epochs=10**6, objective=training.elbo_with_exact_kl,
            batch_size=batch, lr=lr, schedule=schedule, seed=seed, device="cpu", after_step=watch,
            progress=False,
        )  # fmt: skip
    except TimeIsUp:
        model.eval()
    return taken, time.process_time() - begin


def unseen(model: UpConvVAE, train: Tensor, test: Tensor, seen: Pictures, made: Pictures) -> Any:
    """Errors on unseen views, of the network and of what knows less."""
    near = nearest(test, train)
    same = chairs.pictures(near[:, 0], view_of(near[:, 1]), made.transformation, size=SIZE)
    mean = torch.cat([seen.rgb.mean(0), seen.mask.mean(0)])
    ways = {
        "mean training picture": mean.expand(len(made), -1, -1, -1),
        "nearest training view": torch.cat([same.rgb, same.mask], 1),
        "network": decoded(model, made),
    }
    found: dict[str, Any] = {}
    for name, each in ways.items():
        rgb, mask = errors(each, made)
        found[name] = {"picture_mse": mean_and_error(rgb), "mask_mse": mean_and_error(mask)}
    ours, theirs = (errors(ways[name], made)[0] for name in ("network", "nearest training view"))
    found["share_ahead_of_nearest"] = mean_and_error((ours < theirs).float())
    families = [furniture.style(int(number)).family for number in made.style]
    found["network_picture_mse_of"] = {
        family: mean_and_error(ours[torch.tensor([each == family for each in families])])
        for family in furniture.FAMILIES
    }
    return found


def sheet(tiles: Tensor, columns: int, path: Path) -> None:
    """Write pictures (n, 3, size, size) as one file, row by row."""
    rows = tiles.reshape(-1, columns, *tiles.shape[1:]).permute(0, 3, 1, 4, 2).flatten(2, 3)
    plt.imsave(path, rows.flatten(0, 1).clamp(0, 1).numpy())


def plain_view(n: int, azimuth: float = 40.0) -> View:
    """The view from which codes are shown."""
    return View(torch.full((n,), math.radians(azimuth)), torch.full((n,), math.radians(25.0)))


def of_codes(model: UpConvVAE, z: Tensor) -> Tensor:
    """Pictures of codes from one view, without transformation, (n, 3, size, size)."""
    with torch.no_grad():
        found = model.mean_picture(z, plain_view(len(z)), Transformation.none(len(z)))
    return found[:, :3]


def turned(model: UpConvVAE, folder: Path) -> None:
    """Known styles from views that are not on the grid; above each row what is true."""
    tiles = []
    for style in (0, 3, 1, 5):
        azimuth = torch.linspace(0, 2 * math.pi, 9)[:8] + math.radians(11)
        view = View(azimuth, torch.full((8,), math.radians(25.0)))
        styles = torch.full((8,), style)
        made = chairs.pictures(styles, view, size=SIZE)
        tiles += [made.rgb, decoded(model, made)[:, :3]]
    sheet(torch.cat(tiles), 8, folder / "chairs-views.png")


def lines(model: UpConvVAE, folder: Path) -> None:
    """Between two chairs, two tables, two cars, and a chair and a table."""
    tiles = []
    for first, second in ((3, 6), (9, 21), (1, 7), (2, 8), (3, 1)):
        start, end = model.code(torch.tensor([first, second])).detach()
        share = torch.linspace(0, 1, 8)[:, None]
        tiles.append(of_codes(model, start + share * (end - start)))
    sheet(torch.cat(tiles), 8, folder / "chairs-interpolation.png")


def arithmetic(model: UpConvVAE, folder: Path) -> Any:
    """Code of a chair with a trait, minus one without, plus another without: has that one it now?

    Over all triples in which the first two differ in the trait: the share of sums whose nearest
    code of a fourth chair belongs to one with the trait, beside the share of chairs that have it.
    """
    numbers = [n for n in range(KNOWN) if furniture.style(n).family == "chair"]
    codes = model.code(torch.tensor(numbers)).detach()
    found, shown = {}, []
    for trait in ("arms", "solid back", "column"):
        has = torch.tensor([trait in furniture.style(n).traits for n in numbers])
        hits, chance = [], []
        for a, b, c in itertools.permutations(range(len(numbers)), 3):
            if not has[a] or has[b] or has[c]:
                continue
            distance = (codes - (codes[a] - codes[b] + codes[c])).norm(dim=1)
            distance[[a, b, c]] = math.inf
            hits.append(float(has[distance.argmin()]))
            chance.append((has.sum() - 1).item() / (len(numbers) - 3))
        found[trait] = {
            "share_with_trait": sum(hits) / len(hits),
            "chance": sum(chance) / len(chance),
            "triples": len(hits),
        }
        # Two chairs that differ in the trait and in little else.
        pairs = [
            (len(furniture.style(numbers[a]).traits ^ furniture.style(numbers[b]).traits), a, b)
            for a in range(len(numbers)) for b in range(len(numbers)) if has[a] and not has[b]
        ]  # fmt: skip
        _, a, b = min(pairs)
        others = [i for i in range(len(numbers)) if not has[i] and i != b][:2]
        for c in others:
            shown += [codes[a], codes[b], codes[c], codes[a] - codes[b] + codes[c]]
    sheet(of_codes(model, torch.stack(shown)), 4, folder / "chairs-arithmetic.png")
    return found


def transfer(model: UpConvVAE, seen: Pictures, settings: argparse.Namespace, folder: Path) -> Any:
    """Error on views of new styles against the number of views that were seen of each.

    ``seen`` are the pictures of the others that ``model`` was trained on.
    """
    views = AZIMUTHS * len(ELEVATIONS)
    found: dict[str, Any] = {"views": list(TRANSFER_VIEWS)}
    names = (
        "with the others, all trained",
        "with the others, codes alone",
        "without the others",
        "nearest training view",
    )
    runs: dict[str, list[list[float]]] = {name: [] for name in names}
    tiles = []
    for seed in range(settings.seeds):
        generator = torch.Generator().manual_seed(100 + seed)
        order = torch.stack([torch.randperm(views, generator=generator) for _ in range(NEW)])
        held = torch.cat([_rows(order[:, -4:])])
        test = pictures(held, generator)
        scores: dict[str, list[float]] = {name: [] for name in names}
        for count in TRANSFER_VIEWS:
            rows = _rows(order[:, :count])
            few = pictures(rows.repeat(REPEATS, 1), generator)
            near = nearest(held, rows)
            same = chairs.pictures(near[:, 0], view_of(near[:, 1]), test.transformation, size=SIZE)
            fitted = with_new_codes(model, few, settings, seed)
            networks = (
                trained_on(model, fitted, seen, few, settings, seed),
                fitted,
                from_nothing(few, settings, seed),
            )
            shown = [decoded(each, _numbered(test, each)) for each in networks]
            shown.append(torch.cat([same.rgb, same.mask], 1))
            for name, each in zip(names, shown, strict=True):
                scores[name].append(errors(each, test)[0].mean().item())
            if not seed and count == 2:
                some = torch.arange(8) * 6
                tiles = [test.rgb[some], *(each[some, :3] for each in shown)]
        for name in names:
            runs[name].append(scores[name])
        print("transfer", seed, scores, flush=True)
    sheet(torch.cat(tiles), 8, folder / "chairs-transfer.png")
    for name in names:
        values = torch.tensor(runs[name], dtype=torch.float64)
        spread = values.std(0) / len(values) ** 0.5 if len(values) > 1 else 0 * values[0]
        found[name] = {"picture_mse": values.mean(0).tolist(), "standard_error": spread.tolist()}
    steps = {"steps": settings.transfer_steps, "joint_steps": settings.joint_steps}
    return found | {"styles": NEW, "seeds": settings.seeds} | steps


def with_new_codes(
    model: UpConvVAE, few: Pictures, settings: argparse.Namespace, seed: int
) -> UpConvVAE:
    """A network with the decoder of ``model``, and codes that are fitted to new pictures."""
    torch.manual_seed(seed)
    other = made_of(NEW, settings)
    other.decoder.load_state_dict(model.decoder.state_dict())
    other.decoder.requires_grad_(False)
    with torch.no_grad():  # begin in the middle of what is known
        other.encoder.mu.weight.copy_(model.encoder.mu.weight.mean(1, keepdim=True))
    rows = rows_of(_numbered(few, other), NEW)
    fit(other, rows, steps=settings.transfer_steps, lr=0.03, seed=seed)
    return other


def trained_on(
    model: UpConvVAE,
    fitted: UpConvVAE,
    seen: Pictures,
    few: Pictures,
    settings: argparse.Namespace,
    seed: int,
) -> UpConvVAE:
    """``model`` and the codes of ``fitted``, trained on with old and new pictures together."""
    other = made_of(KNOWN + NEW, settings)
    other.decoder.load_state_dict(model.decoder.state_dict())
    with torch.no_grad():
        for name in ("mu", "log_var"):
            codes = [getattr(each.encoder, name).weight for each in (model, fitted)]
            getattr(other.encoder, name).weight.copy_(torch.cat(codes, 1))
    old, new = rows_of(seen, other.styles), rows_of(few, other.styles)
    rows = (torch.cat([old[0], new[0]]), torch.cat([old[1], new[1]]))
    fit(other, rows, steps=settings.joint_steps, lr=1e-3, seed=seed)
    return other


def from_nothing(few: Pictures, settings: argparse.Namespace, seed: int) -> UpConvVAE:
    """A network that is trained on new pictures alone."""
    torch.manual_seed(seed)
    other = made_of(NEW, settings)
    fit(other, rows_of(_numbered(few, other), NEW), steps=settings.transfer_steps, seed=seed)
    return other


def _numbered(made: Pictures, model: UpConvVAE) -> Pictures:
    """Pictures of new styles, with the numbers that these have in a model."""
    return dataclasses.replace(made, style=made.style + model.styles - (KNOWN + NEW))


def _rows(views: Tensor) -> Tensor:
    """Rows (style, view) of the new styles, for their views (styles, n)."""
    styles = KNOWN + torch.arange(len(views))[:, None].expand_as(views)
    return torch.stack([styles.flatten(), views.flatten()], 1)


def made_of(styles: int, settings: argparse.Namespace) -> UpConvVAE:
    """The model before training."""
    return UpConvVAE(
        styles, SIZE, settings.latent, settings.hidden, [int(c) for c in settings.channels]
    )


def deviations(model: UpConvVAE) -> list[float]:
    """Standard deviations of a picture's numbers and of a mask's."""
    network: Any = model.decoder.network
    return (0.5 * network.log_var.detach()).exp().tolist()  # type: ignore[no-any-return]


def speed(size: int) -> float:
    """Pictures a second of processor time."""
    rows = torch.stack([torch.arange(96), torch.arange(96) % 32], 1)
    begin = time.process_time()
    chairs.pictures(rows[:, 0], view_of(rows[:, 1]), size=size)
    return 96 / (time.process_time() - begin)


def trained(seen: Pictures, settings: argparse.Namespace) -> tuple[UpConvVAE, int, float]:
    """The network, the steps that it took, and processor seconds for them."""
    model, path = made_of(KNOWN, settings), settings.network
    if path is not None and path.exists():
        models.load(path, model)
        steps, seconds = json.loads(path.with_suffix(".json").read_text("utf-8"))
        return model, steps, seconds
    steps, seconds = fit(model, rows_of(seen, KNOWN), seconds=60 * settings.minutes)
    if path is not None:
        models.save(model, path)
        path.with_suffix(".json").write_text(json.dumps([steps, seconds]), "utf-8")
    return model, steps, seconds


def main() -> None:
    """Render, train, judge, draw, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5.0, help="of training the network")
    parser.add_argument("--latent", type=int, default=16)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--channels", nargs=4, default=[96, 64, 48, 24], type=int)
    parser.add_argument("--seeds", type=int, default=3, help="of knowledge transfer")
    parser.add_argument("--transfer-steps", type=int, default=100)
    parser.add_argument("--joint-steps", type=int, default=1000)
    parser.add_argument("--network", type=Path, help="a file for the trained network")
    parser.add_argument("--output", type=Path, default=Path("results/chairs.json"))
    settings = parser.parse_args()
    start = time.process_time()
    folder = settings.output.parent
    generator = torch.Generator().manual_seed(0)
    train, test = split(generator)
    seen, made = pictures(train, generator), pictures(test, generator)
    torch.manual_seed(0)
    model, steps, seconds = trained(seen, settings)
    figures: dict[str, Any] = {
        "size": SIZE,
        "known_styles": KNOWN,
        "train_pictures": len(seen),
        "test_pictures": len(made),
        "parameters": sum(p.numel() for p in model.parameters()),
        "steps": steps,
        "batch_size": BATCH,
        "training_processor_seconds": seconds,
        "pictures_per_second": {str(size): speed(size) for size in (64, 128)},
        "unseen_views": unseen(model, train, test, seen, made),
        "standard_deviations": deviations(model),
    }
    print(figures, flush=True)
    turned(model, folder)
    lines(model, folder)
    figures["arithmetic"] = arithmetic(model, folder)
    figures["transfer"] = transfer(model, seen, settings, folder)
    figures["processor_seconds"] = time.process_time() - start
    command = f"OMP_NUM_THREADS={torch.get_num_threads()} " + shlex.join(
        ["python", "-m", "benchmarks.chairs", *sys.argv[1:]]
    )
    write_results(settings.output, command, 0, figures)


if __name__ == "__main__":
    main()
