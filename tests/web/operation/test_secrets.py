"""No secret is printed: not in errors, not in the log, not in figures, not in problems."""

import re
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from tests.web.operation.serving import serving
from trips_graph.errors import BadSetting
from trips_graph.model.release import Release
from trips_graph.settings import Settings, read_settings

SECRET = "hunter2-invented"  # noqa: S105 - invented
_SECRET_NAME = re.compile(r"password|secret|token|credential|api_?key")


def test_a_setting_that_holds_a_secret_is_of_a_type_that_hides_it() -> None:
    for name, field in Settings.model_fields.items():
        if _SECRET_NAME.search(name):
            assert "SecretStr" in str(field.annotation), name
    assert "hunter2" not in repr(SecretStr(SECRET))


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_an_error_names_the_setting_and_not_its_value(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"TRIPS_{name.upper()}", SECRET)
    try:
        read_settings()
    except BadSetting as error:
        assert name in str(error) and SECRET not in str(error)


def test_an_unknown_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIPS_STORE_PASWORD", SECRET)
    with pytest.raises(BadSetting, match="TRIPS_STORE_PASWORD") as caught:
        read_settings()
    assert SECRET not in str(caught.value)


def test_nothing_of_the_environment_or_the_settings_is_answered(
    small_release: Release, tmp_path: Path
) -> None:
    """The header for a collector is the secret of a server that has one today."""
    settings = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1",
        "OTEL_EXPORTER_OTLP_HEADERS": f"authorization={SECRET}",
        "OTEL_EXPORTER_OTLP_TIMEOUT": "1",
        "OTEL_BSP_SCHEDULE_DELAY": "50",
        "TRIPS_PUBLISHER": SECRET,
    }
    with serving(small_release.folder, tmp_path / "told", **settings) as served:
        answers = [
            httpx.get(served.address + path, headers={"Accept": accept}).text
            for path in ("/", "/metrics", "/health", "/nothing", "/sparql?query=x", "/openapi.json")
            for accept in ("text/html", "*/*")
        ]
        told = served.told.read_text("utf-8")
    for text in (*answers, told, served.told.read_text("utf-8")):
        assert SECRET not in text
    assert all(answers)
