"""Models that are handed in: what is read of a file, what is measured, and what a report says."""

import base64
import itertools
import json
import math
import pickle
import struct
from dataclasses import replace

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from labsupport import data, evaluation, lab
from labsupport.errors import InputError
from labsupport.grading import ledger, measuring, model_file, report, run
from labsupport.grading.inside import likelihood
from labsupport.grading.measuring import Task
from labsupport.grading.model_file import Architecture, Model, written
from labsupport.models.vae import VAE
from labsupport.teaching import policy, regrade
from tests.grading.conftest import SUITE
from tests.teaching.test_gradescope import checked

TASK = Task(full=23.7, part=25.0, k=200)  # nothing here is about the last hundredth of a nat
SMALL = Architecture(64, (8,), 2)
WITH_MODEL = SUITE.replace(
    "import torch\n",
    "import torch\n\nfrom labsupport.grading.measuring import Task\n\n"
    f"MODEL = Task({TASK.full}, {TASK.part}, k={TASK.k})\n",
    1,
)


def random(architecture: Architecture, scale: float = 0.3, seed: int = 0) -> Model:
    """A model with normal weights."""
    torch.manual_seed(seed)
    numbers = scale * torch.randn(architecture.total())
    return Model(architecture, numbers.numpy().astype("<f4").tobytes())


@pytest.fixture(scope="session")
def trained() -> VAE:
    """A VAE after enough training for all points."""
    torch.manual_seed(0)
    x = data.load("digits").train.x
    model = VAE(64, (128,), 16)
    model.start_from_mean(x)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002)
    for _ in range(80):
        for batch in torch.randperm(len(x)).split(50):
            log_likelihood, kl = model.reconstruction_and_kl(data.binarize(x[batch]))
            optimizer.zero_grad()
            (kl - log_likelihood).mean().backward()
            optimizer.step()
    return model


def measured(model, task=TASK, seed=0):
    return measuring.measure(model, task, seed, measuring.here)


# --- the file


def test_a_file_is_safetensors_and_comes_back():
    model = random(SMALL)
    content = written(model)
    (size,) = struct.unpack("<Q", content[:8])  # as its documentation describes the format
    header = json.loads(content[8 : 8 + size])
    assert header["__metadata__"]["kind"] == "vae"
    tensor = header["decoder.head.bias"]
    begin, end = tensor["data_offsets"]
    numbers = struct.unpack("<64f", content[8 + size + begin : 8 + size + end])
    assert (8 + size) % 8 == 0
    assert tensor["shape"] == [64]
    assert numbers == struct.unpack("<64f", model.numbers[-4 * 64 :])  # the last ones
    assert model_file.read(content) == model
    # The same numbers in another order of the file are the same model.
    names = list(header)
    turned = {name: header[name] for name in reversed(names)}
    assert model_file.read(packed(turned, content[8 + size :])).sha256 == model.sha256


@pytest.mark.parametrize(
    ("hidden", "latent", "activation"),
    [((), 3, nn.Tanh), ((16,), 100, nn.ReLU), ((20, 30), 2, nn.Softplus), ((9,) * 4, 1, nn.Tanh)],
)
def test_a_vae_of_any_size_is_measured_as_the_library_measures_it(hidden, latent, activation):
    torch.manual_seed(1)
    vae = VAE(64, hidden, latent, activation)
    model = measuring.model_of(vae)
    x = data.binarize(data.load("digits").test.x[:20])
    estimate, means, dearest = measuring.here(model, x, TASK.k, 3)
    others = torch.stack([evaluation.log_likelihood(vae, x, TASK.k) for _ in range(8)])
    error = others.std(0).square().sum().sqrt() / len(x)  # of a mean over the images
    assert abs(estimate.mean() - others.mean()) < 5 * error
    assert error < 0.2
    torch.testing.assert_close(means, vae.infer(x)[0])
    pixels = torch.distributions.Bernoulli(logits=vae.decoder(means)[0])
    torch.testing.assert_close(dearest, -pixels.log_prob(x).amin(-1))
    again = measuring.module_of(model)
    for name, value in vae.state_dict().items():
        assert torch.equal(again.state_dict()[name], value)


# --- files that are wrong


