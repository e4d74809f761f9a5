"""An office that collects traces sees pieces, acts and sites of a run by ids and counts; others import nothing."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from tests.engine.desk import Desk

from jikwon.engine import tracing
from jikwon.engine.stages import STAGES
from jikwon.model import Stage, State


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    kept, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr(tracing, "_made", lambda: provider.get_tracer("test"))
    yield kept
    provider.shutdown()


def named(spans: InMemorySpanExporter, start: str) -> list[ReadableSpan]:
    return [each for each in spans.get_finished_spans() if each.name.startswith(start)]


def test_pieces_acts_and_sites_of_a_run_stand_in_its_one_trace(desk: Desk, spans: InMemorySpanExporter) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리"), settings={"book": "yes"}, approve=True)

    stages = [each.name for each in named(spans, "stage")]
    assert stages == [f"stage {name}" for name in (
        "collect", "handle", "deliver", "verify", "approve", "release", "act", "account",
    )]  # fmt: skip
    acts = named(spans, "act")
    (piece,) = named(spans, "stage act")
    assert len(acts) == 2
    assert all(each.parent and piece.context and each.parent.span_id == piece.context.span_id for each in acts)
    assert {each.name for each in named(spans, "site")} == {"site receiver"}
    assert {each.context.trace_id for each in spans.get_finished_spans() if each.context} == {_trace_of(row.id)}


def _trace_of(run: str) -> int:
    return tracing._of_run(run).get_span_context().trace_id  # type: ignore[no-any-return]


def test_what_is_told_are_ids_and_counts_alone(desk: Desk, spans: InMemorySpanExporter) -> None:
    row = desk.run(("L1", "김하나"), ("L2", "이두리", "질문"), settings={"book": "yes"}, partial=True, approve=True)

    told = {key: value for each in spans.get_finished_spans() for key, value in (each.attributes or {}).items()}
    assert set(told) == {f"jikwon.{name}" for name in ("run", "process", "stage", "start", "attempt", "kind", "site")}
    assert (told["jikwon.run"], told["jikwon.process"]) == (row.id, "test-letters")
    everything = "".join(each.to_json() for each in spans.get_finished_spans())
    assert not any("가" <= letter <= "힣" for letter in everything.encode().decode("unicode_escape"))


def test_a_failure_is_told_by_its_code(
    desk: Desk, spans: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("김하나 010-0123-4567")

    monkeypatch.setitem(STAGES, Stage.VERIFY, broken)

    row = desk.run(("L1", "김하나"))

    (piece,) = named(spans, "stage verify")
    assert row.state is State.FAILED
    assert (piece.status.status_code, piece.status.description) == (trace.StatusCode.ERROR, None)
    assert dict(piece.attributes or {})["jikwon.code"] == "unknown"
    assert not piece.events


PROGRAM = """
import sys
import threading
from jikwon.engine import tracing
from jikwon.engine.runs import drive
from jikwon.engine.workers import worker
from jikwon.cli import arguments, office, running, watching
from jikwon.engine.health import checks, serving
{more}
print(sorted(each for each in sys.modules if each.split(".")[0] in ("opentelemetry", "prometheus_client")))
"""


@pytest.mark.slow
def test_nothing_is_imported_for_those_who_collect_nothing() -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    spanned = 'with tracing.span("stage handle", "demo-1"): pass\ntracing.failed(ValueError())'
    for more in ("", spanned):
        command = [sys.executable, "-c", PROGRAM.format(more=more)]
        assert subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "jikwon"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://collector:4318/v1/traces"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_SDK_DISABLED": "TRUE"}, False),
    ],
)
def test_the_standard_variables_decide(environ: dict[str, str], wanted: bool) -> None:
    assert tracing.is_wanted(environ) is wanted


def test_without_the_library_the_work_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    tracing._made.cache_clear()
    try:
        assert desk.run(("L1", "김하나"), approve=True).state is State.RELEASED
    finally:
        tracing._made.cache_clear()


SENDER = """
from jikwon.engine import tracing
with tracing.span("stage handle", "demo-1", start=50):
    pass
from opentelemetry import trace
trace.get_tracer_provider().shutdown()
"""


@pytest.mark.slow
def test_a_collector_is_sent_what_the_standard_variables_say() -> None:
    received: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        environ = {
            **os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_address[1]}",
            "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        }  # fmt: skip
        subprocess.run([sys.executable, "-c", SENDER], env=environ, check=True, timeout=120)
        server.shutdown()

    ((path, body),) = received
    assert path == "/v1/traces"
    for told in (b"stage handle", b"jikwon.run", b"demo-1", b"service.name"):
        assert told in body
