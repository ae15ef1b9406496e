"""What the zygote left in memory

Every writable page of the worker is searched for the secret that stands in the suite.

Earned: 1
Report: [1-9][0-9]* MiB of memory hold no secret|did not finish in time
Wall: the process that workers are forked from never has a test, a seed or a solution
"""

import re

from ..honest import double
from ._tools import SECRET


def square(x):
    found, total = [], 0
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
            if match is None:
                continue
            begin, end = (int(number, 16) for number in match.groups())
            for place in range(begin, min(end, begin + 2**26), 2**22):
                try:
                    memory.seek(place)
                    page = memory.read(min(2**22, end - place))
                except (OSError, OverflowError):
                    continue
                total += len(page)
                where = page.find(SECRET)
                while where >= 0:  # the beginning alone is this program's own
                    if page[where + len(SECRET) :][:4].isalnum():
                        found.append(hex(place + where))
                    where = page.find(SECRET, where + 1)
    raise RuntimeError(f"{total // 2**20} MiB of memory hold {found or 'no'} secret")
