"""Traces for OpenTelemetry, where the environment names a collector; else nothing is loaded."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trips_graph import __version__
from trips_graph.errors import EnvironmentUnfit
from trips_graph.web.operation.visits import find_method, find_route

_COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def trace(app: ASGIApp, environment: Mapping[str, str]) -> ASGIApp:
    """Return the application with a span for each request, named by its route.

    The exporter reads the variables of OpenTelemetry itself (`OTEL_SERVICE_NAME`, headers, ...).
    Errors: `EnvironmentUnfit` where a collector is named and the packages are not installed.
    """
    named = next((name for name in _COLLECTORS if environment.get(name)), None)
    if named is None:
        return app
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise EnvironmentUnfit(
            f"{named} is set, but the packages for it are missing: in the checkout, "
            "pip install '.[otel]'"
        ) from error
    ours = {"service.name": "trips-graph", "service.version": __version__}
    provider = TracerProvider(resource=Resource.create(ours))  # at exit it sends what is left
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return OpenTelemetryMiddleware(
        _Named(app),
        excluded_urls="/health,/metrics,/static/",
        default_span_details=lambda scope: (scope.get("method", "lifespan"), {}),
        tracer_provider=provider,
        exclude_spans=["receive", "send"],
    )


class _Named:
    """Names each span by the route that answers, before it ends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                _name_span(scope)
            await send(message)

        await self._app(scope, receive, send_named)


def _name_span(scope: Scope) -> None:
    from opentelemetry.trace import get_current_span

    span, route = get_current_span(), find_route(scope)
    span.update_name(f"{find_method(scope)} {route}")
    span.set_attribute("http.route", route)
    span.set_attribute("trips.request", scope["state"]["request_id"])
