"""locustfile: people of several roles at work; run by benchmarks/casebook.py."""

import os
import random
import re
from urllib.parse import quote

from locust import HttpUser, between, task

TOKEN = os.environ["CASEBOOK_TOKEN"]
NAMES = iter(os.environ["CASEBOOK_PEOPLE"].split())
REPORTS, INCIDENTS = int(os.environ["CASEBOOK_REPORTS"]), int(os.environ["CASEBOOK_INCIDENTS"])
TOKEN_FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]*)"')
CLAIM = re.compile(
    r'name="claim" value="([^"]*)"><input type="hidden" name="seen" value="(\d+)">\s*<button[^>]*value="accept"'
)
"""The form of a claim that can be accepted; other forms of the page have a field "seen", too."""
LATIN, ARABIC, PHRASE = ("market", "raqqa", "rescuers"), ("سوق", "مدنيين", "رجال"), ('"near the"', '"quarter told"')


class Person(HttpUser):
    """One of the people; what her role may not open she does not ask for."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Her session, made before: signing in is slow on purpose."""
        self.name, _colon, session = next(NAMES).partition(":")
        self.client.cookies.set("sessionid", session)

    def see(self, name: str, address: str) -> None:
        """Open a page."""
        self.client.get(address, name=name)

    @task(6)
    def inbox(self) -> None:
        """What waits, with filters."""
        more = random.choice(["", "?language=ar", "?order=latest", "?place=raq", f"?page={random.randint(2, 900)}"])
        self.see("inbox", f"/inbox/{more}")

    @task(8)
    def reader(self) -> None:
        """Read a report and, where her role may, accept its first claim."""
        key = f"r{random.randrange(REPORTS):06d}"
        page = self.client.get(f"/reports/{key}/", name="reader")
        token, claim = TOKEN_FIELD.search(page.text), CLAIM.search(page.text)
        if self.name.startswith(("analyst", "reviewer")) and token and claim:
            said = {"csrfmiddlewaretoken": token[1], "claim": claim[1], "seen": claim[2], "do": "accept"}
            self.client.post(f"/reading/decide/{key}/", said, name="accept a claim",
                             headers={"HX-Request": "true", "Referer": self.host or ""})  # fmt: skip

    @task(4)
    def incidents(self) -> None:
        """The list of incidents, filtered."""
        more = random.choice(["", "?order=most", "?place=raq&since=2019-01-01", "?least=5", "?q=raqqa", "?page=300"])
        self.see("incidents", f"/incidents/{more}")

    @task(6)
    def incident(self) -> None:
        """One incident."""
        self.see("incident", f"/incidents/i{random.randrange(INCIDENTS):06d}/")

    @task(3)
    def search(self) -> None:
        """Words in two scripts, and phrases."""
        kind, words = random.choice([("Latin", LATIN), ("Arabic", ARABIC), ("phrase", PHRASE)])
        self.see(f"search, {kind}", f"/search/?q={quote(random.choice(words))}")

    @task(1)
    def map(self) -> None:
        """The map and its points."""
        self.see("map", "/map/")
        self.see("map, points", "/map/data.json")

    @task(2)
    def cases(self) -> None:
        """Ledger, cases."""
        self.see("ledger", "/ledger/")
        self.see("assessment", "/assessment/")

    @task(2)
    def outside(self) -> None:
        """The public side."""
        self.see("public front", f"/public/?page={random.randint(1, 30)}")
        self.see("public entry", "/public/incidents/i000003/")

    @task(2)
    def program(self) -> None:
        """The API."""
        given = {"Authorization": f"Bearer {TOKEN}"}
        self.client.get("/api/v1/incidents?limit=50", name="API, incidents", headers=given)
        self.client.get(f"/api/v1/reports/r{random.randrange(REPORTS):06d}", name="API, report", headers=given)

    @task(1)
    def rest(self) -> None:
        """First page, timeline, sources."""
        for name, address in (("home", "/"), ("timeline", "/timeline/"), ("sources", "/sources/")):
            self.see(name, address)
