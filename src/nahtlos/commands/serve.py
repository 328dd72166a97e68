"""`nahtlos serve`: the web server."""

from __future__ import annotations

import argparse
from typing import Any

from django.conf import settings
from django.core.management import call_command
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from nahtlos.commands.fault import Fault
from nahtlos.commands.output import say
from nahtlos.demo import load as demo

HELP = "Startet den Webserver, erreichbar nur von diesem Rechner; davor gehört ein Webserver mit TLS."
EXAMPLE = "nahtlos serve --port 8000"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="Port auf diesem Rechner (8000)")


def run(options: argparse.Namespace) -> None:
    if settings.IS_PUBLIC and demo.is_loaded():
        raise Fault(
            f"In {settings.DATA} liegt die Beispielregion mit bekannten Passwörtern; öffentlich läuft sie nicht. "
            "Nehmen Sie für Ihre Daten einen anderen Ordner für NAHTLOS_DATA."
        )
    refuse_taken(options.port)
    collect_static()
    say(f"nahtlos läuft: http://localhost:{options.port}/ (beenden mit Strg+C)")
    Server(options.port).run()


def collect_static() -> None:
    """Style sheets, fonts and drawings with a fingerprint in their names, so that browsers may keep them for ever."""
    call_command("collectstatic", verbosity=0, interactive=False)


class ServerLog(Logger):  # type: ignore[misc]
    """gunicorn's lines go through our own format, which leaves out addresses and pieces of requests."""

    def setup(self, cfg: object) -> None:
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        self.error_log.setLevel("WARNING")


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with threads; measured against others, it keeps writes quick beside many readers."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": [f"127.0.0.1:{self.port}"],
            "workers": 2,
            "threads": 4,
            "worker_class": "gthread",
            "worker_tmp_dir": str(settings.DATA),
            "max_requests": 20000,
            "max_requests_jitter": 2000,
            "loglevel": "warning",
            "proc_name": "nahtlos",
            "control_socket_disable": True,
            "logger_class": ServerLog,
        }
        for key, value in options.items():
            if key in self.cfg.settings:
                self.cfg.set(key, value)

    def load(self) -> object:
        from nahtlos.web.wsgi import application  # noqa: PLC0415 - each worker makes its own

        return application


def refuse_taken(port: int) -> None:
    """gunicorn would try five times and end with a log line; say at once which port is taken."""
    import socket  # noqa: PLC0415

    if not 0 < port < 65536:
        raise Fault(f"{port} ist kein Port. Beispiel: {EXAMPLE}")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Fault(f"Port {port} ist belegt oder verboten. Nehmen Sie einen anderen: --port {port + 1}") from error