def packed(header, numbers=b"") -> bytes:
    """A file with this header."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + numbers


def parts():
    """Header and numbers of a right file."""
    content = written(random(SMALL))
    size = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + size]), content[8 + size :]


def changed(name, **changes) -> bytes:
    """A right file but for what its header says of one tensor, or of its architecture."""
    header, numbers = parts()
    header[name] |= changes
    return packed(header, numbers)


def swapped(shift) -> bytes:
    """A file in which a tensor is said to lie ``shift`` bytes from where it does."""
    header, _ = parts()
    begin, end = header["encoder.head.bias"]["data_offsets"]
    return changed("encoder.head.bias", data_offsets=[begin + shift, end + shift])


def with_number(value) -> bytes:
    """A right file whose last number is another one."""
    header, numbers = parts()
    return packed(header, numbers[:-4] + struct.pack("<f", value))


def twice() -> bytes:
    """The header has one tensor twice."""
    header, numbers = parts()
    text = json.dumps(header)
    bias = json.dumps({"encoder.head.bias": header["encoder.head.bias"]})
    return packed(f"{text[:-1]},{bias[1:]}".encode(), numbers)


def without(name, more=b"") -> bytes:
    header, numbers = parts()
    header.pop(name)
    return packed(header, numbers + more)


def extra() -> bytes:
    header, numbers = parts()
    header["<script>"] = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}
    return packed(header, numbers)


def unpickled() -> None:
    raise AssertionError("this was unpickled")


class Trap:
    def __reduce__(self):
        return unpickled, ()


WRONG = {
    "a pickle": (pickle.dumps(Trap()), "is a pickle, which is never opened"),
    "torch.save's zip": (b"PK\x03\x04" + bytes(300), "is a pickle, which is never opened"),
    "nothing": (b"", "ends in the middle of its header"),
    "half": (written(random(SMALL))[:200], "ends in the middle of its header"),
    "a header of exabytes": (b"\xff" * 100, "announces a header of 18,446,744,073,709,551,615"),
    "a header of a megabyte": (packed(b" " * 900_000), "header of 900,000 bytes"),
    "no JSON": (packed(b"{]"), "has a header that cannot be read"),
    "no UTF-8": (packed(b"\xff\xfe{}"), "has a header that cannot be read"),
    "brackets": (packed(b"[" * 9_000), "has a header that cannot be read"),
    "digits": (packed(b'{"a":' + b"9" * 9_000 + b"}"), "has a header that cannot be read"),
    "a list": (packed(b"[]"), "has a header that cannot be read"),
    "no architecture": (without("__metadata__"), "does not declare its architecture"),
    "metadata of numbers": (changed("__metadata__", latent=2), "something else than texts"),
    "more metadata": (changed("__metadata__", code="x"), "does not declare its architecture"),
    "another kind": (changed("__metadata__", kind="gan"), "is of another kind than vae"),
    "another activation": (changed("__metadata__", activation="eval"), "has another activation"),
    "a size of words": (changed("__metadata__", hidden="8,__import__"), "declares sizes that"),
    "other digits": (changed("__metadata__", latent="٢"), "declares sizes that"),
    "five layers": (changed("__metadata__", hidden="1,1,1,1,1"), "declares sizes that"),
    "a huge layer": (changed("__metadata__", hidden="9999"), "declares a layer of more than 512"),
    "too many numbers": (changed("__metadata__", hidden="512,512"), "declares 595,012 numbers"),
    "another size": (changed("__metadata__", latent="3"), "in another shape than [6, 8]"),
    "a tensor too few": (without("decoder.head.bias"), "lacks the tensor decoder.head.bias"),
    "a tensor too many": (extra(), "has a tensor that is not of the architecture"),
    "a tensor twice": (twice(), "has a name twice in its header"),
    "another dtype": (changed("encoder.head.bias", dtype="F16"), "in another dtype than F32"),
    "a shape that lies": (
        changed("encoder.head.bias", shape=[10**30]),
        "has encoder.head.bias in another shape than [4]",
    ),
    "a shape of truth": (changed("encoder.head.bias", shape=True), "in another shape than [4]"),
    "half a tensor": (changed("encoder.head.bias", shape=[4.0]), "in another shape than [4]"),
    "overlapping tensors": (swapped(-16), "has tensors that overlap, or gaps between them"),
    "before the begin": (swapped(-(10**9)), "has tensors that overlap, or gaps between them"),
    "behind the end": (swapped(10**9), "has tensors that overlap, or gaps between them"),
    "backwards": (
        changed("encoder.head.bias", data_offsets=[16, 0]),
        "has another number of bytes than its shape needs",
    ),
    "a tensor that is a list": (
        packed(parts()[0] | {"encoder.head.bias": [1]}, parts()[1]),
        "something else than dtype, shape and data_offsets",
    ),
    "too few numbers": (written(random(SMALL))[:-4], "bytes of numbers where its header says"),
    "too many bytes": (written(random(SMALL)) + b"1234", "bytes of numbers where its header"),
    "NaN": (with_number(math.nan), "has numbers that are infinite or no numbers"),
    "infinity": (with_number(-math.inf), "has numbers that are infinite or no numbers"),
    "too large": (bytes(2**20 + 1), "has 1.0 MiB, and at most 1 are read"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_one_sentence(what):
    content, sentence = WRONG[what]
    text = base64.b64encode(content).decode() or "="
    values = model_file.as_values(text) or {}
    if content:
        assert sentence in values["error"]
        assert values.keys() == {"error"}
        assert len(values["error"].splitlines()) == 1
    with pytest.raises(InputError) as refused:
        model_file.read(content)
    assert sentence in str(refused.value)


def test_an_output_is_no_more_trusted_than_a_file():
    for text, sentence in (("<b>", "is no base64"), ("A" * 1_500_000, "at most 1 are read")):
        assert sentence in (model_file.as_values(text) or {})["error"]
    assert model_file.in_outputs([3, {"data": [1]}, {"data": {"text/html": 7}}, None]) == ""
    assert model_file.in_outputs({"data": {}}) == ""
    first, last = (model_file.html(word, "x") for word in (b"first", b"last"))
    outputs = [{"data": {"text/html": each}} for each in ([first], last)]
    assert base64.b64decode(model_file.in_outputs(outputs)) == b"last"


def test_what_the_reading_process_says_is_checked_again():
    values = model_file.as_values(base64.b64encode(written(random(SMALL))).decode()) or {}
    assert model_file.from_values(values) == (random(SMALL), "")
    with pytest.raises(ValueError, match="another number of bytes"):
        model_file.from_values(values | {"numbers": values["numbers"][:-8]})
    lie = values | {"metadata": values["metadata"] | {"hidden": "512,512"}}
    assert "numbers" in model_file.from_values(lie)[1]
    wrong_ones: list[object] = [{}, {"metadata": values["metadata"], "numbers": 3}, []]
    for wrong in wrong_ones:
        with pytest.raises((ValueError, TypeError, LookupError)):
            model_file.from_values(wrong)


# --- what is measured


def total_probability(architecture: Architecture, seed: int) -> tuple[float, float]:
    """The sum of the estimated p(x) over all x, and its standard error.

    The encoder's numbers are small, so that q is near the prior and no weight is rare and large.
    """
    numbers = measuring.numbers_of(random(architecture, 0.7, seed))
    shapes = architecture.shapes().items()
    end = sum(math.prod(shape) for name, shape in shapes if name.startswith("encoder"))
    numbers[:end] *= 0.1
    pixels = architecture.pixels
    x = torch.tensor([*itertools.product((0.0, 1.0), repeat=pixels)])
    sums = []
    for draws in range(10):
        hidden, latent, kind = [*architecture.hidden], architecture.latent, architecture.activation
        estimate, _, _ = likelihood.log_likelihood(numbers, hidden, latent, kind, x, 300, draws)
        sums.append(estimate.double().exp().sum())
    found = torch.stack(sums)
    return found.mean().item(), found.std().item() / len(sums) ** 0.5


@pytest.mark.parametrize(
    ("architecture", "seed"),
    [
        (Architecture(6, (5,), 2), 0),
        (Architecture(6, (), 3), 1),
        (Architecture(7, (4, 3), 1, "ReLU"), 2),
    ],
)
def test_what_is_measured_is_a_probability(architecture, seed):
    """Over all images it adds up to 1, whatever the weights, within 5 standard errors."""
    total, error = total_probability(architecture, seed)
    assert error < 0.01
    assert abs(total - 1) < 5 * error


def test_with_a_wrong_decoder_it_is_none(monkeypatch):
    right = F.softplus
    monkeypatch.setattr(F, "softplus", lambda x: 0.98 * right(x))
    total, error = total_probability(Architecture(6, (5,), 2), 0)
    assert abs(total - 1) > 10 * error


def test_an_encoder_that_lies_gains_nothing():
    """The mean of the estimates is p(x) for any q: a bad one only lowers the logarithm."""
    model = random(Architecture(8, (4,), 2))
    x = data.binarize(torch.full((64, 8), 0.5))
    numbers, *rest = measuring.arguments(model, x, 1000, 1)
    honest, _, _ = likelihood.log_likelihood(numbers, *rest)
    for log_var in (-30.0, -6.0, 6.0, 30.0):
        lying = numbers.clone()
        end = 8 * 4 + 4 + 4 * 4 + 4  # of the encoder; before it stand the biases of log_var
        lying[end - 2 : end] = log_var
        found, _, _ = likelihood.log_likelihood(lying, *rest)
        assert found.mean() < honest.mean() + 0.05


def test_a_trained_model_gets_all_points_and_another_draw_agrees(trained):
    model = measuring.model_of(trained)
    first, second = (measured(model, seed=seed) for seed in (1, 2))
    assert first.points == second.points == pytest.approx(TASK.points)
    assert first.nats is not None
    assert second.nats is not None
    assert first.nats + first.error <= TASK.full
    assert abs(first.nats - second.nats) < math.hypot(first.error, second.error) * 2
    assert 0.1 < first.error < 0.4
    assert 4 <= first.active <= 16
    assert first == measured(model, seed=1)


def with_decoder(module: VAE, change) -> Model:
    with torch.no_grad():
        change(module)
    return measuring.model_of(module)


def test_reasons_are_the_right_ones(trained):
    assert "An untrained model costs 44.4 nats" in measured(random(SMALL, 0.01)).sentence

    collapsed = VAE(64, (8,), 4)
    collapsed.start_from_mean(data.load("digits").train.x)

    def ignores_z(module):
        module.decoder.head.weight.zero_()
        module.encoder.head.weight.zero_()
        module.encoder.head.bias.zero_()

    found = measured(with_decoder(collapsed, ignores_z))
    assert "None of the 4 latent dimensions is in use" in found.sentence
    assert found.active == 0
    assert found.nats is not None
    # It knows how often each pixel is 1, and no more: the entropy of independent pixels.
    grey = data.load("digits").test.x
    mean = data.load("digits").train.x.mean(0).clamp(0.001, 0.999)
    alone = -(grey * mean.log() + (1 - grey) * (1 - mean).log()).sum(1).mean().item()
    assert abs(found.nats - alone) < 2 * found.error

    def too_certain(module):
        module.decoder.head.weight.mul_(30)
        module.decoder.head.bias.mul_(30)

    certain = measuring.module_of(measuring.model_of(trained))
    assert "too certain" in measured(with_decoder(certain, too_certain)).sentence

    huge = measuring.module_of(measuring.model_of(trained))
    found = measured(with_decoder(huge, lambda module: module.encoder.head.bias.fill_(1e30)))
    assert found.points == pytest.approx(0)
    assert found.nats is None
    assert "not finite" in found.sentence
    assert (
        "images of 8 pixels, and these have 64"
        in measured(random(SMALL._replace(pixels=8))).sentence
    )


def test_points_need_the_error_on_top(trained):
    model = measuring.model_of(trained)
    found = measured(model)
    assert found.nats is not None
    most = found.nats + found.error
    for full, part, points in (
        (most + 0.01, 99.0, 4.0),
        (most - 0.01, 99.0, 2.0),
        (1.0, most - 0.01, 0.0),
    ):
        assert measured(model, replace(TASK, full=full, part=part)).points == pytest.approx(points)


# --- graded


def with_output(text: str, source: str) -> str:
    """A notebook with this code, and this HTML among its outputs."""
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": [text]}}
    cells = [
        {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": o, "source": s}
        for o, s in (([], source), ([output], "lab.hand_in('vae', model)"))
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


SABOTAGE = """
import torch
torch.logsumexp = lambda *a, **k: torch.zeros(25)
torch.nn.functional.softplus = lambda x: x * 0
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory, trained, right):
    """Output folder and grades by name of a class."""
    folder = tmp_path_factory.mktemp("models")
    (folder / "in").mkdir()
    suite = folder / "test_tiny.py"
    suite.write_text(WITH_MODEL)
    good = written(measuring.model_of(trained))
    for name, source, content in (
        ("good", right, good),
        ("sabotage", SABOTAGE + right, good),
        ("half", "def square(x):\n    return x * x\n", written(random(SMALL))),
        ("broken", right, WRONG["a header of exabytes"][0]),
        ("evil", right, pickle.dumps(Trap())),
    ):
        text = with_output(model_file.html(content, "x"), source)
        (folder / "in" / f"{name}.ipynb").write_text(text)
    (folder / "in" / "none.py").write_text(right)
    grades = run.grade_class("tiny", [folder / "in"], folder / "out", suite=suite, seed=5)
    return folder, {grade.name.partition(".")[0]: grade for grade in grades}


