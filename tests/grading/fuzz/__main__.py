"""Fuzz the reader of submissions, that of archives, the protocol's parser and the whole road.

    python -m tests.grading.fuzz --minutes 60

Each of the four gets so many minutes of a processor, all side by side. With atheris
(coverage-guided, ``pip install atheris``) if it is there, else with mutations of valid inputs.
Inputs that break a promise are kept in ``--findings``; the numbers go to results/fuzz.json. Exit
status 1 means that something was found.
"""

import argparse
import hashlib
import importlib.metadata
import importlib.util
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

READER = r"""%%time % ! ? def class lambda: if\x201: elif \x0a \"\"\" \\ await match\x20x: case del
import\x20* from\x20__future__\x20import #\x20coding: \xef\xbb\xbf \xff\xfe \"cells\" \"source\"
@ __name__\x20==\x20'__main__' get_ipython().run_cell_magic('time','',' #\x20%% NaN f'{ borrow"""
PROTOCOL = r"""[\"tensor\", [\"list\", [\"dict\", [\"slice\", [\"complex\", [\"reference\",
[\"dtype\", [\"device\", [\"foreign\", NaN Infinity \"float32\" \"bool\" 1e999 -1 true null
9223372036854775808 \\ud800"""
ARCHIVE = r"""PK\x01\x02 PK\x03\x04 PK\x05\x06 .zip .py ../ \xff\xff\xff\xff"""
DICTIONARY = {
    "read": READER.split(),
    "unpack": ARCHIVE.split(),
    "receive": PROTOCOL.split(),
    "grade": [],  # a seed from which a file is drawn
}  # libFuzzer's notation


def run_one(target: str, seed: int, seconds: int, findings: Path, corpus: Path | None) -> int:
    """Fuzz one target in this process for some seconds, guided if inputs can be kept in ``corpus``.

    Returns:
        The number of executions.
    """
    if corpus:
        import atheris

        with atheris.instrument_imports(include=["labsupport.grading", "tests.grading"]):
            from tests.grading.fuzz import targets
    else:
        from tests.grading.fuzz import targets
    function = targets.TARGETS[target]

    def checked(data: bytes) -> None:
        try:
            function(data)
        except Exception as error:
            places = traceback.extract_tb(error.__traceback__)
            key = f"{type(error).__name__} {[(p.filename, p.lineno) for p in places][-3:]}"
            path = findings / f"{target}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
            if not path.exists():  # one input for each place
                path.write_bytes(data)
                path.with_suffix(".txt").write_text(traceback.format_exc())

    if not corpus:
        return mutate(targets.seeds(target), checked, seed, seconds)
    for number, data in enumerate(targets.seeds(target)):
        (corpus / f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={seconds}", f"-seed={seed % 2**31}", "-max_len=4096"]
    # The clock tells nothing on a busy machine; a target counts its own processor time.
    options += ["-timeout=900", "-report_slow_units=900"]
    options += ["-rss_limit_mb=4096", "-print_final_stats=1"]
    if DICTIONARY[target]:  # an empty one is refused
        words = corpus.with_suffix(".words")
        words.write_text("".join(f'"{word}"\n' for word in DICTIONARY[target]))
        options.append(f"-dict={words}")
    options += [f"-artifact_prefix={findings}/{target}-crash-", str(corpus)]
    atheris.Setup([sys.argv[0], *options], checked)
    atheris.Fuzz()  # ends the process
    raise AssertionError


def mutate(seeds: list[bytes], checked: Callable[[bytes], None], seed: int, seconds: int) -> int:
    """Try changed valid inputs."""
    draw, end, count = random.Random(seed), time.monotonic() + seconds, 0
    pool = list(seeds)
    while time.monotonic() < end:
        data = bytearray(draw.choice(pool))
        for _ in range(draw.randint(1, 8)):
            place = draw.randint(0, len(data))
            other = draw.choice(seeds)
            begin = draw.randint(0, len(other))
            match draw.randrange(4):
                case 0:
                    data[place : place + 1] = bytes([draw.randrange(256)])
                case 1:
                    del data[place : place + draw.randint(1, 20)]
                case 2:
                    data[place:place] = other[begin : begin + draw.randint(1, 50)]
                case 3:
                    data[place:place] = data[max(0, place - draw.randint(1, 20)) : place] * 2
        checked(bytes(data[:4096]))
        count += 1
    return count


def run_for(
    target: str, seed: int, seconds: float, findings: Path, corpus: Path | None
) -> tuple[int, float]:
    """Fuzz one target in other processes, again after a crash, until it has had its time.

    Returns:
        The number of executions, and the seconds of a processor that they took.
    """
    executions, used, pattern = 0, 0.0, r"(?:number_of_executed_units|executions): *(\d+)"
    while used < seconds:
        command = [sys.executable, "-m", "tests.grading.fuzz", "--target", target]
        command += ["--minutes", str(max(5.0, seconds - used) / 60), "--findings", str(findings)]
        command += [
            "--seed",
            str(seed + executions),
            *(["--corpus", str(corpus)] if corpus else []),
        ]
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen(command, stdout=output, stderr=output)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            text = output.read().decode(errors="replace")
        print(text[-1500:], flush=True)
        counts = re.findall(pattern, text)
        if not counts:
            raise SystemExit(f"the target {target} did not run")
        executions += int(counts[-1])
        used += usage.ru_utime + usage.ru_stime
    return executions, used


def main() -> int:
    """Run all targets and write the results file; 1 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.grading.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(DICTIONARY)}; else all")
    parser.add_argument("--minutes", type=float, default=60, help="of a processor, for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    parser.add_argument("--output", type=Path, default=Path("results/fuzz.json"))
    parser.add_argument("--target", help="run this one here, as the command does")
    parser.add_argument("--corpus", type=Path, help="with --target: keep inputs here, with atheris")
    given = parser.parse_args()
    if unknown := set(given.targets) - set(DICTIONARY):
        parser.error(f"no target is called {', '.join(sorted(unknown))}")
    given.findings.mkdir(parents=True, exist_ok=True)
    seconds = given.minutes * 60
    if given.target:
        whole = max(1, round(seconds))
        print("executions:", run_one(given.target, given.seed, whole, given.findings, given.corpus))
        return 0
    from labsupport.results import write_results

    guided = importlib.util.find_spec("atheris") is not None
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(len(DICTIONARY)) as pool:
        running = {}
        for target in given.targets or DICTIONARY:
            corpus = Path(folder, target) if guided else None
            if corpus:
                corpus.mkdir()
            arguments = (target, given.seed, seconds, given.findings, corpus)
            running[target] = pool.submit(run_for, *arguments)
        counts = {target: future.result() for target, future in running.items()}
    figures: dict[str, object] = {
        "engine": f"atheris {importlib.metadata.version('atheris')}" if guided else "mutations",
        "minutes": given.minutes,
    }
    names = sorted(path.name for path in given.findings.iterdir() if not path.suffix)
    for target, (executions, used) in counts.items():
        found = [name for name in names if name.startswith(f"{target}-")]
        figures[target] = {
            "executions": executions,
            "processor_seconds": round(used),
            "findings": found,
        }
    command_line = shlex.join(["python", "-m", "tests.grading.fuzz", *sys.argv[1:]])
    write_results(given.output, command_line, given.seed, figures)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
