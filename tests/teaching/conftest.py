"""A lab, its suite, and answers of people who hand them in by different systems."""

import json
from pathlib import Path

import pytest

SUITE = """
import pytest

@pytest.mark.exercise("square", points=2)
def test_it_squares(student):
    assert float(student.square(3.0)) == 9, "this is no square"

@pytest.mark.exercise("cube", points=1)
def test_it_cubes(student):
    assert float(student.cube(2.0)) == 8, "this is no cube"
"""


def lab(square: str = "x * x", slug: str = "tiny", cube: str = "x ** 3") -> str:
    """A notebook of a lab with these answers."""
    source = f"def square(x):\n    return {square}\ndef cube(x):\n    return {cube}\n"
    cell: dict[str, object] = {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
    }
    return json.dumps(
        {
            "cells": [{**cell, "source": source}],
            "metadata": {"lab": slug} if slug else {},
            "nbformat": 4,
            "nbformat_minor": 4,
        }
    )


@pytest.fixture(scope="session")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graded suite of two exercises."""
    path = tmp_path_factory.mktemp("suite") / "test_tiny.py"
    path.write_text(SUITE)
    return path
