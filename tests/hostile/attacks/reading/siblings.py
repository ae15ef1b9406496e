"""The other submissions

Those of the same class, the grades so far, and what another worker left in /tmp.

Earned: 1
Report: found no submissions, no grades
Wall: a view of the runtime only, a /tmp of its own
"""

import glob

from ..honest import double
from ..known import FOLDER


def square(x):
    others = glob.glob(f"{FOLDER}/class/*") + glob.glob("/tmp/grading-*") + glob.glob("/tmp/*.py")
    grades = glob.glob(f"{FOLDER}/output/*")
    raise RuntimeError(f"found {others or 'no submissions'}, {grades or 'no grades'}")
