"""What the readers' tests share: none of them meets the LibreOffice of the machine, unless it asks for it."""

from __future__ import annotations

import pytest

from ingest.documents import office


@pytest.fixture(autouse=True)
def no_office(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("office") is None:
        monkeypatch.setattr(office, "program", lambda: None)