def test_the_points_of_the_exercises_are_as_without_a_model(graded):
    _, grades = graded
    assert {grade.status for grade in grades.values()} == {"graded"}
    for name in ("good", "sabotage", "broken", "evil", "none"):
        assert grades[name].score == pytest.approx(7)
        assert grades[name].max_score == pytest.approx(7)
    assert grades["none"].model is None
    assert grades["good"].model.points == pytest.approx(4)
    for name in ("half", "broken", "evil"):
        assert grades[name].model.points == pytest.approx(0)


def test_no_code_of_the_submission_measures(graded):
    _, grades = graded
    good, sabotage = grades["good"], grades["sabotage"]
    assert sabotage.model.nats == pytest.approx(good.model.nats, abs=0.5)  # another seed
    assert good.model.sha256 == sabotage.model.sha256
    seed = ledger.derived(5, good.sha256)
    assert good.seed == seed


def test_the_walls_change_no_number(graded, trained):
    _, grades = graded
    alone = measured(measuring.model_of(trained), seed=grades["good"].seed)
    assert grades["good"].model.nats == pytest.approx(alone.nats, abs=1e-3)
    assert grades["good"].model.sha256 == alone.sha256


def test_reports_tables_and_ledger_say_it(graded):
    folder, grades = graded
    page = (folder / "out" / grades["good"].folder / "report.html").read_text("utf-8")
    assert "Your model" in page
    assert grades["good"].model.shown in page
    results = checked(report.results_json(grades["good"], "vae"))  # Gradescope's schema
    assert results["leaderboard"] == [
        {
            "name": "-log p(x), nats per image",
            "value": pytest.approx(grades["good"].model.nats, abs=0.006),
            "order": "asc",
        }
    ]
    assert results["score"] == pytest.approx(7)
    for name in ("broken", "evil", "none"):
        assert "leaderboard" not in json.loads(report.results_json(grades[name], "vae"))
    broken = (folder / "out" / grades["broken"].folder / "report.html").read_text("utf-8")
    assert "announces a header of" in broken
    none = (folder / "out" / grades["none"].folder / "report.html").read_text("utf-8")
    assert "Your model" not in none
    table = (folder / "out" / "grades.csv").read_text("utf-8").splitlines()
    assert ",model,nats,status," in table[0]
    assert f",4,{grades['good'].model.shown},graded," in "\n".join(table)
    lines = {g.name: g for _, g in ledger.Ledger(folder / "out").read()[0]}
    assert lines["good.ipynb"] == replace(grades["good"], starved=False)
    wrong = report.student_page(grades["half"], "vae", {"model": report.Section("<b>", "")})
    assert "Read again: “&lt;b&gt;”" in wrong


