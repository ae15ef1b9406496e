"""What labs need of `labsupport` is there while grading, and no answer is."""

import pytest
import torch

from labsupport import data
from labsupport.grading.errors import GradingError
from labsupport.grading.local import LocalStudent
from labsupport.grading.student import Student

SUBMISSION = """
import labsupport
from labsupport import data, lab, plots
from labsupport.checks import vae as check
from labsupport.objectives import iwae_bound
from labsupport.objectives import iwae_bound as imported
import labsupport.models.vae as models

device = lab.setup(minutes=90)
digits = data.load("digits", device)
alias = labsupport.objectives.iwae_bound

def uses_the_lab(x):
    check.gaussian_kl(lambda mu, log_var: mu)
    plots.curves([1, 2], [3, 4])
    splits = data.digits(dtype=torch.float64)
    return torch.zeros(3, device=device), data.binarize(x), splits

import torch
def of_top_level():
    return digits.test.x, digits.test.labels, digits.test.shape
def of_mnist(): return data.load("mnist")
def called(x): return iwae_bound(x)
def by_attribute(x): return lab.importlib.import_module("labsupport.objectives").iwae_bound(x)
def by_model(x): return models.gaussian_kl(x, x)
def by_verdicts(x): return labsupport.checks.vae.formulas.gaussian_kl(x, x)
def by_borrowing(x): return lab.borrow("start", "log_mean_exp")(x)
def by_import(x): return __import__("labsupport.objectives").objectives.iwae_bound(x)
def by_inheritance():
    class Encoder(models.Encoder):
        pass
    return Encoder()
def by_importlib(x):
    import importlib
    return importlib.import_module("labsupport.objectives").iwae_bound(x)
def by_builtins(x):
    import builtins
    return builtins.__import__("labsupport.objectives", fromlist=["iwae_bound"]).iwae_bound(x)
def by_modules(x):
    import sys
    found = [m for n, m in sorted(sys.modules.items()) if n.split(".")[0] == "labsupport"]
    return found[0].objectives.iwae_bound(x)
def by_source(x):
    space = {}
    exec(open(labsupport.__file__.replace("__init__", "objectives")).read(), space)
    return space["iwae_bound"](x)
"""
ACROSS_ALONE = ("by_importlib", "by_builtins", "by_modules")
WAYS = ["called", "imported", "alias", "by_attribute", "by_model", "by_verdicts", "by_borrowing"]
WAYS += ["by_import", "by_inheritance", "by_source", *ACROSS_ALONE]


@pytest.fixture(scope="module", params=[Student, LocalStudent], ids=["across", "in process"])
def student(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("submission") / "x.py"
    path.write_text(SUBMISSION)
    made = request.param(path)
    made.begin(1)
    yield made
    made.close()


def test_what_labs_call_is_there(student):
    zeros, drawn, splits = student.uses_the_lab(torch.tensor([0.0, 1.0]))
    assert zeros.device.type == "cpu"
    assert drawn.tolist() == [0, 1]
    ours = data.load("digits", dtype=torch.float64)
    for name in ("train", "validation", "test"):
        found, expected = getattr(splits, name), getattr(ours, name)
        torch.testing.assert_close(found.x, expected.x, rtol=0, atol=0)
        torch.testing.assert_close(found.labels, expected.labels)
        assert tuple(found.shape) == tuple(expected.shape)
    x, labels, shape = student.of_top_level()
    torch.testing.assert_close(x, data.load("digits").test.x, rtol=0, atol=0)
    torch.testing.assert_close(labels, ours.test.labels)
    assert shape == (8, 8)
    with pytest.raises(GradingError, match="the data set mnist is not there while grading"):
        student.of_mnist()


@pytest.mark.parametrize("way", WAYS)
def test_no_answer_can_be_taken_from_it_and_the_student_is_told(student, way):
    if isinstance(student, LocalStudent) and way in ACROSS_ALONE:
        # Only trusted code is run in process: there it may find the real package.
        assert getattr(student, way)(torch.zeros(2, 3)).shape == (3,)
        return
    arguments = () if way == "by_inheritance" else (torch.zeros(2, 3),)
    with pytest.raises(GradingError) as caught:
        getattr(student, way)(*arguments)
    assert "labsupport." in str(caught.value)
    assert "is not there while grading; write your own" in str(caught.value)
