"""A person who saves one translation after the other until the process is killed: python -m tests.web.together.writer

With "full", files may grow no more once the form is open (a full disk as the system tells it): prints the answer's
status, and whether its page has what she wrote.
"""

import resource
import sys

import django


def main(full: bool) -> None:
    """Open the report's form, send it, and again."""
    django.setup()
    from tests.web.together.conftest import KEY  # noqa: PLC0415 - after Django is set up
    from tests.web.together.forms import opened  # noqa: PLC0415
    from tests.web.together.records import MINE, signed_in  # noqa: PLC0415

    client = signed_in("writer", "analyst")
    form = opened(client, f"/reports/{KEY}/", "/reading/translate/")
    if full:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
        answer = form.send(text=MINE)
        print(answer.status_code, MINE in answer.content.decode(), flush=True)
        return
    for number in range(100_000):
        status = form.send(text=f"{MINE} {number}", seen=number).status_code
        print(number + 1, status, flush=True)


if __name__ == "__main__":
    main("full" in sys.argv)
