"""One class of all attacks, graded once as each user that this machine lets us be."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.hostile import arena

USERS = ("root", "plain user") if os.getuid() == 0 else ("plain user",)


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[arena.Outcome]]]:
    """The gradings, side by side."""
    with ThreadPoolExecutor(len(USERS)) as pool:
        yield {user: pool.submit(grade, tmp_path_factory.mktemp("arena"), user) for user in USERS}


def grade(folder: Path, user: str) -> arena.Outcome:
    """Grade all attacks as one of the users."""
    plain = user == "plain user" and os.getuid() == 0
    return arena.grade_class(folder / "place", arena.attacks(), plain)


@pytest.fixture(params=USERS)
def outcome(request: pytest.FixtureRequest, started: dict[str, Future[arena.Outcome]]):
    """What was seen of the class, graded as one user."""
    return started[request.param].result()
