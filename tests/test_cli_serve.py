"""Where the server may listen is known before anything is made; that it serves is tests/web's."""

import socket
from pathlib import Path

import pytest

from tests.commands import tollbook


def test_a_port_in_use_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = tollbook("serve", "-w", str(tmp_path / "ws"), "-p", str(port))
    assert done.returncode == 3
    assert f"127.0.0.1, port {port}" in done.stderr.decode()
    assert "--port" in done.stderr.decode()
    assert not (tmp_path / "ws").exists()


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "no host at all"])
def test_an_address_is_a_host_alone(tmp_path: Path, address: str) -> None:
    done = tollbook("serve", "-w", str(tmp_path / "ws"), "--address", address)
    assert done.returncode == 3
    assert "the port is --port" in done.stderr.decode()
    assert not (tmp_path / "ws").exists()
