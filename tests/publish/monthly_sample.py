"""A small ledger of made-up allegations, and the report drawn from it."""

from datetime import date

from tollbook.ledger.balance import balance, entry, figures, last_day, months
from tollbook.ledger.corrections import history
from tollbook.model import Allegation, Step
from tollbook.model.monthly import Correction, Finding, MonthlyReport, Search

CERTIFICATE = "certificate-0a1b"


def _steps(*steps: tuple[int, int, str], **finding: object) -> tuple[Step, ...]:
    made = [Step(date(2018, month, day), state, "reviewer one") for month, day, state in steps]  # type: ignore[arg-type]
    if finding:
        last = made[-1]
        made[-1] = Step(last.at, last.state, last.by, **finding)  # type: ignore[arg-type]
    return tuple(made)


EARLY = ((9, 3, "received"), (9, 10, "initial_review"))
ALLEGATIONS = (
    Allegation(
        "a1", "Strike on a market <b>", "cjtf-oir", "US-led Coalition", "via Airwars report",
        _steps(*EARLY, (10, 2, "assessment"), (11, 6, "credible"), reason="Seen on strike video.", killed=(3, 5),
               injured=(2, 2)),
        place="هجين", grid="37SFU676401", event_date=date(2018, 9, 1),
    ),
    Allegation(
        "a2", "Shelling by night", "cjtf-oir", "US-led Coalition", "media report",
        _steps(*EARLY, (11, 9, "non_credible"), reason="No entry within 5 km and 24 hours.", category="no_strike",
               certificate=CERTIFICATE, overturned_by=("date", "log_gap")),
        place="al-Shafa",
    ),
    Allegation("a3", "The market again", "cjtf-oir", None, "social media",
               _steps((11, 1, "received"), (11, 12, "duplicate"), reason="The same event.", repeats="a1")),
    Allegation("a4", "A house on the river", "cjtf-oir", None, "self-report", _steps((10, 20, "received"))),
    Allegation(
        "a5", "A convoy", "cjtf-oir", None, "partner force",
        (*_steps(*EARLY, (10, 5, "inconclusive"), reason="Two accounts differ."),
         Step(date(2018, 11, 20), "reopened", "reviewer two", "A second account names the day.")),
    ),
)  # fmt: skip


def report(strikes: bool = True) -> MonthlyReport:
    """November 2018 of the sample, with a correction to October."""
    made = [balance(ALLEGATIONS, month, "cjtf-oir") for month in months(ALLEGATIONS, (2018, 11))]
    was = Finding("a5", 2, date(2018, 10, 4), "inconclusive", "Two accounts differ.")
    now = Finding("a5", 2, date(2018, 10, 5), "inconclusive", "Two accounts differ.")
    declared = {"2018-09": 12, "2018-10": 0, "2018-11": 31} if strikes else {}
    return MonthlyReport(
        month="2018-11",
        standard="cjtf-oir",
        standard_name="CJTF-OIR monthly report",
        standard_name_ar="التقرير الشهري",
        version=2,
        published=date(2018, 12, 30),
        program="1.0",
        balance=made[-1],
        figures=tuple(figures(one, declared.get(one.month)) for one in made),
        entries={one.id: entry(one, last_day((2018, 11))) for one in ALLEGATIONS},
        corrections=(Correction("2018-10", "a5", "A convoy", "finding", was, now),),
        searches={
            CERTIFICATE: Search(
                CERTIFICATE, "no_strike", date(2018, 11, 8), "The log lacks two days.", "ينقص السجل يومان."
            )
        },
        history=history(ALLEGATIONS, last_day((2018, 11))),
    )
