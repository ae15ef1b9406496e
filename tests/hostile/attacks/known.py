"""What an attacker is told: where everything lies. The arena fills in the real values.

``from ..known import FOLDER`` in an attack is replaced by ``FOLDER = "/tmp/…"``, because a
submission is one file.
"""

FOLDER = "/nowhere"  # has home/, suite/test_hostile.py, class/, output/, secret.txt, listener.socket
REPOSITORY = "/nowhere"  # has solutions/, tests/, labsupport/ and .git
PORT = 0  # where the arena listens, on 127.0.0.1 and on ::1
ABSTRACT = ""  # the name of the arena's socket that has no file
