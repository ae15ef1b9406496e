"""Grades of its own

results.json, grades.csv, report.html and Gradescope's and PrairieLearn's files.

Earned: 1
Report: wrote [0-9]+ of [0-9]+
Wall: everything but the private /tmp is read-only; the grade is written by another process
"""

from ..honest import double
from ..known import FOLDER, REPOSITORY

NAMES = ("results.json", "grades.csv", "report.html", "index.html", "output.xml", "leftbehind")


def square(x):
    folders = (f"{FOLDER}/output", f"{FOLDER}/class", FOLDER, REPOSITORY, "/autograder/results")
    names = [f"{folder}/{name}" for folder in (*folders, "/grade/results") for name in NAMES]
    wrote = 0
    for name in names:
        try:
            with open(name, "w") as file:
                wrote += file.write('{"score": 1000}') > 0
        except OSError:
            pass
    raise RuntimeError(f"wrote {wrote} of {len(names)}")
