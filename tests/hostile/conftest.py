"""One class of all attacks, graded once as each user that this machine lets us be."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.hostile import arena

USERS = ("root", "plain user") if os.getuid() == 0 else ("plain user",)


@pytest.fixture(scope="session")
def started() -> Iterator[dict[str, Future[arena.Outcome]]]:
    """The gradings, side by side; not in /tmp, of which a submission has one of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="arena-", dir="/var/tmp") as folder,
        ThreadPoolExecutor(len(USERS)) as pool,
    ):
        os.chmod(folder, 0o755)
        yield {user: pool.submit(grade, Path(folder, user.split()[0]), user) for user in USERS}


def grade(folder: Path, user: str) -> arena.Outcome:
    """Grade all attacks as one of the users."""
    plain = user == "plain user" and os.getuid() == 0
    return arena.grade_class(folder, arena.attacks(), plain)


@pytest.fixture(params=USERS)
def outcome(request: pytest.FixtureRequest, started: dict[str, Future[arena.Outcome]]):
    """What was seen of the class, graded as one user."""
    return started[request.param].result()
