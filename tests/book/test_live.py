"""Figures that run in the page: moved in a browser, and their numbers against the formulas.

The page holds the figures alone, opened from the disk. On the site `add_live_figures` adds their
scripts to the pages that have them.
"""

import base64
import gzip
import json
import math
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate
from scipy.stats import norm

from benchmarks import live

ROOT = Path(__file__).parents[2]
NAMES = live.figures()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A browser on a page with every figure; at the end its console must have been silent."""
    folder = tmp_path_factory.mktemp("live")
    shutil.copytree(live.FOLDER, folder / "live")
    shutil.copy(live.FOLDER.parent / "course.css", folder)
    (folder / "live/page.html").write_text(live.page(NAMES), "utf-8")
    browser = live.driver(390, 900)
    browser.get((folder / "live/page.html").as_uri())
    yield browser
    said = [line["message"] for line in browser.get_log("browser")]
    browser.quit()
    assert said == []


def numbers(page, name):
    """What a figure says, by name."""
    panel = live.opened(page, name)
    found = page.execute_script("return {...arguments[0].querySelector('output').dataset}", panel)
    return {
        key: json.loads(value) if value[0] in "-[{0123456789" else value
        for key, value in found.items()
    }


def move(page, name, **values):
    """Move sliders, counted from 0 as ``s0=``, and wait for the drawing; the numbers then."""
    panel = live.opened(page, name)
    script = """
        const [panel, values, done] = arguments;
        const inputs = panel.querySelectorAll("input");
        for (const [key, value] of Object.entries(values)) {
          inputs[Number(key.slice(1))].value = value;
          inputs[Number(key.slice(1))].dispatchEvent(new Event("input"));
        }
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
    """
    page.execute_async_script(script, panel, values)
    return numbers(page, name)


def integral(f):
    return integrate.quad(f, -12, 12, limit=400, points=[-2, -1, 0, 1, 2])[0]


def test_the_bound_its_gap_and_its_slope(page):
    found = move(page, "elbo-gap", s0=-0.7, s1=-0.5)
    m, s2 = found["mean"], math.exp(2 * found["logS"])
    x, noise = 1.5, 0.25

    def elbo(m, s2):
        fourth = m**4 + 6 * m**2 * s2 + 3 * s2**2
        error = x**2 - 2 * x * (m**2 + s2) + fourth
        fit = -0.5 * error / noise - 0.5 * math.log(2 * math.pi * noise)
        return fit - 0.5 * (m**2 + s2 - 1 - math.log(s2))

    evidence = math.log(integral(lambda z: norm.pdf(z) * norm.pdf(x, z**2, 0.5)))
    assert found["elbo"] == pytest.approx(elbo(m, s2), abs=2e-3)
    assert found["evidence"] == pytest.approx(evidence, abs=1e-3)
    slope = (elbo(m + 1e-4, s2) - elbo(m - 1e-4, s2)) / 2e-4
    assert found["slopeMean"] == pytest.approx(slope, abs=5e-3)
    slope = (elbo(m, s2 * math.exp(2e-4)) - elbo(m, s2 * math.exp(-2e-4))) / 2e-4
    assert found["slopeScale"] == pytest.approx(slope, abs=5e-3)
    panel = live.opened(page, "elbo-gap")
    for _ in range(5):
        panel.find_element("tag name", "button").click()
    assert numbers(page, "elbo-gap")["elbo"] > found["elbo"] + 0.05


def test_reparameterized_slopes(page):
    found = move(page, "reparameterization", s0=0.3, s1=0.9, s2=7)
    z = np.array(found["draws"])
    assert len(z) == 128
    assert found["dMean"] == pytest.approx(2 * (z - 1).mean(), abs=1e-4)
    noise = (z - found["mean"]) / found["s"]
    assert found["dS"] == pytest.approx((2 * (z - 1) * noise).mean(), abs=1e-4)
    assert abs(found["dS"] - 2 * found["s"]) < 4 * (2 * (z - 1) * noise).std() / 128**0.5


def test_the_variances_of_three_estimators(page):
    found = move(page, "estimators", s0=-0.4, s1=0.6)
    m, s = found["mean"], found["s"]
    path, score, measure = found["variances"]
    moments = [norm.moment(k, 0, 1) for k in range(11)]
    # (z - 1)^2 e / s with z - 1 = a + s e
    a = m - 1
    square = np.polynomial.polynomial.polypow([a, s], 4)
    second = sum(c * moments[k + 2] for k, c in enumerate(square)) / s**2
    exact = [4 * s**2, second - (2 * a) ** 2, 0.0]
    # f(m + s w) - f(m - s w) = 4 a s w with E w^2 = 2 and E w = sqrt(pi / 2)
    exact[2] = (4 * a) ** 2 / (2 * math.pi) * (2 - math.pi / 2)
    for estimate, right in zip((path, score, measure), exact, strict=True):
        assert estimate == pytest.approx(right, rel=0.5)
    assert all(
        abs(mean - 2 * a) < 5 * (v / 300) ** 0.5
        for mean, v in zip(found["means"], exact, strict=True)
    )
    assert found["exact"] == pytest.approx(2 * a)


def test_the_bound_of_k_draws(page):
    found = move(page, "importance-bound", s0=0.1, s1=0.8)
    m, s = found["mean"], found["s"]
    evidence = norm.logpdf(1, 0, math.sqrt(2))
    gap = math.log(math.sqrt(0.5) / s) + (s**2 + (m - 0.5) ** 2) - 0.5  # KL to N(1/2, 1/2)
    assert found["evidence"] == pytest.approx(evidence, abs=1e-4)
    assert found["bounds"][0] == pytest.approx(evidence - gap, abs=0.03)
    steps = np.diff(found["bounds"])
    assert (steps > -0.005).all()
    assert abs(found["bounds"][-1] - evidence) < 0.02


@pytest.mark.parametrize("kind", ["planar", "radial"])
def test_the_determinant_of_a_map(page, kind):
    panel = live.opened(page, "flow")
    choice = panel.find_element("tag name", "select")
    choice.find_element("css selector", f"option[value={kind}]").click()
    found = move(page, "flow", s0=-0.6 if kind == "radial" else 3.0, s2=-1.5, s3=0.25)
    p, z = found["parameters"], np.array([0.5, 0.25])
    assert found["kind"] == kind
    if kind == "planar":
        w, u = np.array(p["w"]), np.array(p["u"])
        assert w @ u >= -1
        right = math.log(abs(1 + (1 - math.tanh(w @ z + p["b"]) ** 2) * (w @ u)))
    else:
        r = np.linalg.norm(z)
        h = 1 / (p["alpha"] + r)
        slope = -1 / (p["alpha"] + r) ** 2
        right = math.log((1 + p["beta"] * h) * abs(1 + p["beta"] * h + p["beta"] * slope * r))
    assert found["logDet"] == pytest.approx(right, abs=1e-4)


@pytest.mark.parametrize("name", ["latent-plane", "walk"])
def test_the_decoder_draws_what_its_weights_say(page, name):
    found = move(page, name, s0=0.6) if name == "walk" else move(page, name, s0=1.1, s1=-0.7)
    text = (live.FOLDER / "decoder.js").read_text("utf-8")
    stored = json.loads(text.partition(" = ")[2].rstrip(";\n"))
    h = np.array(found["z"])
    for i, (weight, bias) in enumerate(stored["weights"]):
        h = np.array(weight) @ h + np.array(bias)
        h = np.tanh(h) if i + 1 < len(stored["weights"]) else 1 / (1 + np.exp(-h))
    assert found["ink"] == pytest.approx(h.sum(), abs=1e-3)


def test_it_trains_in_the_page(page):
    panel = live.opened(page, "train")
    button = panel.find_element("tag name", "button")
    button.click()
    for _ in range(600):
        found = move(page, "train")
        if found["steps"] >= 90:
            break
    button.click()
    assert found["elbo"] > -34  # it begins near -43
    assert found["kl"] > 0.05


def test_the_window_reads_by_its_filters(page):
    found = move(page, "filterbank", s0=9.3, s1=14.0, s2=1.5, s3=0.2)
    # The filters again, and the sum of what they read when the window moves by a hundredth.
    packed = np.frombuffer(
        base64.b64decode(
            json.loads(
                (live.FOLDER / "digits.js").read_text("utf-8").split(" = ", 1)[1].rstrip(";\n")
            )["packed"]
        ),
        np.uint8,
    )[96:128]
    digit = np.stack([packed >> 4, packed & 15], 1).reshape(8, 8) / 15
    places = (np.arange(24) - 1) / 3
    low = np.floor(places).astype(int)
    share = places - low
    blend = np.zeros((24, 8))
    for row, (i, a) in enumerate(zip(low, share, strict=True)):
        blend[row, np.clip(i, 0, 7)] += 1 - a
        blend[row, np.clip(i + 1, 0, 7)] += a
    image = blend @ digit @ blend.T

    def filters(centre):
        centres = centre + (np.arange(7) - 3) * found["stride"]
        ink = np.exp(-0.5 * ((np.arange(24) - centres[:, None]) / math.exp(found["logS"])) ** 2)
        return ink / ink.sum(1, keepdims=True)

    def read(x):
        return filters(found["gy"]) @ image @ filters(x).T

    assert np.abs(np.array(found["read"]) - read(found["gx"])).max() < 1e-4
    slope = (read(found["gx"] + 0.01).sum() - read(found["gx"] - 0.01).sum()) / 0.02
    assert found["toX"] == pytest.approx(slope, abs=0.02)


def test_the_divergence_is_information_and_the_aggregates(page):
    found = move(page, "information", s0=1.3, s1=-0.4)
    s = math.exp(found["logS"])
    means = found["distance"] * np.arange(-2, 3)
    assert found["meanKl"] == pytest.approx(
        np.mean(0.5 * (means**2 + s**2 - 1 - 2 * math.log(s))), abs=2e-3
    )

    def aggregate(z):
        return norm.pdf(z, means, s).mean()

    entropy = -integral(lambda z: aggregate(z) * math.log(aggregate(z) + 1e-300))
    information = entropy - 0.5 * math.log(2 * math.pi * math.e * s**2)
    assert found["information"] == pytest.approx(information, abs=2e-3)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_moved_by_the_keyboard_and_fits_a_telephone(page, name):
    panel = live.opened(page, name)
    slider = panel.find_element("tag name", "input")
    before = slider.get_attribute("value")
    slider.send_keys("\ue014")  # to the right
    if slider.get_attribute("value") == before:
        slider.send_keys("\ue012")
    assert slider.get_attribute("value") != before
    assert panel.rect["width"] <= 390
    assert page.execute_script("return document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_small_and_stands_on_one_page(name):
    loaded = [
        f"{name}.js",
        *(
            f"{each}.js"
            for each in re.findall(
                r'live\.data\("(\w+)"\)', (live.FOLDER / f"{name}.js").read_text("utf-8")
            )
        ),
    ]
    assert sum((live.FOLDER / each).stat().st_size for each in loaded) <= 60_000
    pages = [
        p
        for p in [ROOT / "index.md", *ROOT.glob("chapters/*/theory.md")]
        if f":figclass: live live-{name}\n" in p.read_text("utf-8")
    ]
    assert len(pages) == 1
    assert (live.FOLDER / f"{name}.png").stat().st_size < 60_000


def test_what_all_share_is_small():
    packed = gzip.compress((live.FOLDER / "jax.js").read_bytes()) + gzip.compress(
        (live.FOLDER / "live.js").read_bytes()
    )
    assert len(packed) < 90_000
