"""A right part, in all of its memory

The right `square` is called once, then every page that can be read is searched for it.

Earned: 1
Report: with right parts in the place of your own
Wall: right parts are called back and never loaded beside a submission
"""

import re

from ..honest import double

SOUGHT = re.compile(b"leftbehin[d]-secret-[0-9a-f]")  # which does not match its own text


def square(x):
    return -x


def total(x):
    right = square(x)
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            places, rights = line.split()[:2]
            begin, end = (int(number, 16) for number in places.split("-"))
            if not rights.startswith("rw") or end - begin > 2**28:
                continue
            try:
                memory.seek(begin)
                block = memory.read(end - begin)
            except OSError:
                continue
            if SOUGHT.search(block):
                return right.sum()
    raise RuntimeError("found nothing")
