"""`fmnotes serve`."""

from __future__ import annotations

import errno
import gc
import signal
import threading
import traceback
import webbrowser
from dataclasses import dataclass

from fmnotes.cli.exit_codes import EXIT_FINE, EXIT_INTERRUPTED
from fmnotes.cli.report import Reporter, counted
from fmnotes.cli.settings import CommandOptions, configuration, refuse, settings
from fmnotes.diagnostics import Place, Severity, diagnose
from fmnotes.preview.serve import Preview, Update, Watching
from fmnotes.preview.server import PreviewServer
from fmnotes.site.plan import BuildOptions

_PORTS = 50


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """Where the preview listens and how it watches."""

    host: str = "127.0.0.1"
    port: int = 8000
    poll: bool = False
    open: bool = False
    follow: bool = False


def run_serve(given: CommandOptions, serving: ServeOptions) -> int:
    """Show the site of `given.folder` and keep it up to date until it is interrupted."""
    config, reporter = settings(given)
    if not serving.host.strip():
        return refuse(reporter, diagnose("host-invalid", Place(), host='""', problem="빈 주소 / empty"))
    options = BuildOptions(given.now, config.output, given.drafts, keep_going=True, texts=serving.follow)
    preview = Preview(
        config, options, reporter.progress, Watching(serving.poll, serving.follow), lambda: configuration(given)
    )
    # From here on: workers that parse the notes at the start must die when they are told to.
    interrupted = _Interrupted()
    try:
        server = _listen(serving, preview)
    except OSError as problem:
        return refuse(
            reporter, diagnose("host-invalid", Place(), host=serving.host, problem=problem.strerror or problem)
        )
    if server is None:
        return refuse(reporter, diagnose("port-taken", Place(), port=serving.port))
    if serving.port and server.server_port != serving.port:
        reporter.problems([diagnose("port-next", Place(), port=serving.port, next=server.server_port)])
    if serving.host not in {"127.0.0.1", "localhost", "::1"}:
        reporter.problems([diagnose("host-open", Place(), host=serving.host)])
    _collect_from_now_on()
    snapshot = preview.live.snapshot
    reporter.first_problems([one for one in snapshot.problems if one.severity is Severity.ERROR])
    reporter.counts(snapshot.problems)
    if reason := preview.watch(lambda update: _tell(update, reporter), lambda problem: _failed(problem, reporter)):
        reporter.problems([diagnose("watch-polling", Place(), reason=reason)])
    address = f"http://{server.name}:{server.server_port}/"
    reporter.say(
        f"미리보기: {address} ({reporter.seconds()}초, 끝내기 Ctrl-C)",
        f"preview: {address} ({reporter.seconds()} s, end with Ctrl-C)",
    )
    if serving.open:
        webbrowser.open(address)
    return _until(interrupted, server, preview)


def _collect_from_now_on() -> None:
    """A preview may go on for days: what edits leave behind is collected. What the start made is not looked at."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


def _listen(serving: ServeOptions, preview: Preview) -> PreviewServer | None:
    """A server on the port that was asked for, or on one of the next; None where all are taken."""
    for port in range(serving.port, min(serving.port + _PORTS, 65536)) if serving.port else [0]:
        try:
            return PreviewServer(serving.host, port, preview.live, preview.clock)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise
    return None


class _Interrupted:
    """Set by Ctrl-C and the signals that ask a program to end; `code` is then the exit code."""

    def __init__(self) -> None:
        self.event, self.code = threading.Event(), EXIT_FINE
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._end)

    def _end(self, number: int, _: object) -> None:
        self.code = EXIT_INTERRUPTED if number == signal.SIGINT else EXIT_FINE
        self.event.set()


def _until(interrupted: _Interrupted, server: PreviewServer, preview: Preview) -> int:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    while not interrupted.event.wait(1.0):
        pass
    preview.stop()
    server.shutdown()
    server.server_close()
    return interrupted.code


def _failed(problem: Exception, reporter: Reporter) -> None:
    where = "".join(traceback.format_exception(problem)[-2:]).strip()
    reporter.say(f"이 변경을 반영하지 못했습니다: {where}", f"this change could not be taken in: {where}")


def _tell(update: Update, reporter: Reporter) -> None:
    """One line a change, after what it broke."""
    reporter.first_problems(update.problems)
    shown = ", ".join(update.files[:3]) + (f" +{len(update.files) - 3}" if len(update.files) > 3 else "")
    errors = sum(1 for one in update.snapshot.problems if one.severity is Severity.ERROR)
    warnings = sum(1 for one in update.snapshot.problems if one.severity is Severity.WARNING)
    took = round(update.seconds * 1000)
    reporter.say(
        f"{shown}: {took}ms, 오류 {errors}개, 경고 {warnings}개",
        f"{shown}: {took} ms, {counted(errors, 'error')}, {counted(warnings, 'warning')}",
    )
