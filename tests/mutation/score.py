"""What the graded suites and the public checks say about mutants, and which mutants are right.

A mutant is killed if a test of its own exercise fails in every one of several gradings with inputs
and draws of their own. A public check kills it by anything but ✓.
"""

import contextlib
import importlib
import io
import re
import signal
import tempfile
import tomllib
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from labsupport.grading.local import LocalStudent
from tests.mutation.mutants import Mutant
from tests.test_suites import failing
from tests.variants.build import exercises

EQUIVALENT = Path(__file__).parent / "equivalent"  # a file for each topic
LABELLED = Path(__file__).parent / "messages"  # a file for each topic
SECONDS = 10.0  # for all tests of one mutant, which take some milliseconds
SUITE_ERROR = "the suite raised "
RAISES = re.compile(r"^(for inputs of shape .*: )?\w+(Error|Exception)\b")


@dataclass
class Row:
    """What became of one mutant."""

    mutant: Mutant
    sentences: list[str]  # of the graded suite, one for each grading; "" where it passes
    printed: str  # by the public check

    @property
    def killed(self) -> bool:
        """Whether the graded suite rejects it every time."""
        return all(self.sentences)

    @property
    def crossed(self) -> bool:
        """Whether the public check does not give it ✓."""
        return not self.printed.startswith("✓")

    @property
    def raises(self) -> bool:
        """Whether it is rejected because it cannot run."""
        return any(RAISES.match(sentence) for sentence in self.sentences)


class OutOfTime(BaseException):
    """A mutant that does not end."""


@contextlib.contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTime` in the block after so many seconds of processor time.

    Not of wall time: what else the machine does must not decide about a mutant.
    """

    def stop(*_: Any) -> None:
        raise OutOfTime("it does not end")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def judge(mutant: Mutant, seeds: list[int]) -> Row:
    """Grade a mutant once for each seed, and show it to the public check."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{mutant.slug}.py"
        path.write_text(mutant.text, "utf-8")
        sentences = [graded(path, mutant.slug, mutant.exercise, seed) for seed in seeds]
    return Row(mutant, sentences, checked(mutant.text, mutant.slug, mutant.exercise))


def graded(
    path: Path, slug: str, exercise: str, seed: int, make: Callable[[Path], Any] = LocalStudent
) -> str:
    """The sentence of the first failing test of an exercise, "" if all pass."""
    try:
        with limit(SECONDS):
            return next((said for _, said in failing(slug, path, seed, make, {exercise})), "")
    except OutOfTime as error:
        return str(error)
    except Exception as error:  # fails the test too, see `labsupport.grading.judge`
        return f"{SUITE_ERROR}{type(error).__name__}: {error}"


def checked(text: str, slug: str, exercise: str) -> str:
    """What the public check prints about an exercise of a submission."""
    module = types.ModuleType("answers")
    check = getattr(importlib.import_module(f"labsupport.checks.{slug}"), exercise)
    said = io.StringIO()
    torch.manual_seed(0)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        try:
            with limit(SECONDS):
                exec(compile(text, "answers.py", "exec"), module.__dict__)
                check(module.__dict__[exercise])
        except OutOfTime as error:
            print(error)
    printed = said.getvalue()
    # What the answer itself prints comes first.
    starts = [printed.rfind(f"{mark} {exercise}") for mark in "✓✗…"]
    return printed[max(starts) :] if max(starts) >= 0 else printed


def equivalents(mutants: Sequence[Mutant]) -> dict[str, str]:
    """Id of each mutant that is right -> why; raises ValueError if an entry fits no mutant.

    The mutants are all of one or more topics. The graded suite has to accept these. An entry names
    the mutant and shows its changed line, or what comes in the place of a statement.
    """
    lines = {m.id: m.after for m in mutants}
    reasons: dict[str, str] = {}
    for slug in dict.fromkeys(m.slug for m in mutants):
        path = EQUIVALENT / f"{slug}.toml"
        groups = tomllib.loads(path.read_text("utf-8"))["group"] if path.exists() else []
        for group in groups:
            for identifier, after in group["mutants"].items():
                if lines.get(identifier) != after:
                    raise ValueError(f"{path.name}: there is no mutant {identifier}: {after}")
                reasons[identifier] = group["reason"]
    return reasons


def labelled(mutants: Sequence[Mutant]) -> list[tuple[Mutant, str]]:
    """The mutants whose mistake was named by hand, each with words that its messages must contain.

    Raises ValueError if an entry fits no mutant.
    """
    known = {m.id: m for m in mutants}
    found = []
    for slug in dict.fromkeys(m.slug for m in mutants):
        path = LABELLED / f"{slug}.toml"
        entries = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        for identifier, (after, words) in entries.items():
            if identifier not in known or known[identifier].after != after:
                raise ValueError(f"{path.name}: there is no mutant {identifier}: {after}")
            found.append((known[identifier], words))
    return found


def rejections(slug: str, text: str, seed: int) -> list[tuple[str, str]]:
    """Exercise and sentence of each failure in the graded suite and in the public checks."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{slug}.py"
        path.write_text(text, "utf-8")
        for exercise in exercises(slug):
            sentence = graded(path, slug, exercise, seed)
            printed = checked(text, slug, exercise)
            if sentence or not printed.startswith("✓"):
                found.append((exercise, sentence or printed))
    return found
