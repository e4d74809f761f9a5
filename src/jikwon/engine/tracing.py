"""Traces for an office that collects them (OpenTelemetry): off, and not even imported, unless its variables are set.

A span says which run, stage, piece, act or site, by ids and counts; never a key, a text or a person. The
trace's id follows from the run's, so that what many machines do of one run stands together.
"""

import hashlib
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jikwon import __version__
from jikwon.model import JikwonError
from jikwon.trust import logs

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

VARIABLES: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""The standard variables that name a collector; the library reads all its others itself."""
_lock: Final = threading.Lock()


def is_wanted(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the environment names a collector."""
    return any(environ.get(name) for name in VARIABLES) and environ.get("OTEL_SDK_DISABLED", "").lower() != "true"


@contextmanager
def span(name: str, run: str, **attributes: str | int) -> Iterator[None]:
    """Record what is done inside as one span of a run's trace; an error by its code alone."""
    tracer = _tracer() if is_wanted() else None
    if tracer is None:
        yield
        return
    from opentelemetry import trace

    known = {"jikwon.run": run, **{f"jikwon.{key}": value for key, value in attributes.items()}}
    is_inside = trace.get_current_span().get_span_context().is_valid
    parent = nullcontext() if is_inside else trace.use_span(_of_run(run))
    with parent, tracer.start_as_current_span(
        name, attributes=known, record_exception=False, set_status_on_exception=False
    ):  # fmt: skip
        try:
            yield
        except Exception as error:
            failed(error)
            raise


def failed(error: BaseException) -> None:
    """Mark the span at hand as failed, with the error's code."""
    if not is_wanted() or _tracer() is None:
        return
    from opentelemetry import trace

    code = error.code if isinstance(error, JikwonError) else type(error).__name__
    at_hand = trace.get_current_span()
    at_hand.set_attribute("jikwon.code", code)
    at_hand.set_status(trace.StatusCode.ERROR)


def _of_run(run: str) -> Any:  # noqa: ANN401 - a library's span, imported late
    """Give the span under which all of a run stands; nobody records it, each machine knows its ids."""
    from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags

    digest = hashlib.sha256(run.encode()).digest()
    ids = int.from_bytes(digest[:16], "big"), int.from_bytes(digest[16:24], "big")
    return NonRecordingSpan(SpanContext(*ids, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED)))


def _tracer() -> "Tracer | None":
    with _lock:
        return _made()


@cache
def _made() -> "Tracer | None":
    try:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:  # `pip install jikwon[otel]`; without it the work goes on untraced
        logs.get(__name__).failure("tracing-missing", error)
        return None
    named = {SERVICE_NAME: os.environ.get("OTEL_SERVICE_NAME", "jikwon")}
    provider = TracerProvider(resource=Resource.create(named))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return provider.get_tracer("jikwon", __version__)
