"""Sleeps

For a day, in a function and while the submission is loaded.

Earned: 1
Report: did not finish in time
Wall: time is measured outside, and the process is killed
"""

import time

from ..honest import double


def mean(x, waited=time.sleep(86400)):
    return float(x.mean())
