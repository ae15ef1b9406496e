r"""What is fuzzed: the reader of LaTeX, and the check of a derivation, which also computes.

A target returns if a text was read, or refused with one sentence. Every other exception, more than
2 s of processor time and more memory than a bound is a finding.
"""

import contextlib
import importlib
import resource
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import torch

from labsupport.checks import steps
from labsupport.checks.derivation import Derivation
from labsupport.equations.dialects import usual
from labsupport.equations.errors import FormulaError
from labsupport.equations.page import formulas, read_page
from labsupport.equations.reading import read
from tests.variants.build import SLUGS, answers, derivations

ROOT = Path(__file__).resolve().parents[3]
SECONDS, HANGS = 2.0, 20.0  # of processor time; after the second a text is given up
MEGABYTES = 512  # that the process may grow by
LONGEST = 400  # characters of a sentence
EXERCISES = [f"{slug}/{name}" for slug in SLUGS for name in derivations(slug)]


class BrokenError(Exception):
    """A promise was not kept."""


class HangsError(BaseException):
    """No `Exception`: what computes would turn it into a sentence."""


def declared(exercise: str) -> Derivation:
    """The derivation ``elbo/kl_identity``."""
    slug, name = exercise.split("/")
    return getattr(importlib.import_module(f"labsupport.checks.{slug}.derivations"), name.upper())


def solution(exercise: str) -> list[str]:
    """The lines of the solution."""
    slug, name = exercise.split("/")
    return derivations(slug)[name]


def known() -> list[str]:
    """All formulas of the book, and all lines of the derivations that are kept."""
    pages = sorted(ROOT.glob("chapters/*/*.md"))
    found = [each.latex for page in pages for each in read_page(page)]
    for exercise in EXERCISES:
        found += [line for answer in answers(*exercise.split("/")) for line in answer.lines]
    return list(dict.fromkeys(found))


def read_text(text: str) -> str:
    """As a formula, in the ways of a learner too, and as the text of a page; what came out."""
    said = "read"
    for latex in (text, usual(text)):
        try:
            read(latex)
        except FormulaError as error:
            one_sentence(steps.reason(error))
            said = "refused"
    for each in formulas(f"Text ${text}$ and\n\n$$\n{text}\n$$ (eq-x)\n"):
        assert isinstance(each.claims, bool)
        assert isinstance(each.key, str)
    return said


def derive(exercise: str, lines: list[str]) -> str:
    """What is said about a derivation, in a word or two."""
    finding = declared(exercise).arrives(lines, torch.Generator().manual_seed(0))
    if finding is None:
        return "accepted"
    one_sentence(finding.sentence)
    if finding.shown:
        one_sentence(finding.shown)
    said = ("cannot be read", "cannot be computed", "does not follow")
    return next((each for each in said if each in finding.sentence), "otherwise refused")


def one_sentence(text: str) -> None:
    """What a learner reads: one line that every terminal can show."""
    if not text.isprintable() or not 0 < len(text) <= LONGEST:
        raise BrokenError(f"no sentence: {text!r}")


@contextlib.contextmanager
def within_bounds() -> Iterator[None]:
    """Raises `BrokenError` for what took too long or too much memory."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangsError

    before, began = peak(), time.process_time()
    handler = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, HANGS)
    try:
        yield
    except HangsError:
        raise BrokenError(f"hangs: more than {HANGS:.0f} s") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
    if (took := time.process_time() - began) > SECONDS:
        raise BrokenError(f"{took:.1f} s")
    if (grown := peak() - before) > MEGABYTES:
        raise BrokenError(f"{grown:.0f} megabytes")


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
