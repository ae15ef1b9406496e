"""Ten thousand threads

Earned: 1
Report: [1-6]?[0-9] of 10000 were started
Wall: a limit on processes, which counts threads
"""

import threading
import time

from ..honest import double


def square(x):
    number = 0
    try:
        for number in range(10_000):
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    except RuntimeError:
        pass
    raise RuntimeError(f"{number} of 10000 were started")
