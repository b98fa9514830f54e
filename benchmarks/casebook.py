"""The casebook with 100,000 reports and 20 people: median and 95th percentile of each page beside the target.

    python benchmarks/casebook.py FOLDER [--users 20] [--seconds 60]
    python scripts/with_postgresql.py python benchmarks/casebook.py FOLDER

FOLDER is filled first where it is empty (benchmarks/casebook/fill.py). Nothing is asserted. The peer is the first fifty
rows of each table by plain SQL, without our layer. Needs requirements/bench.txt.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "casebook"
PORT = 8765
TARGETS = {"search": (200, 1000)}
TARGET = (300, 1000)
PEER = {
    "inbox": "SELECT * FROM web_inboxitem WHERE state = 'new' AND live ORDER BY id DESC LIMIT 50",
    "incidents": "SELECT * FROM casebook_incident ORDER BY when_start DESC LIMIT 50",
    "reader": "SELECT * FROM casebook_claim WHERE document_id = 'r000100'",
    "incident": "SELECT * FROM casebook_incidentclaim WHERE incident_id = 'i000003'",
    "public front": "SELECT * FROM web_publication WHERE state = 'approved' ORDER BY id DESC LIMIT 50",
}


def main() -> None:
    """Fill, serve, walk, print."""
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    given.add_argument("--users", type=int, default=20)
    given.add_argument("--seconds", type=int, default=60)
    asked = given.parse_args()
    if os.environ.get("DATABASE_URL") or not (asked.folder / "tollbook.sqlite3").exists():
        subprocess.run([sys.executable, str(HERE / "fill.py"), str(asked.folder)], check=True)
    peers, environment = _prepared(asked.folder)
    rows = _served(asked, environment)
    print(f"load average {os.getloadavg()[0]:.1f} with {asked.users} people, {os.cpu_count()} cores")
    print(f"{'page':<22}{'n':>6}{'median':>9}{'95 %':>8}  target ms    plain SQL  ratio")
    for row in rows:
        _print(row, peers)


def _prepared(folder: Path) -> tuple[dict[str, float], dict[str, str]]:
    """Plain SQL in ms by page, and what the walk is told."""
    from tollbook.cli.serve import settle  # noqa: PLC0415 - it chooses Django's settings

    settle(folder)  # tables as this version wants them
    from django.db import connection  # noqa: PLC0415

    from tollbook.casebook import models, neighbourhood  # noqa: PLC0415
    from tollbook.web.api import tokens  # noqa: PLC0415
    from tollbook.web.models import User  # noqa: PLC0415

    known = {"key": str(10**12)}  # every decision to come: else the worker extracts all the made reports anew
    models.Computed.objects.update_or_create(name=neighbourhood.EVENTS, defaults=known)
    token = tokens.make(User.objects.get(username="analyst0"), "walk", ["read"], date(2100, 1, 1))
    peers = {page: min(_ms(connection, sql) for _ in range(5)) for page, sql in PEER.items()}
    people = [f"{one.username}:{_session(one)}" for one in User.objects.exclude(role="administrator")]
    told = {
        "CASEBOOK_TOKEN": token, "CASEBOOK_PEOPLE": " ".join(people),
        "CASEBOOK_REPORTS": str(models.Document.objects.count()),
        "CASEBOOK_INCIDENTS": str(models.Incident.objects.count()),
    }  # fmt: skip
    return peers, {**os.environ, **told}


def _session(person: Any) -> str:
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def _ms(connection: Any, sql: str) -> float:
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()
    return 1000 * (time.perf_counter() - begun)


def _served(asked: argparse.Namespace, environment: dict[str, str]) -> list[dict[str, str]]:
    tollbook = Path(sys.executable).with_name("tollbook")
    server = subprocess.Popen([str(tollbook), "serve", "-w", str(asked.folder), "-p", str(PORT)], env=environment)
    try:
        _wait(f"http://127.0.0.1:{PORT}/public/")
        with tempfile.TemporaryDirectory() as kept:
            subprocess.run(
                [sys.executable, "-m", "locust", "-f", str(HERE / "walk.py"), "--headless", "-u", str(asked.users),
                 "-r", "4", "-t", f"{asked.seconds}s", "--reset-stats", "-H", f"http://127.0.0.1:{PORT}", "--csv",
                 f"{kept}/w", "--only-summary", "-L", "ERROR"],
                env=environment, check=False, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            return list(csv.DictReader(Path(f"{kept}/w_stats.csv").open(encoding="utf-8")))
    finally:
        server.terminate()
        server.wait(90)


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError):
            urllib.request.urlopen(address)
            return
        time.sleep(0.5)


def _print(row: dict[str, str], peers: dict[str, float]) -> None:
    name = row["Name"]
    median, last = TARGETS.get(name.partition(",")[0], TARGET)
    peer = peers.get(name)
    beside = f"{peer:>10.1f}{float(row['50%']) / max(peer, 0.1):>7.0f}" if peer is not None else ""
    missed = f"  {row['Failure Count']} failed" if row["Failure Count"] != "0" else ""
    print(f"{name:<22}{row['Request Count']:>6}{row['50%']:>9}{row['95%']:>8}  {median:>4} {last:>5} {beside}{missed}")


if __name__ == "__main__":
    main()