def test_a_policy_makes_it_extra(graded):
    _, grades = graded
    chosen = [grades["good"], grades["half"], grades["none"]]
    plain = policy.applied(policy.Policy(), chosen)
    extra = policy.applied(policy.Policy(extra=["model"]), chosen)
    assert [final.max_points for final in extra] == [final.max_points for final in plain]
    more = [e.points - p.points for e, p in zip(extra, plain, strict=True)]
    assert more == pytest.approx([4, 0, 0])
    assert extra[0].steps == ["the model is extra: 4 points"]
    assert extra[2].steps == []


def test_a_grade_with_a_model_can_be_reproduced(graded):
    folder, grades = graded
    options = {"suite": folder / "test_tiny.py"}
    right, sentences = regrade.verify("tiny", [folder / "in"], folder / "out", **options)
    assert sentences == []
    assert right == len(grades)
    good = grades["good"]
    other = replace(good, model=replace(good.model, points=2.0))
    assert regrade.change(other, good).tests == ["the model has 4 points, not 2"]


# --- at a learner's


def test_a_learner_hands_in_what_the_grader_reads(trained, capsys):
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    InteractiveShell.instance()
    try:
        with capture_output() as found:
            lab.hand_in("vae", trained)
    finally:
        InteractiveShell.clear_instance()
    assert "nats per test image" in found.stdout
    data = found.outputs[0].data
    text = model_file.in_outputs([{"data": data}])
    assert model_file.from_text(text) == measuring.model_of(trained)
    assert "The model is in this notebook" in data["text/plain"]


def test_what_cannot_be_handed_in_is_said_at_once(trained):
    gaussian = VAE(64, (8,), 2, likelihood="gaussian")
    for model in (nn.Linear(2, 2), gaussian, VAE(64, (8,), 2, condition=3)):
        with pytest.raises(InputError, match="Bernoulli likelihood"):
            lab.hand_in("vae", model)
    with pytest.raises(InputError, match="asks for no model"):
        lab.hand_in("start", trained)
    with pytest.raises(InputError, match=r"2\.3 MiB, and at most 1 are read"):
        lab.hand_in("vae", VAE(64, (512, 512), 2))
    diverged = VAE(64, (8,), 2)
    nn.init.constant_(diverged.decoder.head.bias, math.nan)
    with pytest.raises(InputError, match="did its training diverge"):
        lab.hand_in("vae", diverged)
