"""Make what the figures that run in the page load: a decoder, digits, and their stills.

    OMP_NUM_THREADS=1 python -m benchmarks.live

Trains a VAE with two latent coordinates on the digits for the figure of the latent plane, and
writes assets/static/live/decoder.js and digits.js. Then opens every figure in headless Chromium and
keeps what it draws at its start as assets/static/live/NAME.png, which printers and readers without
scripts get; ``--stills`` does that alone. The scripts are written by hand, jax.js is @jax-js/jax:
see README.md beside them.
"""

import argparse
import base64
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from torch import nn

from labsupport import data, evaluation, files, training
from labsupport.errors import InputError
from labsupport.models.vae import VAE

# It asks for nothing that a page does not ask for; its profile is a folder that ends with it.
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
FOLDER = Path(__file__).parents[1] / "assets/static/live"
IMAGES, SHOWN, HIDDEN, EPOCHS = 600, 300, 48, 400


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


def driver(width: int = 800, height: int = 1400, scale: float = 1.0) -> Any:
    """A headless Chromium that logs its console and its requests.

    Raises:
        InputError: there is none.
    """
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and chromedriver):
        raise InputError(
            "Chromium and its driver are needed: apt-get install chromium chromium-driver"
        )
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options, Service(chromedriver))
    browser.set_script_timeout(60)
    browser.get("about:blank")  # instead of the page for new tabs, which asks for much
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)  # windows are wider
    return browser


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
    parser.add_argument("--stills", action="store_true", help="only these")
    if not parser.parse_args().stills:
        make_data()
    stills()


def make_data() -> None:
    """Write what the scripts load."""
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


if __name__ == "__main__":
    main()
