"""The four verifiers: how each is had, and how it is asked.

What they need is kept under one directory (`build/interop`), apart from everything else on the machine. Only
Debian's packages go elsewhere, so they are installed only where that was asked for.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.interop.cases import GO, NPM, PYPI, SHELL, Case
from tests.interop.judge import Answer

HERE = Path(__file__).resolve().parent
SCRIPT = HERE.parents[1] / "tools" / "verify.sh"
GOCODE = Path("/usr/share/gocode")
"""Where Debian keeps the source of Go packages."""
DEBIAN = ("golang-go", "golang-golang-x-mod-dev")
INSTALL_S, BUILD_S, VERIFY_S = 300, 120, 120


class Skipped(Exception):
    """What this verifier needs is not here, and cannot be had."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A verifier that can be asked: what it is, with versions, and how."""

    label: str
    ask: Callable[[Sequence[Case]], list[Answer]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where things may be installed; `debian` says whether Debian's packages may be, too."""

    path: Path
    debian: bool = False


def go(place: Place) -> Ready:
    """Go's sumdb/note and tlog, out of Debian's packages: compiled without module mode and without a network."""
    compiler, needed = shutil.which("go"), GOCODE / "src" / "golang.org" / "x" / "mod" / "sumdb"
    if compiler is None or not needed.is_dir():
        _install_debian(place)
        compiler = shutil.which("go")
    if compiler is None or not needed.is_dir():
        raise Skipped(f"{' and '.join(DEBIAN)} are not installed")
    folder = place.path / GO
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "verify"
    offline = {"GO111MODULE": "off", "GOPATH": str(GOCODE), "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOFLAGS": ""}
    environment = {**os.environ, **offline, "GOCACHE": str(folder / "cache")}
    # With everything there, a program that does not compile is a fault of ours and no reason to skip.
    _run([compiler, "build", "-o", program, HERE / GO / "verify.go"], BUILD_S, environment=environment)
    package = _run(["dpkg-query", "-W", "-f", "${Version}", DEBIAN[1]], BUILD_S).strip()
    return _program(f"{LABELS[GO]}, x/mod {package}, {{version}}", [program])


def npm(place: Place) -> Ready:
    """The package @sigstore/verify of npm, at the versions and hashes of node/package-lock.json."""
    node, client = shutil.which("node"), shutil.which("npm")
    if node is None or client is None:
        raise Skipped("node or npm is not installed")
    folder, lock = place.path / NPM, (HERE / "node" / "package-lock.json").read_bytes()
    if not _is_stamped(folder, lock):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "node" / name, folder)
        _install([client, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
        _stamp(folder, lock)
    environment = {**os.environ, "NODE_PATH": str(folder / "node_modules")}
    return _program(f"{LABELS[NPM]} {{version}}", [node, HERE / "node" / "verify.cjs"], environment)


def pypi(place: Place) -> Ready:
    """PyPI's sigstore, in a virtual environment of its own, at the versions and hashes of pypi/requirements.lock."""
    folder, locked = place.path / PYPI, HERE / "pypi" / "requirements.lock"
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (_is_stamped(folder, locked.read_bytes()) and python.exists()):
        shutil.rmtree(folder, ignore_errors=True)
        # Wheels only: nothing of a package runs before its hash was compared.
        wanted: list[str | Path] = ["--require-hashes", "--only-binary", ":all:", "-r", locked]
        if uv := shutil.which("uv"):
            _install([uv, "venv", "--quiet", "--python", sys.executable, folder], place.path)
            _install([uv, "pip", "install", "--quiet", "--python", python, *wanted], place.path)
        else:
            _install([sys.executable, "-m", "venv", folder], place.path)
            _install([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], place.path)
        _stamp(folder, locked.read_bytes())
    return _program(f"{LABELS[PYPI]} {{version}}", [python, "-I", HERE / "pypi" / "verify.py"])


def shell(_: Place) -> Ready:
    """Our own tools/verify.sh, which uses nothing of ours: POSIX sh, coreutils, xxd, openssl."""
    if missing := [name for name in ("sh", "openssl", "xxd", "sha256sum") if shutil.which(name) is None]:
        raise Skipped(f"{' and '.join(missing)} not installed")
    version = _run(["openssl", "version"], BUILD_S).split()[1]
    return Ready(f"{LABELS[SHELL]}, OpenSSL {version}", _ask_script)


VERIFIERS: dict[str, Callable[[Place], Ready]] = {GO: go, NPM: npm, PYPI: pypi, SHELL: shell}
LABELS = {
    GO: "Go sumdb/note and tlog",
    NPM: "npm @sigstore/verify",
    PYPI: "PyPI sigstore",
    SHELL: "tools/verify.sh",
}


# ---------------------------------------------------------------- asking


def _program(label: str, command: Sequence[str | Path], environment: dict[str, str] | None = None) -> Ready:
    """Return a verifier that reads cases and writes answers, one JSON object a line; the first line is its version."""
    version = json.loads(_run(command, VERIFY_S, environment=environment).splitlines()[0])["version"]
    return Ready(label.format(version=version), lambda cases: ask_program(command, cases, environment))


def ask_program(
    command: Sequence[str | Path], cases: Sequence[Case], environment: dict[str, str] | None = None
) -> list[Answer]:
    """Ask a program every case. It is told what is in the files, and nothing of what is expected.

    Raises:
        RuntimeError: it ended badly, or did not answer each case once, in order.
    """
    questions = "".join(f"{json.dumps(_question(number, case))}\n" for number, case in enumerate(cases))
    lines = _run(command, VERIFY_S, questions, environment).splitlines()[1:]
    told = [json.loads(line) for line in lines]
    if [each["id"] for each in told] != list(range(len(cases))):
        raise RuntimeError(f"{Path(command[-1]).name} gave {len(told)} answers to {len(cases)} cases, or out of order")
    return [Answer(each["verdict"], each["why"]) for each in told]


def _question(number: int, case: Case) -> dict[str, object]:
    files = {name: base64.b64encode(data).decode() for name, data in case.files.items()}
    return {"id": number, "kind": case.kind, "files": files}


def _ask_script(cases: Sequence[Case]) -> list[Answer]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_ask_script_once, cases))


