"""What an attacker is told: where everything lies. The arena fills in the real values.

``from ..known import FOLDER`` in an attack is replaced by these lines, because a submission is one
file. The folder has home/, suite/, class/, output/, packages/, secret.txt, listener.socket and
datagrams.socket; the repository
has solutions/, tests/, labsupport/ and .git.
"""

FOLDER = "/nowhere"
REPOSITORY = "/nowhere-else"
PORT = 0  # where the arena listens, on 127.0.0.1 and on ::1
ABSTRACT = ""  # the name of the arena's socket that has no file
