"""tollbook serve: the casebook in the browser."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.console import say
from tollbook.errors import StopRun

EPILOG = """Examples:

  tollbook serve --workspace ws/

  DATABASE_URL=postgres://tollbook@localhost/tollbook tollbook serve --workspace ws/ --workers 4

The first visit makes the administrator's account. Behind a server that speaks HTTPS set TOLLBOOK_HTTPS=1 and
TOLLBOOK_HOSTS=casebook.example.org."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve", epilog=EPILOG)(serve)


def serve(
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help="The folder of the workspace.")],
    address: Annotated[
        str, typer.Option("--address", help="Where to listen; by default this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Server processes.")] = 2,
) -> None:
    """Serve the casebook: pages, API and the worker for long work, until Ctrl+C."""
    listenable(address, port)
    settle(workspace)
    from tollbook.web.serving import serve as run

    say(f"tollbook: http://{address}:{port}/  (Ctrl+C ends it)")
    run(address, port, workers)


def listenable(address: str, port: int) -> None:
    """Nothing, where a server may listen there; StopRun, before anything is made, where it may not."""
    try:
        family = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0][0]
    except socket.gaierror as error:
        remedy = "name the address alone: the port is --port"
        raise StopRun("no address of this machine", f"--address {address}", remedy) from error
    try:
        socket.create_server((address, port), family=family).close()
    except OSError as error:
        remedy = "end what listens there, or choose another with --port"
        raise StopRun("cannot listen there", f"{address}, port {port}", remedy) from error


def settle(workspace: Path) -> None:
    """Choose the web application's settings for this workspace and bring its tables up to date."""
    from tollbook.web import secret

    secret.make(workspace.resolve(), "signing")
    choose(workspace)
    from tollbook.web.serving import bring_up_to_date

    bring_up_to_date(workspace.resolve())


def choose(workspace: Path) -> None:
    """Set Django up with the web application's settings for this workspace; nothing is written."""
    os.environ["TOLLBOOK_WORKSPACE"] = str(workspace.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "tollbook.web.settings"
    import django

    django.setup()
