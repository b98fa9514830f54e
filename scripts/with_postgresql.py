"""Run a command with a PostgreSQL server of its own: python scripts/with_postgresql.py pytest tests/web

The server lives in a temporary folder and is named to the command by DATABASE_URL. Needs Debian's postgresql package.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def binaries() -> Path:
    """Where initdb and pg_ctl lie: the newest of Debian's versions."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if not found:
        sys.exit("tollbook: PostgreSQL is needed: apt-get install --no-install-recommends postgresql")
    return found[-1]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def main(command: list[str]) -> int:
    """Start, run, stop; returns the command's exit status."""
    where, port = binaries(), free_port()
    root = Path(tempfile.mkdtemp(prefix="tollbook-postgresql-"))
    root.chmod(0o755)
    as_user = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = pwd.getpwnam("postgres")
        os.chown(root, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def run(*words: str) -> None:
        subprocess.run([str(where / words[0]), *words[1:]], check=True, cwd="/", stdout=subprocess.DEVNULL, **as_user)

    data = str(root / "data")
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8")
    run("pg_ctl", "-w", "-D", data, "-l", str(root / "log"), "-o", f"-p {port} -h 127.0.0.1 -k {root} -F", "start")
    try:
        address = f"postgres://postgres@127.0.0.1:{port}/postgres"
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
