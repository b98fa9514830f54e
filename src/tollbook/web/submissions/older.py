"""Files of submissions that came before files were sealed, or in an older backup: sealed when the casebook starts."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from tollbook.web.models.public import Attachment
from tollbook.web.sealed import Unreadable
from tollbook.web.submissions import attachments


def seal_all() -> int:
    """Seal what can be sealed; returns how many. A second run, or one after a kill, completes it.

    A file whose submission the key at hand does not open waits for the right key: sealed with another it would be lost
    once that one is put back.
    """
    done = sum(_seal(number) for number in Attachment.objects.filter(sealed="").values_list("pk", flat=True))
    _leave_none()
    return done


def _seal(number: int) -> bool:
    with transaction.atomic():
        held = Attachment.objects.select_for_update(of=("self",)).filter(pk=number, sealed="").first()
        try:
            if held is None or not held.submission.words:
                return False
            attachments.seal(held)
        except (OSError, Unreadable):
            return False
        held.sealed, held.name, held.sha256 = attachments.told(held.name, held.sha256), "", ""
        held.save(update_fields=["sealed", "name", "sha256"])
    return True


def _leave_none() -> None:
    """Take away the unsealed files of what is sealed."""
    folder = Path(settings.WORKSPACE) / attachments.FOLDER
    left = [path for path in folder.glob("??/*") if path.is_file()]
    if left:
        kept = set(Attachment.objects.filter(sealed="").values_list("sha256", flat=True))
        try:
            sealed = {one.told["sha256"] for one in Attachment.objects.exclude(sealed="").iterator()}
        except Unreadable:
            return
        for path in left:
            if path.name in sealed - kept:
                path.unlink(missing_ok=True)
