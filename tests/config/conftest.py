"""An installation at rest: a brand with a mailbox on a real server, and an agent who may log in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.ordeal import MAILBOX, furnished
from tests.config.serving import copied, prepared_folder
from tests.mailserver import MailServer


@pytest.fixture(scope="session")
def house_at_rest(tmp_path_factory: pytest.TempPathFactory, mailserver: MailServer) -> Path:
    return furnished(prepared_folder(tmp_path_factory.mktemp("house") / "data"), mailserver)


@pytest.fixture
def house_data(house_at_rest: Path, tmp_path: Path, trusted_mailserver: MailServer) -> Path:
    """A folder of its own and an empty mailbox; the server's certificate is trusted meanwhile."""
    trusted_mailserver.empty(MAILBOX)
    return copied(house_at_rest, tmp_path / "data")
