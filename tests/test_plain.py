"""Plain files are opened, and nothing else; an interrupt in the middle of it is told as that."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger import plain

# The timer strikes while a file is opened over and over: what comes of it must be the interrupt, and no other error.
_STRUCK = """
import signal, sys
from pathlib import Path
from ledger import plain

def stop(_number, _frame):
    raise KeyboardInterrupt

signal.signal(signal.SIGALRM, stop)
path, struck = Path(sys.argv[1]), 0
while struck < 3_000:
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.000_02 + struck % 50 * 0.000_002)
        while True:
            plain.opened(path).close()
    except KeyboardInterrupt:
        struck += 1
print(struck)
"""


def test_interrupt_while_a_file_is_opened_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"some bytes")
    home = str(Path(plain.__file__).parent.parent)
    ran = subprocess.run(
        [sys.executable, "-c", _STRUCK, str(tmp_path / "file")],
        env={**os.environ, "PYTHONPATH": home},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "3000\n"), ran.stderr


@pytest.mark.parametrize("kind", ["pipe", "directory"])
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    os.mkfifo(path) if kind == "pipe" else path.mkdir()
    with pytest.raises(OSError, match="not a plain file") as refused:
        plain.opened(path)
    assert (refused.value.errno, refused.value.filename) == (errno.EINVAL, str(path))


def test_read_takes_no_more_than_it_may(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert plain.read(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError, match="longer than 4 bytes"):
        plain.read(tmp_path / "file", 4)
