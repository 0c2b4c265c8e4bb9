"""What the tests share: the other side, simulated, and the recorded corpus."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Field

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "dev"


def _beside(name: str) -> ModuleType:
    """Load a helper module that lies beside the tests: with `--import-mode=importlib` it cannot be imported by name."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A user's directory for keys and notes, so that no test touches the real one; subprocesses inherit it."""
    directory = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AUTOCAPTURE_KEY_DIR", str(directory / "keys"))
        environment.setenv("XDG_DATA_HOME", str(directory / "data"))
        environment.delenv("AUTOCAPTURE_DATA_DIR", raising=False)
        # Processes that tests start keep what they compiled, as where the program is installed: each is the faster.
        environment.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield directory


@pytest.fixture(autouse=True)
def unseen(home: Path) -> None:
    """No test remembers logs of another one: many copy one log and go on differently."""
    for note in (home / "keys").glob("*.seen"):
        note.unlink()


@pytest.fixture(scope="session")
def program() -> list[str]:
    """The words that start the real program, from the copy that the tests import: `[*program, "--help"]`."""
    import cli

    return [sys.executable, cli.__file__]


@pytest.fixture(scope="session")
def autocapture(program: list[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the real program: `autocapture("handoff", "drain", …)` gives exit code, what it printed, what it told."""

    def run(*arguments: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        command = [*program, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)

    return run


@pytest.fixture(scope="session")
def powerless() -> list[str]:
    """Words before a command that let permissions hold for it, as they do for everybody but the superuser."""
    if os.geteuid() != 0:
        return []
    words = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    if shutil.which("setpriv") is None or subprocess.run([*words, "true"], check=False).returncode:
        pytest.skip("the superuser may do everything, and setpriv is not here to change that")
    return words


@pytest.fixture(scope="session")
def hypervisor() -> ModuleType:
    """The simulated capture sidecar: `hypervisor.build(root, hypervisor.Variant(...))` writes a handoff directory."""
    return _beside("hypervisor")


@pytest.fixture(scope="session")
def saboteur() -> ModuleType:
    """What broken and hostile sidecars do: `saboteur.SABOTAGES`, by name with the reason of the refusal."""
    return _beside("saboteur")


@pytest.fixture(scope="session")
def chronicler() -> ModuleType:
    """The simulated writer of chronicle sessions: `chronicler.session(spool, hypervisor).write()`."""
    return _beside("chronicler")


@pytest.fixture(scope="session")
def scene() -> ModuleType:
    """Commands run undisturbed, then killed and lied to: `scene.Scene(command, template, place)`."""
    return _beside("scene")


@pytest.fixture(scope="session")
def passage() -> Any:
    """A claim of lines of a screen: `passage("Reason", "It leaks", boxes=[…], title="…")`."""
    return _beside("passages").passage


@pytest.fixture(scope="session")
def forkserver() -> Iterator[Any]:
    """The program, imported once and forked for each run: `forkserver.run(["status"], environment)`."""
    if not hasattr(os, "fork") or sys.platform != "linux":
        pytest.skip("runs are forked on Linux only")
    # One order of sets in every run, so that all make the same calls.
    with _beside("forkserver").ForkServer({**os.environ, "PYTHONHASHSEED": "0"}) as server:
        yield server


@pytest.fixture(scope="session")
def tampering() -> ModuleType:
    """Ways to tamper with a DataRoot: `tampering.mutate(stage, chance)` does one and says what must be said of it."""
    return _beside("tampering")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The recorded corpus: `handoff/`, `chronicle/`, `truth/`."""
    if not (CORPUS / "handoff").is_dir():
        pytest.skip(f"the recorded corpus is not at {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def reading() -> ModuleType:
    """A reader that knows the truth: `reading.read_all(root, corpus, names)` commits what stood on each frame."""
    return _beside("reading_by_truth")


@pytest.fixture(scope="session")
def recorded() -> ModuleType:
    """Recorded screens as they were read: `recorded.reading("manual")`."""
    return _beside("recorded")


@pytest.fixture(scope="session")
def logs() -> ModuleType:
    """Small logs to break: `logs.written(path, [1, 3])` is a DataRoot with a commit of one event and one of three."""
    return _beside("logs")


@pytest.fixture(scope="session")
def bags() -> ModuleType:
    """Bags for tests that change what lies in one."""
    return _beside("bags")


@pytest.fixture(scope="session")
def tsa() -> ModuleType:
    """Time-stamping authorities, honest and forging: `tsa.Authority(directory, signer).answer(request)`."""
    module = _beside("tsa")
    if reason := module.missing():
        pytest.skip(f"no authority for time stamps can be run: {reason}")
    return module


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Screens that can be read, and processors that worker processes find by name."""
    monkeypatch.syspath_prepend(ROOT / "tests")
    return _beside("screens")


@pytest.fixture(scope="session")
def written() -> Callable[..., DataRoot]:
    """Return what makes a log of frames that show lines of text (tests/written.py)."""
    made: Callable[..., DataRoot] = _beside("written").written
    return made


@pytest.fixture(scope="session")
def table() -> Callable[..., tuple[list[tuple[Box, str]], list[Field]]]:
    """Return what lays out the lines and fields of a table for such a log (tests/written.py)."""
    made: Callable[..., tuple[list[tuple[Box, str]], list[Field]]] = _beside("written").table
    return made


@pytest.fixture(scope="session")
def modelserver() -> ModuleType:
    """Model servers on loopback: `with modelserver.running() as server` counts calls and misbehaves as told."""
    return _beside("modelserver")


@pytest.fixture(scope="session")
def served() -> ModuleType:
    """A real server: `with served.serving(root) as server: server.popup("…")`."""
    return _beside("served")


@pytest.fixture(scope="session")
def popupclient() -> ModuleType:
    """The popup as the wire formats page describes it: `popupclient.PopupClient(base).ask("…")`."""
    return _beside("popupclient")
