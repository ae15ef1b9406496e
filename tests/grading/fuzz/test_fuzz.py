"""A short part of the fuzzing: any bytes are read or refused; what is right is always found."""

import base64
import json
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labsupport.grading import definitions
from tests.grading.fuzz import targets

SHORT = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,  # a search for something new is `python -m tests.grading.fuzz`
    database=None,
    suppress_health_check=list(HealthCheck),
)
SEEDS = 40
KEPT = json.loads((Path(__file__).parent / "cases.json").read_text())


@pytest.fixture(scope="module", autouse=True)
def no_process_is_left():
    """What later tests of this process find open is not theirs."""
    yield
    targets.close()


JUNK = st.sampled_from(
    [
        *("%matplotlib inline", "!pip install 'x", "x = !ls", "print?", "while True:\n    pass"),
        *("def g(:", "x = (", "s = '''", "<<<<<<< HEAD", "print(“x”)", "%%bash\nls | wc", "1 / 0"),
        *("from missing import *", "if True:\n    print(1)", "try:\n    !ls\nexcept E:\n    pass"),
        *("await x", "\u00a0", "\ud800", "\0", "del model", "@", "\t", "%%time", "?", "x = %sql 1"),
    ]
)
TEXTS = st.one_of(JUNK, st.text(max_size=30), st.text("()[]{}'\"\\\n%!?#: =ab", max_size=20))
NAMES = st.sampled_from(["f", "größe", "_private", "Class2"])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.complex_numbers(allow_nan=False, allow_infinity=False),
)
KEYS = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), st.integers(0, 9))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(KEYS, inner, max_size=4),
    ),
    max_leaves=20,
)


def changed(draw, data):
    """Valid bytes with a few changes."""
    data = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 4))] = draw(st.binary(max_size=6))
    return bytes(data)


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case["what"])
def test_what_was_found_once_stays_right(case):
    targets.TARGETS[case["target"]](base64.b64decode(case["data"]))


@pytest.mark.parametrize("target", [name for name in targets.TARGETS if name != "grade"])
def test_any_bytes_are_read_or_refused(target):
    @SHORT
    @given(st.binary(max_size=300))
    def check(data):
        targets.TARGETS[target](data)

    check()


@pytest.mark.parametrize("target", [name for name in targets.TARGETS if name != "grade"])
def test_valid_bytes_with_changes_are_read_or_refused(target):
    @SHORT
    @given(st.data(), st.sampled_from(targets.seeds(target)))
    def check(data, seed):
        targets.TARGETS[target](changed(data.draw, seed))

    check()


@SHORT
@given(st.lists(TEXTS, max_size=6), NAMES, st.lists(TEXTS, max_size=6))
def test_a_right_definition_is_found_among_any_cells(before, name, after):
    right = f"def {name}(x):\n    return x"
    sources = [*before, right, *after]
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": s} for s in sources]})
    found = definitions.extract("x.ipynb", ".ipynb", notebook.encode())
    assert [d for d in found["definitions"] if name in d["names"] and d["written"]]
    assert right in [cell["source"] for cell in found["cells"]]


@SHORT
@given(st.dictionaries(st.text(st.characters(codec="ascii"), max_size=5), VALUES, max_size=3))
def test_values_arrive_as_they_were_sent(message):
    assert repr(targets.through(targets.frame(message))) == repr(message)


@SHORT
@given(st.lists(st.integers(0, 3), max_size=4), st.sampled_from(["float32", "int64", "bool"]))
def test_tensors_arrive_as_they_were_sent(shape, dtype):
    value = (torch.arange(max(1, torch.Size(shape).numel())) % 3).to(getattr(torch, dtype))
    value = value[: torch.Size(shape).numel()].reshape(shape)
    arrived = targets.through(targets.frame({"x": value}))["x"]
    assert arrived.dtype == value.dtype
    assert arrived.shape == value.shape
    assert torch.equal(arrived, value)


def test_the_grader_failed_is_never_a_submissions_doing():
    """Random answers, through the whole road; more by the command."""
    for number in range(SEEDS):
        targets.grade(number.to_bytes(2))