def _ask_script_once(case: Case) -> Answer:
    with TemporaryDirectory() as directory:
        paths = [Path(directory) / name for name in ("line", "proof", "key")]
        for path in paths:
            path.write_bytes(case.files[path.name])
        ran = subprocess.run(["sh", SCRIPT, *paths], capture_output=True, timeout=VERIFY_S, check=False)
    said = ran.stderr.decode(errors="replace").strip()
    if ran.returncode == 0:
        return Answer("accepted")
    # An exit without its own word is a crash of the script, and no verdict.
    return Answer("rejected" if ran.returncode == 1 and "NOT PROVEN: " in said else "failed", said)


# ---------------------------------------------------------------- installing


def _install_debian(place: Place) -> None:
    can = shutil.which("apt-get") is not None and os.name == "posix" and os.geteuid() == 0
    if not (place.debian and can):
        how = "make interop INTEROP_INSTALL=1 installs them" if can else "as root on Debian, INTEROP_INSTALL=1 would"
        raise Skipped(f"{' and '.join(DEBIAN)} are not installed; {how}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _install(["apt-get", "update", "-qq"], place.path, quiet)
    _install(["apt-get", "install", "-qq", "-y", "--no-install-recommends", *DEBIAN], place.path, quiet)


def _install(command: Sequence[str | Path], folder: Path, environment: dict[str, str] | None = None) -> None:
    """Run an installer; whatever keeps it from succeeding is a reason to skip."""
    try:
        _run(command, INSTALL_S, environment=environment, folder=folder)
    except RuntimeError as error:
        raise Skipped(f"cannot be installed: {error}") from error


def _is_stamped(folder: Path, lock: bytes) -> bool:
    stamp = folder / ".installed"
    return stamp.is_file() and stamp.read_bytes() == lock


def _stamp(folder: Path, lock: bytes) -> None:
    """Say last that all of it is there: an install that was cut short is done again."""
    (folder / ".installed").write_bytes(lock)


def _run(
    command: Sequence[str | Path],
    timeout_s: int,
    given: str = "",
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """Return what a command printed.

    Raises:
        RuntimeError: it took too long, or ended badly; in its own last words.
    """
    name = " ".join(Path(word).name for word in map(str, command[:3]))
    try:
        ran = subprocess.run(
            list(map(str, command)), input=given, capture_output=True, text=True, cwd=folder, env=environment,
            timeout=timeout_s, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{name} took more than {timeout_s} s") from error
    if ran.returncode:
        said = [line for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
        errors = [line for line in said if "error" in line.lower()]
        raise RuntimeError(f"{name} ended with {ran.returncode}: {' / '.join(errors[:3] or said[-3:])}")
    return ran.stdout
