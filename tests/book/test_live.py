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
import torch
from scipy import integrate
from scipy.stats import norm

from benchmarks import live
from labsupport import sentences
from labsupport.book.browser import driver
from labsupport.models.sentence_vae import Decoder

ROOT = Path(__file__).parents[2]
NAMES = live.figures()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A browser on a page with every figure; at the end its console must have been silent."""
    folder = tmp_path_factory.mktemp("live")
    shutil.copytree(live.FOLDER, folder / "live")
    shutil.copy(live.FOLDER.parent / "course.css", folder)
    (folder / "live/page.html").write_text(live.page(NAMES), "utf-8")
    browser = driver(390, 900)
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


def test_the_canvas_after_each_step_costs_what_it_says(page):
    found = json.loads((ROOT / "results/draw-digits.json").read_text("utf-8"))
    kept = found["figures"]["pictures"]["DRAW with attention"]
    x = np.array(kept["images"][0])
    steps = len(kept["reconstructed"]["means"])
    canvases = [kept["start"], *(means[0] for means in kept["reconstructed"]["means"])]
    costs = []
    for step in range(steps + 1):
        said = move(page, "canvas", s0=step)
        p = np.clip(canvases[step], 0.005, 0.995)
        assert said["cost"] == pytest.approx(-np.log(np.where(x > 0.5, p, 1 - p)).sum(), abs=1e-6)
        assert said["step"] == step
        costs.append(said["cost"])
    assert costs[-1] < costs[0] - 5  # what was drawn is the image
    drawn = page.execute_script(
        """
        const [panel] = arguments, svgs = panel.querySelectorAll("svg");
        const line = [...svgs[1].querySelectorAll("polyline")].at(-1);
        return [line.getAttribute("points"), svgs[1].viewBox.baseVal.width];
        """,
        live.opened(page, "canvas"),
    )
    corners = np.array([[float(v) for v in pair.split(",")] for pair in drawn[0].split()])
    x_write, y_write, stride, _ = kept["reconstructed"]["write"][-1][0]
    unit = (drawn[1] - 4) / 12  # of the plot for a pixel, within its margins of 2
    assert np.ptp(corners[:, 0]) == pytest.approx(3 * stride * unit, abs=0.02)
    middle = corners[:4].mean(0)
    assert middle == pytest.approx(
        [2 + (x_write + 2.5) * unit, 2 + (y_write + 2.5) * unit], abs=0.02
    )


def test_the_canvas_is_drawn_again_step_by_step(page):
    panel = live.opened(page, "canvas")
    move(page, "canvas", s0=3)
    button = panel.find_element("css selector", "button")
    page.execute_script("arguments[0].click()", button)
    seen = page.execute_async_script(
        """
        const [panel, done] = arguments, seen = [];
        const output = panel.querySelector("output"), begun = performance.now();
        const look = () => {
          const step = Number(output.dataset.step);
          if (step !== seen.at(-1)) seen.push(step);
          if (step === 6 || performance.now() - begun > 15000) done(seen);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(() => requestAnimationFrame(look));
        """,
        panel,
    )
    assert seen == list(range(7))


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


def stored_sentences():
    text = (live.FOLDER / "sentences.js").read_text("utf-8")
    return json.loads(text.partition(" = ")[2].rstrip(";\n"))


def sentence_decoder(stored):
    """The decoder that the page has, as the torch model."""

    def matrix(name):
        part = stored["decoder"][name]
        whole = np.frombuffer(base64.b64decode(part["packed"]), np.int8).reshape(part["shape"])
        return torch.tensor(whole * part["scale"], dtype=torch.float32)

    def bias(name):
        return torch.tensor(stored["decoder"][f"{name}_bias"])

    code, state = matrix("code"), matrix("state")
    decoder = Decoder(
        len(stored["vocabulary"]), 1, state.shape[1], code.shape[1], inputs=False, keep=1.0
    ).eval()
    decoder.load_state_dict(
        {
            "embedding.weight": torch.zeros(len(stored["vocabulary"]), 1),
            "start.weight": matrix("start"), "start.bias": bias("start"),
            "lstm.weight_ih_l0": torch.cat([torch.zeros(len(code), 1), code], 1),
            "lstm.weight_hh_l0": state,
            "lstm.bias_ih_l0": bias("code"), "lstm.bias_hh_l0": torch.zeros(len(code)),
            "head.weight": matrix("head"), "head.bias": bias("head"),
        }
    )  # fmt: skip
    return decoder


@pytest.mark.parametrize(("first", "last", "t"), [(0, 1, 0.5), (4, 9, 0.3), (7, 2, 1.0)])
def test_a_path_of_sentences_is_the_models(page, first, last, t):
    stored = stored_sentences()
    panel = live.opened(page, "interpolation")
    for choice, number in zip(
        panel.find_elements("tag name", "select"), (first, last), strict=True
    ):
        choice.find_elements("tag name", "option")[number].click()
    found = move(page, "interpolation", s0=t)
    codes = torch.tensor(stored["codes"])
    places = torch.cat([torch.tensor([t]), torch.linspace(0, 1, 11)])[:, None]
    z = (1 - places) * codes[first] + places * codes[last]
    assert found["z"] == pytest.approx(z[0].tolist(), abs=1e-5)
    decoder = sentence_decoder(stored)
    x = decoder.write(z, 12, greedy=True)
    texts = sentences.decode(x, stored["vocabulary"])
    assert found["text"] == texts[0]
    assert f"“{texts[0]}”" in panel.text
    with torch.no_grad():
        right = decoder.log_likelihood(x[:1], z[:1]).item()
    assert found["logProb"] == pytest.approx(right, abs=1e-3)
    good = sentences.grammar().log_prob_of(texts).isfinite()
    assert found["good"] == str(bool(good[0])).lower()
    assert found["count"] == good[1:].sum()
    shown = panel.find_element("css selector", "svg").get_attribute("textContent")
    for text, is_good in zip(texts[1:], good[1:], strict=True):
        assert f"{text} *" in shown if not is_good else text in shown
    if t == 1:
        assert found["text"] == stored["texts"][last]


def test_the_pattern_is_the_grammar():
    made = re.compile(stored_sentences()["pattern"])
    texts = sentences.grammar().texts
    assert all(made.match(text) for text in texts)
    # With a word exchanged for any other word of the grammar it says the same as the grammar.
    words = sorted({word for text in texts for word in text.split()})
    changed = [
        " ".join([*split[:i], word, *split[i + 1 :]])
        for split in (text.split() for text in texts[::997])
        for i in range(len(split))
        for word in words
    ]
    known = set(texts)
    assert 0 < sum(text in known for text in changed) < len(changed)
    assert [text for text in changed if bool(made.match(text)) != (text in known)] == []


def test_what_the_page_says_of_its_sentences():
    stored = stored_sentences()
    assert stored["kl_nats"] > sentences.grammar().entropy + 5  # "far above"
    assert stored["same"] > 0.95  # "both ends come back"
    assert 0.6 < stored["inside"] < 1  # "most of what lies between them"
    text = (ROOT / "chapters/sentences/theory.md").read_text("utf-8")
    assert f"a weight of only {live.KL_WEIGHT} on the KL" in text


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
