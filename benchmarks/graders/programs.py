"""Programs whose verdicts are known, as a data set for any grader.

    python -m benchmarks.graders.programs FOLDER

writes FOLDER/programs.jsonl, a line for each program with its lab, its exercise and its kind
(right, wrong or hostile), and for each lab a folder with the solution that a program replaces a
part of and the statements that check each exercise. The right and wrong ones are those of
`tests/variants`, the hostile ones the attacks of `tests/hostile` that harm nothing outside of
their own process, so that a grader without walls can run them; the other attacks are for
`pytest tests/hostile`.
"""

import argparse
import ast
import functools
import inspect
import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.graders.formats import write
from tests.hostile import arena, suite
from tests.variants.build import SLUGS, SOLUTIONS, Variant, calls, exercises, variants

HOSTILE = "hostile"  # the lab of the attacks
IMPORTS = "import torch\n\nfrom labsupport.checks import {lab} as check\n"
# The lab's own check, as an assertion; it prints a tick where an answer is right.
CHECK = """import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()) as said:
    check.{exercise}({exercise})
assert "✓ {exercise}" in said.getvalue(), said.getvalue()
"""
ATTACKED = ("square", "double", "mean", "twice", "log_mean_exp")  # checked by plain assertions


@dataclass(frozen=True)
class Program:
    """One answer to one exercise.

    Args:
        lab: the topic, or "hostile".
        exercise: what it answers; empty for a hostile program, which answers all of its lab.
        kind: right, wrong or hostile.
        name: its own, within the exercise.
        earned: the exercises that a hostile program has implemented rightly.
        source: what follows the lab's solution, of which it replaces the exercise.
    """

    lab: str
    exercise: str
    kind: str
    name: str
    source: str
    earned: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its name in the data set."""
        return "-".join(part for part in (self.lab, self.exercise, self.kind, self.name) if part)


def programs(labs: Iterable[str]) -> list[Program]:
    """All programs of some labs."""
    found = []
    for lab in labs:
        if lab == HOSTILE:
            found += [hostile(attack) for attack in arena.attacks() if attack.fools]
            continue
        for kind in ("right", "wrong"):
            found += [of_variant(variant, kind) for variant in variants(lab, kind)]
    return found


def of_variant(variant: Variant, kind: str) -> Program:
    """A right or wrong program."""
    source = variant.text.removeprefix(solution(variant.slug))
    return Program(variant.slug, variant.exercise, kind, variant.name, source)


def hostile(attack: arena.Attack) -> Program:
    """A hostile program; what it has implemented, if anything, is ``double``."""
    assert attack.earned <= 1, attack.id
    earned = ("double",) if attack.earned else ()
    return Program(HOSTILE, "", "hostile", attack.id, attack.make().decode(), earned)


@functools.cache
def solution(lab: str) -> str:
    """The right answers to a lab; none for the hostile one."""
    return "" if lab == HOSTILE else (SOLUTIONS / f"{lab}.py").read_text("utf-8")


def checks(lab: str) -> dict[str, str]:
    """Exercise -> statements that raise where its answer is wrong; all names are the student's."""
    if lab == HOSTILE:
        return {exercise: "\n".join(of_suite(exercise)) for exercise in ATTACKED}
    imports = IMPORTS.format(lab=lab)
    return {each: imports + CHECK.format(exercise=each) for each in exercises(lab)}


def of_suite(exercise: str) -> Iterator[str]:
    """The tests of an attacked exercise as statements: their bodies."""
    yield "import torch"
    yield "generator = torch.Generator().manual_seed(0)"
    for name, test in vars(suite).items():
        if name.startswith("test_") and test.pytestmark[0].args[0] == exercise:
            lines = inspect.getsource(test).split("\n")
            body = [line for line in lines if line.startswith("    ")]
            yield textwrap.dedent("\n".join(body)).replace("student.", "")


def packed(chosen: Iterable[Program]) -> list[list[Program]]:
    """The programs of one lab in groups that one submission can hold.

    In one group no program replaces what another one calls, so that each verdict is its own; two
    helpers of one name have one text.
    """
    groups: list[list[Program]] = []
    for program in chosen:
        for group in groups:
            if all(apart(program, other) for other in group):
                group.append(program)
                break
        else:
            groups.append([program])
    return groups


def apart(one: Program, other: Program) -> bool:
    """Whether two programs can be in one submission."""
    if HOSTILE in (one.lab, other.lab) or one.kind != other.kind:
        return False
    if one.exercise in used(other) or other.exercise in used(one):
        return False
    helpers, others = defined(one.source), defined(other.source)
    return all(helpers[name] == others[name] for name in helpers.keys() & others.keys())


@functools.cache
def used(program: Program) -> set[str]:
    """An exercise, and all that it calls, in the solution or in the program itself."""
    of = calls(program.lab)
    names = {n.id for n in ast.walk(ast.parse(program.source)) if isinstance(n, ast.Name)}
    found = {program.exercise} | (names & of.keys())
    while more := {n for name in found for n in of[name] & of.keys()} - found:
        found |= more
    return found


@functools.cache
def defined(text: str) -> dict[str, str]:
    """What a text defines at its top level, and how."""
    found = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = ast.unparse(node)
        elif isinstance(node, ast.Assign):
            found |= {t.id: ast.unparse(node) for t in node.targets if isinstance(t, ast.Name)}
    return found


def submission(group: list[Program]) -> str:
    """The text that holds the programs of a group."""
    return solution(group[0].lab) + "".join(program.source for program in group)


def main() -> None:
    """Write the data set."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    found = programs([*SLUGS, HOSTILE])
    lines = [json.dumps({"id": program.id, **asdict(program)}) for program in found]
    write(folder / "programs.jsonl", "".join(f"{line}\n" for line in lines))
    for lab in (*SLUGS, HOSTILE):
        write(folder / lab / "solution.py", solution(lab))
        write(folder / lab / "checks.json", json.dumps(checks(lab), indent=1) + "\n")
    print(f"{len(found)} programs: {folder.resolve()}")


if __name__ == "__main__":
    main()
