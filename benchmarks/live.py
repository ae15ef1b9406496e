"""Make what the figures that run in the page load: decoders, digits, and their stills.

    OMP_NUM_THREADS=1 python -m benchmarks.live

Trains a VAE with two latent coordinates on the digits for the figure of the latent plane, and
writes assets/static/live/decoder.js and digits.js; trains a sentence VAE on the grammar for the
figure of the path between two sentences, and writes sentences.js; takes what DRAW drew from
results/draw-digits.json, and writes drawing.js. Then opens every figure in headless Chromium and
keeps what it draws at its start as assets/static/live/NAME.png, which printers and readers without
scripts get. ``--only`` does one of these four. The scripts are written by hand, jax.js is
@jax-js/jax: see README.md beside them.
"""

import argparse
import base64
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from torch import nn

from benchmarks import sentences as measured
from labsupport import data, evaluation, files, sentences, training
from labsupport.book.browser import driver
from labsupport.models.sentence_vae import SentenceVAE
from labsupport.models.vae import VAE, gaussian_kl

FOLDER = Path(__file__).parents[1] / "assets/static/live"
IMAGES, SHOWN, HIDDEN, EPOCHS = 600, 300, 48, 400
# Of the sentence VAE: a small weight of the KL, so that its codes bring sentences back.
KL_WEIGHT, PASSES, TRAINED_ON, OFFERED = 0.03, 80, 8000, 12


def figures() -> list[str]:
    """The names of the figures: those scripts that register one."""
    paths = sorted(FOLDER.glob("*.js"))
    return [path.stem for path in paths if re.search(r'^live\("', path.read_text("utf-8"), re.M)]


def store(name: str, what: object) -> None:
    """Write a script that hands over data: it loads from a disk, too."""
    text = json.dumps(what, separators=(",", ":"))
    files.write(FOLDER / f"{name}.js", f"live.stored.{name} = {text};\n")


def rounded(values: torch.Tensor) -> object:
    """Numbers with four digits."""
    return json.loads(
        json.dumps(values.tolist()), parse_float=lambda text: float(f"{float(text):.4g}")
    )


def page(names: list[str]) -> str:
    """A page with these figures and nothing else."""
    figures = "".join(
        f'<figure class="live live-{name}"><img alt="{name}" src="{name}.png"></figure>'
        for name in names
    )
    scripts = "".join(f'<script src="{name}.js"></script>' for name in ["live", *names])
    style = '<link rel="stylesheet" href="../course.css"><style>img { max-width: 100% }</style>'
    return f'<!doctype html><meta charset="utf-8">{style}<body>{figures}{scripts}'


def opened(browser: Any, name: str) -> Any:
    """The panel of a figure of the page that the browser shows, once it runs."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.wait import WebDriverWait

    figure = browser.find_element(By.CSS_SELECTOR, f".live-{name}")
    browser.execute_script("arguments[0].scrollIntoView()", figure)
    WebDriverWait(browser, 60).until(lambda _: "live-runs" in figure.get_attribute("class"))
    return figure.find_element(By.CSS_SELECTOR, ".live-panel")


def stills() -> None:
    """Keep what every figure draws at its start."""
    from selenium.webdriver.common.by import By

    names, place = figures(), FOLDER / "page.html"
    place.write_text(page(names), "utf-8")
    browser = driver(scale=2)
    try:
        browser.get(place.as_uri())
        for name in names:
            drawn = opened(browser, name).find_element(By.CSS_SELECTOR, ".live-plots")
            image = Image.open(io.BytesIO(drawn.screenshot_as_png)).convert("RGB")
            image.quantize(64).save(FOLDER / f"{name}.png", optimize=True)
    finally:
        browser.quit()
        place.unlink()


def main() -> None:
    """Train, pack, draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = {
        "digits": make_digits,
        "sentences": make_sentences,
        "drawing": make_drawing,
        "stills": stills,
    }
    parser.add_argument("--only", choices=parts, help="by default all four")
    only = parser.parse_args().only
    for name in parts if only is None else [only]:
        parts[name]()


def make_digits() -> None:
    """Write the digits, and a decoder of two numbers."""
    splits = data.load("digits")
    x, labels = splits.train.x, splits.test.labels
    assert labels is not None
    levels = (x[:IMAGES] * 15).round().to(torch.uint8)
    packed = levels[:, 0::2] * 16 + levels[:, 1::2]
    text = base64.b64encode(bytes(packed.flatten().tolist())).decode()
    store("digits", {"count": IMAGES, "packed": text})

    torch.manual_seed(0)
    model = VAE(x.shape[1], (HIDDEN,), 2)
    model.start_from_mean(x)
    training.fit(
        model, x, epochs=EPOCHS, objective=training.elbo_with_exact_kl, binarize=True,
        device="cpu", progress=False,
    )  # fmt: skip
    x_test = data.binarize(splits.test.x, torch.Generator().manual_seed(0))
    nll = -evaluation.log_likelihood(model, x_test, 500).mean().item()
    with torch.no_grad():
        codes = model.infer(splits.test.x[:SHOWN])[0]
    layers = [module for module in model.decoder.modules() if isinstance(module, nn.Linear)]
    store(
        "decoder",
        {
            "nll_nats": round(nll, 2),
            "weights": [[rounded(m.weight.detach()), rounded(m.bias.detach())] for m in layers],
            "codes": rounded(codes),
            "labels": labels[:SHOWN].tolist(),
        },
    )
    print(f"a decoder with two coordinates: {nll:.2f} nats on test images")


