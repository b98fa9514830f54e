"""tollbook certify: the record of a search that a negative finding rests on, made, shown, or repeated."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tollbook.cli.choices import Language
from tollbook.cli.console import say
from tollbook.cli.places import point_of
from tollbook.cli.stream import quiet_pipe, writing
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.casebook.certificates import Asked
    from tollbook.locate import Gazetteer
    from tollbook.strikes.certificate import Difference, Kind

EPILOG = """Examples:

  tollbook certify ws/ INCIDENT --kind no-strike --by "R. Example"

  tollbook certify ws/ INCIDENT --kind place-unknown --name Siha --province Nineveh --language ar --html place.html

  tollbook certify ws/ INCIDENT                     # the certificates of an incident

  tollbook certify --verify certificate.json ws/    # the search again: what differs now

It is refused, with what is missing, where the search was not made as it must be: an empty answer from an incomplete
log is no denial. Exit status: 0 made, or nothing differs; 1 something differs; 3 refused."""

SHOWN = 100


class Kinds(StrEnum):
    """What was not found."""

    no_strike = "no-strike"
    place_unknown = "place-unknown"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("certify", epilog=EPILOG)(certify)


def certify(
    workspace: Annotated[Path | None, typer.Argument(help="The workspace.")] = None,
    incident: Annotated[str | None, typer.Argument(help="An incident's id, or the beginning of it.")] = None,
    kind: Annotated[Kinds | None, typer.Option("--kind", help="What was not found.")] = None,
    by: Annotated[str, typer.Option("--by", help="Who makes it.")] = "",
    name: Annotated[list[str] | None, typer.Option("--name", help="A spelling to search too; may be repeated.")] = None,
    province: Annotated[str | None, typer.Option("--province", "-p", help="Where it is said to be.")] = None,
    near: Annotated[str | None, typer.Option("--near", metavar="LAT,LON", help="A point it should be near.")] = None,
    area_km: Annotated[float, typer.Option("--area-km", min=0.1, help="How near to that point.")] = 50.0,
    radius: Annotated[float | None, typer.Option("--radius", min=0, help="Km around each place in the log.")] = None,
    hours: Annotated[float, typer.Option("--hours", min=0, help="Hours added to the days on both sides.")] = 0.0,
    utc_offset: Annotated[
        float | None, typer.Option("--utc-offset", min=-14, max=14, help="Hours that clocks there are ahead of UTC.")
    ] = None,
    dismiss: Annotated[
        list[str] | None, typer.Option("--dismiss", metavar="ID=REASON", help="Why a place, strike or step is no bar.")
    ] = None,
    gazetteer: Annotated[list[Path] | None, typer.Option("--gazetteer", help="A file with places.")] = None,
    language: Annotated[Language, typer.Option("--language", help="The language of the certificate.")] = Language.en,
    html: Annotated[Path | None, typer.Option("--html", help="Write it as a page too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The certificate as JSON, to be handed on.")] = False,
    verify: Annotated[Path | None, typer.Option("--verify", help="Repeat the search of this certificate.")] = None,
) -> None:
    """Make the record of a search that found no strike, or no such place; or repeat one and say what differs now."""
    from tollbook.casebook.certificates import Asked

    if verify is not None:
        return _verify(verify, workspace, gazetteer)
    if workspace is None or incident is None:
        raise typer.BadParameter("give a workspace and an incident, or --verify FILE")
    show = Shown(language, html, as_json)
    if kind is None:
        return _list(workspace, incident, show)
    stated = Asked(
        tuple(name or ()), province, point_of(near), area_km, radius, hours, utc_offset, _dismissed(dismiss or ())
    )
    _make(workspace, incident, kind, by, stated, gazetteer, show)
    return None


class Shown:
    """How a certificate is put out."""

    def __init__(self, language: Language, html: Path | None, as_json: bool) -> None:
        self.language, self.html, self.as_json = language, html, as_json

    def __call__(self, record: Mapping[str, Any]) -> None:
        """Print it, and write its page where one was asked for."""
        from tollbook.publish import certificate_page
        from tollbook.strikes.certificate import is_sound

        sound = is_sound(record)
        if self.html is not None:
            with writing(str(self.html)) as write:
                write(certificate_page.page(record, self.language.value, sound))
        with quiet_pipe():
            lines = certificate_page.lines(record, self.language.value, sound)
            print(json.dumps(record, ensure_ascii=False, indent=1) if self.as_json else "\n".join(lines))


def _dismissed(given: Sequence[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        key, _, reason = pair.partition("=")
        if not key.strip() or not reason.strip():
            raise StopRun(f"no reason: {pair!r}", "--dismiss", 'write ID="why it is not meant"')
        found[key.strip()] = reason.strip()
    return found


def _gazetteer(workspace: Path | None, named: list[Path] | None) -> "Gazetteer":
    from tollbook import pipeline
    from tollbook.cli.choices import gazetteers

    return pipeline.load_gazetteer(gazetteers(workspace, named))


def _make(
    workspace: Path, incident: str, kind: Kinds, by: str, asked: "Asked", named: list[Path] | None, show: Shown
) -> None:
    import getpass

    from tollbook.casebook import certificates
    from tollbook.casebook.workspace import Workspace

    places = _gazetteer(workspace, named)
    with Workspace.open(workspace) as opened:
        key = _one(certificates.incident_ids(opened), incident)
        wanted: Kind = "no_strike" if kind is Kinds.no_strike else "place_unknown"
        record = certificates.make(opened, key, wanted, places, asked, by or getpass.getuser())
    show(record)


def _one(ids: Iterable[str], wanted: str) -> str:
    every = list(ids)
    found = [wanted] if wanted in every else [one for one in every if one.startswith(wanted)]
    if len(found) != 1:
        what = f"no incident {wanted!r}" if not found else f"{wanted!r} begins {len(found)} incidents"
        raise StopRun(what, "", "tollbook show WORKSPACE lists them")
    return found[0]


def _list(workspace: Path, incident: str, show: Shown) -> None:
    from tollbook.casebook import certificates
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened:
        found = certificates.of_incident(opened, _one(certificates.incident_ids(opened), incident))
    if not found:
        raise StopRun("no certificate", incident, "make one with --kind no-strike or --kind place-unknown")
    for record in found:
        show(record)


def read_certificate(path: Path) -> dict[str, Any]:
    """A certificate from a file; raises StopRun where it holds none."""
    try:
        record = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise StopRun(f"cannot be read: {error.strerror}", str(path), "name a file") from error
    except ValueError as error:
        raise StopRun(f"no JSON: {error}", str(path), "name what tollbook certify --json wrote") from error
    body = record.get("body") if isinstance(record, dict) else None
    if not isinstance(body, dict) or not {"asked", "incident", "kind", "dismissed", "places"} <= body.keys():
        raise StopRun("is no certificate", str(path), "name what tollbook certify --json wrote")
    return dict(record)


def _verify(path: Path, workspace: Path | None, named: list[Path] | None) -> None:
    record = read_certificate(path)
    sound, holds = _said_of(record)
    if workspace is None:
        say("the search was not repeated: name the workspace it was made in")
        raise typer.Exit(0 if sound and holds else 1)
    from tollbook.casebook import certificates
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened:
        found = certificates.repeat(opened, record, _gazetteer(workspace, named))
    with quiet_pipe():
        print("\n".join(_differences(found)) or "the search made again gives the same, to the letter")
    if found or not holds:
        raise typer.Exit(1)


def _said_of(record: Mapping[str, Any]) -> tuple[bool, bool]:
    from tollbook.strikes.certificate import is_sound
    from tollbook.strikes.diligence import supports

    try:
        sound, verdict = is_sound(record), supports(record, str(record["body"]["kind"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StopRun(f"is no whole certificate: {error}", str(record.get("id")), "ask for it again") from error
    print(f"{record.get('id')}: {'unchanged' if sound else 'changed after it was made'}")
    words = f"it supports {record['body']['kind']}" if verdict.holds else f"it supports nothing: {verdict.reasons[0]}"
    print(words)
    return sound, verdict.holds


def _differences(found: "Sequence[Difference]") -> Iterator[str]:
    for one in found[:SHOWN]:
        yield f"{one.path}: was {_short(one.old)}, is now {_short(one.new)}"
    if len(found) > SHOWN:
        yield f"and {len(found) - SHOWN} more differences"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]} ..."
