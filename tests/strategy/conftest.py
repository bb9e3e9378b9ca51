"""Who fills in the form."""

from __future__ import annotations

import pytest
from django.test import Client

from parvis.brands.models import User


@pytest.fixture
def director(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client