def make_sentences() -> None:
    """Write a decoder of sentences, the codes of some of them, and the grammar as a pattern."""
    corpus = sentences.from_grammar(train=TRAINED_ON)
    torch.manual_seed(0)
    model = SentenceVAE(
        len(corpus.vocabulary), embedding=16, hidden=64, latent=16, bidirectional=False,
        inputs=False,
    )  # fmt: skip
    steps = PASSES * TRAINED_ON // 100

    def bound(model: SentenceVAE, x: torch.Tensor) -> torch.Tensor:
        log_likelihood, kl = model.reconstruction_and_kl(x)
        return log_likelihood - KL_WEIGHT * kl

    training.fit(
        model, corpus.train, epochs=PASSES, objective=bound, lr=6e-3, max_norm=5.0,
        schedule=lambda step: max(0.02, 1 - step / steps), device="cpu", progress=False,
    )  # fmt: skip
    # It is measured as the page has it, with whole numbers of a byte for its weights.
    stored = in_bytes(model)
    x = corpus.test
    with torch.no_grad():
        found = measured.on_paths(model, x, corpus.vocabulary)
        kl = gaussian_kl(*model.infer(x)).mean().item()
        codes = model.infer(x[:OFFERED])[0]
    store(
        "sentences",
        {
            "kl_nats": round(kl, 2),
            "inside": round(found["inside"], 3),
            "same": round(found["same"], 3),
            "vocabulary": corpus.vocabulary,
            "pattern": pattern(),
            "texts": sentences.decode(x[:OFFERED], corpus.vocabulary),
            "codes": rounded(codes),
            "decoder": stored,
        },
    )
    print(
        f"a decoder of sentences: codes of {kl:.2f} nats; of the ends of paths "
        f"{100 * found['same']:.0f}% come back, inside {100 * found['inside']:.0f}% are sentences"
    )


def make_drawing() -> None:
    """Write the canvases and windows of the measured DRAW while it reconstructs digits."""
    measured = json.loads((FOLDER.parents[2] / "results/draw-digits.json").read_text("utf-8"))
    kept = measured["figures"]["pictures"]["DRAW with attention"]
    store("drawing", {"images": kept["images"], "start": kept["start"], **kept["reconstructed"]})


def in_bytes(model: SentenceVAE) -> dict[str, object]:
    """The decoder of a model without inputs: its weights as whole numbers from -127 to 127.

    The model's own weights are rounded to what is stored. What the LSTM gets beside z is the same
    at every place, so it is added to the bias.
    """
    state, width = model.decoder.state_dict(), model.decoder.embedding.embedding_dim
    into, bias = state["lstm.weight_ih_l0"], state["lstm.bias_ih_l0"]  # the model's own memory
    with torch.no_grad():
        unknown = state["embedding.weight"][sentences.UNKNOWN]
        bias += state["lstm.bias_hh_l0"] + into[:, :width] @ unknown
        state["lstm.bias_hh_l0"].zero_()
        into[:, :width] = 0
        kept: dict[str, tuple[torch.Tensor, torch.Tensor | None]] = {
            "start": (state["start.weight"], state["start.bias"]),
            "code": (into[:, width:], bias),
            "state": (state["lstm.weight_hh_l0"], None),
            "head": (state["head.weight"], state["head.bias"]),
        }
        stored: dict[str, object] = {}
        for name, (weight, beside) in kept.items():
            scale = float(f"{weight.abs().max().item() / 127:.6g}")
            whole = (weight / scale).round().clamp(-127, 127).to(torch.int8)
            weight.copy_(whole * scale)
            packed = base64.b64encode(whole.contiguous().numpy().tobytes()).decode()
            stored[name] = {"shape": list(weight.shape), "scale": scale, "packed": packed}
            if beside is not None:
                stored[f"{name}_bias"] = rounded(beside)
                beside.copy_(torch.tensor(stored[f"{name}_bias"]))
    return stored


def pattern() -> str:
    """The grammar as a regular expression, which the whole of a sentence has to match."""
    topics = []
    for subjects, verbs, objects, places in zip(
        sentences.SUBJECTS, sentences.VERBS, sentences.OBJECTS, sentences.PLACES, strict=True
    ):
        past, for_one, for_many = zip(*verbs, strict=True)
        both = [*past, *(f"will {verb}" for verb in for_many)]
        one = f"{any_of(subjects)} {any_of([*both, *for_one])}"
        plural = [{"child": "children"}.get(who, f"{who}s") for who in subjects]
        many = f"{any_of(plural)} {any_of([*both, *for_many])}"
        adjective = f"(?:{any_of(sentences.ADJECTIVES)} )?"
        topics.append(
            f"{any_of([one, many])} the {adjective}{any_of(objects)}(?: {any_of(places)})?"
        )
    return rf"^the {any_of(topics)} \.$"


def any_of(words: Sequence[str]) -> str:
    """One of them, in a regular expression."""
    return f"(?:{'|'.join(words)})"


if __name__ == "__main__":
    main()
