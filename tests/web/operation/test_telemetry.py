"""Spans reach a collector, named by route; without one nothing is loaded, without packages told."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from tests.web.operation.serving import serving
from trips_graph.errors import EnvironmentUnfit
from trips_graph.model.release import Release
from trips_graph.web.operation.telemetry import trace


@contextmanager
def collecting() -> Iterator[tuple[str, list[ExportTraceServiceRequest]]]:
    """Yield the address of a collector on this machine, and what it received."""
    received: list[ExportTraceServiceRequest] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            assert self.path == "/v1/traces"
            received.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *told: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", received
        server.shutdown()
        thread.join()


def test_a_collector_gets_a_span_for_each_request(small_release: Release, tmp_path: Path) -> None:
    with collecting() as (collector, received):
        settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector, "OTEL_BSP_SCHEDULE_DELAY": "60000"}
        with serving(small_release.folder, tmp_path / "told", **settings) as served:
            parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            headers = {"X-Request-ID": "run-7", "traceparent": parent}
            httpx.get(served.address + "/doc/report/9000001", headers=headers)
            httpx.get(served.address + "/doc/report/none")
            httpx.get(served.address + "/made/up")
        # The server has ended: what had not been sent yet was sent then.
    spans = {span.name: span for span in _spans(received)}
    assert set(spans) == {"GET /doc/{kind}/{key}", "GET other"}
    assert len(_spans(received)) == 3, "health is not traced"
    first = _spans(received)[0]
    assert _attributes(first)["trips.request"] == "run-7"
    assert _attributes(first)["http.route"] == "/doc/{kind}/{key}"
    assert first.trace_id.hex() == "0af7651916cd43dd8448eb211c80319c", "it joins the client's trace"
    assert first.kind == Span.SPAN_KIND_SERVER
    assert first.status.code != Status.STATUS_CODE_ERROR
    (resource,) = {str(one.resource) for batch in received for one in batch.resource_spans}
    assert "trips-graph" in resource


def test_a_collector_that_is_not_there_disturbs_no_request(
    small_release: Release, tmp_path: Path
) -> None:
    settings = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1",
        "OTEL_EXPORTER_OTLP_TIMEOUT": "1",
        "OTEL_BSP_SCHEDULE_DELAY": "50",
    }
    with serving(small_release.folder, tmp_path / "told", **settings) as served:
        for _ in range(20):
            assert httpx.get(served.address + "/context.jsonld").is_success


def test_missing_packages_are_told_before_the_server_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.instrumentation.asgi", None)
    named = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}
    with pytest.raises(EnvironmentUnfit, match=r"pip install '\.\[otel\]'"):
        trace(_nothing, named)
    assert trace(_nothing, {}) is _nothing


def test_without_a_collector_nothing_is_loaded() -> None:
    code = (
        "import sys, trips_graph.web.app as app\n"
        "from trips_graph.web.operation.telemetry import trace\n"
        "trace(app, {})\n"
        "assert not any(name.startswith('opentelemetry.sdk') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


async def _nothing(*_: object) -> None:
    return


def _spans(received: list[ExportTraceServiceRequest]) -> list[Span]:
    return [
        span
        for batch in received
        for resource in batch.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


def _attributes(span: Span) -> dict[str, str]:
    return {one.key: one.value.string_value for one in span.attributes}
