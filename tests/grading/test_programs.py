"""The data set of programs, and the harness that lets graders judge it."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.graders import verdicts
from benchmarks.graders.programs import HOSTILE, checks, packed, programs, used
from tests.variants.build import SLUGS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("slug", SLUGS)
def test_in_one_submission_no_program_replaces_what_another_calls(slug):
    chosen = programs([slug])
    groups = packed(chosen)
    assert sorted(p.id for group in groups for p in group) == sorted(p.id for p in chosen)
    assert len({p.id for p in chosen}) == len(chosen)
    for group in groups:
        assert len({program.kind for program in group}) == 1
        for program in group:
            assert not used(program) & {p.exercise for p in group if p is not program}


def test_what_a_program_calls_is_found_through_others():
    name = "vae-elbo-wrong-there_is_no_noise_the_decoder_gets_mu"
    (program,) = [p for p in programs(["vae"]) if p.id == name]
    assert {"elbo", "gaussian_kl", "bernoulli_log_likelihood"} <= used(program)


def test_the_data_set_is_written_whole(tmp_path):
    command = [sys.executable, "-m", "benchmarks.graders.programs", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    lines = (tmp_path / "programs.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == len(programs([*SLUGS, HOSTILE]))
    kinds = {json.loads(line)["kind"] for line in lines}
    assert kinds == {"right", "wrong", "hostile"}
    assert {p.name for p in tmp_path.iterdir() if p.is_dir()} == {*SLUGS, HOSTILE}
    kept = json.loads((tmp_path / "vae" / "checks.json").read_text("utf-8"))
    assert kept == checks("vae")


def test_a_grader_of_ones_own_is_asked_and_its_verdicts_are_counted(tmp_path):
    generous = tmp_path / "generous.py"  # whatever is handed in passes; of one there is no verdict
    generous.write_text(
        "import json, pathlib, sys\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "exercises = json.loads((folder / 'lab.json').read_text())['checks']\n"
        "given = sorted((folder / 'submitted').glob('*.ipynb'))[1:]\n"
        "found = {path.stem: dict.fromkeys(exercises, True) for path in given}\n"
        "(folder / 'verdicts.json').write_text(json.dumps(found))\n"
    )
    output = tmp_path / "found.json"
    command = [sys.executable, "-m", "benchmarks.graders.verdicts", "--labs", "start,hostile"]
    command += ["--graders", "asserts", "--cache", str(tmp_path), "--output", str(output)]
    command += ["--command", shlex.join([sys.executable, str(generous)])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    labs = json.loads(output.read_text("utf-8"))["figures"]["labs"]
    counts = {kind: len([p for p in programs(["start"]) if p.kind == kind]) for kind in KINDS}
    found = labs["start"][generous.name]["counts"]
    assert found["right"] == {"programs": counts["right"], "judged rightly": counts["right"] - 1}
    assert found["wrong"] == {"programs": counts["wrong"], "judged rightly": 0}
    for row in labs["start"]["asserts"]["counts"].values():
        assert row["judged rightly"] == row["programs"]
    # Assertions in the student's own process are fooled by some; whoever passes all, by all.
    fooled = labs["hostile"]["asserts"]["counts"]["hostile"]
    assert 0 < fooled["judged rightly"] < fooled["programs"]
    assert labs["hostile"][generous.name]["counts"]["hostile"]["judged rightly"] == 0


KINDS = ("right", "wrong")


def test_our_grader_judges_all_of_them_rightly(tmp_path):
    for lab in ("start", HOSTILE):
        groups = packed(programs([lab]))
        found = verdicts.judged(verdicts.ours, lab, groups, tmp_path / lab)
        assert verdicts.compared(groups, found)["judged wrongly"] == []


def test_an_unknown_lab_is_refused_in_one_sentence():
    command = [sys.executable, "-m", "benchmarks.graders.verdicts", "--labs", "vea"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no lab vea; there are" in done.stderr
