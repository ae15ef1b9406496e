"""A message in a name

A look-up of a name carries what was found to a name server; also by HTTP.

Earned: 1
Report: DNS failed.*; HTTP failed
Wall: no socket but a pair connected to itself; no resolver's configuration
"""

import socket
import urllib.request

from ..honest import double
from ..known import PORT


def square(x):
    found = {}
    try:
        found["DNS"] = f"worked {socket.getaddrinfo('secret.example.org', 80)}"
    except OSError as error:
        found["DNS"] = f"failed ({type(error).__name__})"
    try:
        with urllib.request.urlopen(f"http://localhost:{PORT}/", timeout=0.5) as page:
            found["HTTP"] = f"worked {page.status}"
    except OSError as error:
        found["HTTP"] = f"failed ({type(error).__name__})"
    raise RuntimeError("; ".join(f"{name} {result}" for name, result in found.items()))
