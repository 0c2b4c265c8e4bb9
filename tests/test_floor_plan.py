"""The floor plan holds, and each rule of it is shown to bite.

import-linter reads the contracts in pyproject.toml. What it cannot say (nobody imports `cli.py`; ledger
imports nothing but what is named; a fold has no clock; the size of things) is read off the syntax here.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ledger", "projections", "ingest", "processors", "query", "export", "serve")
NOT_SHIPPED = {"tests", "benchmarks", "tools", "docs"}
LEDGER_MAY_IMPORT = {"ledger", "msgspec", "zstandard", "cryptography", *sys.stdlib_module_names}
# An extra each: they may be missing, and one module each imports them.
EXTRAS = {
    "rfc3161_client": Path("ledger/timestamp.py"),
    "distributed": Path("processors/cluster.py"),
    **dict.fromkeys(("doctr", "torch", "torchvision"), Path("processors/doctr_reader.py")),
}

MODULE_LINES = 300
# A stranger is given one file, and should have to read one only.
STRANGER, STRANGER_LINES = Path("export/stranger/verify.py"), 500
LANGUAGE_LINES = 400
LANGUAGE = {"facts.py", "derived.py"}
FUNCTION_LINES = 60

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def sources(*folders: str) -> list[Path]:
    """Every Python file of the folders named, as paths from the root."""
    return sorted(path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))


def tree_of(path: Path) -> ast.Module:
    """The syntax of a file named from the root."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def run_python(code: str, *, cwd: Path, safe_path: bool = False) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter, with no PYTHON* variable of ours."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, *(["-P"] if safe_path else []), "-c", code]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


# ---------------------------------------------------------------- who may import whom


BREACHES = (
    ("ledger", "import projections", "projections"),
    ("ledger", "import ingest", "ingest"),
    ("ledger", "import query", "query"),
    ("ledger", "import sqlite3", "sqlite3"),
    ("ledger", "import numpy", "numpy"),
    ("ledger", "from http.client import HTTPConnection", "http"),
    ("projections", "import ingest", "ingest"),
    ("projections", "import query", "query"),
    ("projections", "import onnxruntime", "onnxruntime"),
    ("projections", "import socket", "socket"),
    ("projections", "from urllib.request import urlopen", "urllib"),
    ("projections", "import random", "random"),
    ("ingest", "import processors", "processors"),
    ("ingest", "import query", "query"),
    ("ingest", "import onnxruntime", "onnxruntime"),
    ("ingest", "import numpy", "numpy"),
    ("ingest", "def late() -> None:\n    import cv2", "cv2"),
    ("processors", "import query", "query"),
    ("processors", "import ingest", "ingest"),
    ("processors", "import httpx", "httpx"),
    ("processors", "import distributed", "distributed"),
    ("query", "import ingest", "ingest"),
    ("query", "import processors", "processors"),
    ("query", "import rapidocr", "rapidocr"),
    ("query", "import pyvips", "pyvips"),
    ("query", "from ledger import log", "ledger.log"),
    ("query", "from ledger import lock", "ledger.lock"),
    ("query", "from ledger import writer", "ledger.writer"),
    ("query", "import export", "export"),
    ("export", "import ingest", "ingest"),
    ("export", "import processors", "processors"),
    ("export", "import httpx", "httpx"),
    ("export", "import onnxruntime", "onnxruntime"),
    ("export", "from ledger import lock", "ledger.lock"),
    ("export", "from ledger import writer", "ledger.writer"),
    ("export", "import serve", "serve"),
    ("query", "import serve", "serve"),
    ("serve", "import ingest", "ingest"),
    ("serve", "import processors", "processors"),
    ("serve", "import httpx", "httpx"),
    ("serve", "import cv2", "cv2"),
    ("serve", "import pyvips", "pyvips"),
    ("serve", "from ledger import writer", "ledger.writer"),
    ("serve", "from export import bundle", "export.bundle"),
)


def copy_house(into: Path) -> Path:
    """Copy the rooms and the contracts, to break them."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, into / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", into)
    return into


@pytest.fixture(scope="module")
def verdict_on_breaches(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a house with every breach in it, on one line; linting costs a second a time."""
    house = copy_house(tmp_path_factory.mktemp("house"))
    for number, (room, line, _) in enumerate(BREACHES):
        (house / room / f"intruder_{number}.py").write_text(f"{line}\n", encoding="utf-8")
    linted = run_python(LINT, cwd=house)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    return " ".join(linted.stdout.split())


def test_tree_keeps_the_floor_plan() -> None:
    linted = run_python(LINT, cwd=ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_copy_of_the_tree_keeps_the_floor_plan(tmp_path: Path) -> None:
    """So that what is found in a broken copy is found because it was broken."""
    linted = run_python(LINT, cwd=copy_house(tmp_path))
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("number", range(len(BREACHES)), ids=lambda n: " ".join(BREACHES[n][:2]))
def test_forbidden_import_is_found(verdict_on_breaches: str, number: int) -> None:
    room, _, target = BREACHES[number]
    assert f"{room} is not allowed to import {target}" in verdict_on_breaches
    assert f"{room}.intruder_{number} -> {target} " in verdict_on_breaches


def test_rooms_of_query_stand_on_those_below_and_kinds_of_questions_beside_each_other(tmp_path: Path) -> None:
    house = copy_house(tmp_path)
    (house / "query" / "passages" / "intruder.py").write_text("from query.foreground import front\n", encoding="utf-8")
    (house / "query" / "calendar" / "intruder.py").write_text("from query.values import fields\n", encoding="utf-8")
    found = " ".join(run_python(LINT, cwd=house).stdout.split())
    assert "query.passages is not allowed to import query.foreground" in found
    assert "query.calendar is not allowed to import query.values" in found


def test_only_the_picture_of_query_may_draw(tmp_path: Path) -> None:
    house = copy_house(tmp_path)
    picture = house / "query" / "printing" / "picture.py"
    picture.write_text("import pyvips\n", encoding="utf-8")
    assert run_python(LINT, cwd=house).returncode == 0
    picture.write_text("import pyvips\nimport cv2\n", encoding="utf-8")
    assert run_python(LINT, cwd=house).returncode == 1


# ---------------------------------------------------------------- what import-linter cannot say


def imported(tree: ast.Module) -> Iterator[str]:
    """Top-level names that a module imports anywhere in it, by statement or by `import_module("name")`."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.partition(".")[0]
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name.partition(".")[0]


def clock_readings(tree: ast.Module) -> Iterator[str]:
    """Calls that ask what time it is now (a duration, `time.monotonic()`, is no date)."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="now" | "utcnow" | "today" | "time_ns" | "localtime" | "gmtime")):
                yield ast.unparse(node)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="time"), attr="time")):
                yield ast.unparse(node)


@pytest.mark.parametrize("path", sources(*ROOMS, "benchmarks"), ids=str)
def test_nobody_imports_the_command_line(path: Path) -> None:
    assert "cli" not in set(imported(tree_of(path)))


@pytest.mark.parametrize(
    "line",
    [
        "import cli",
        "from cli import main",
        "def late():\n    import cli as verbs",
        "import importlib\nimportlib.import_module('cli')",
        "__import__('cli')",
    ],
)
def test_import_of_the_command_line_is_found(line: str) -> None:
    assert "cli" in set(imported(ast.parse(line)))


@pytest.mark.parametrize("path", [*sources(*ROOMS), Path("cli.py")], ids=str)
def test_no_room_imports_what_is_not_shipped(path: Path) -> None:
    """An editable install has the whole root on its path, the wheel has not."""
    assert not NOT_SHIPPED & set(imported(tree_of(path)))


@pytest.mark.parametrize("path", sources("ledger"), ids=str)
def test_ledger_imports_only_what_is_named(path: Path) -> None:
    assert set(imported(tree_of(path))) - {name for name, home in EXTRAS.items() if home == path} <= LEDGER_MAY_IMPORT


@pytest.mark.parametrize("path", [*sources(*ROOMS), Path("cli.py")], ids=str)
def test_extra_is_imported_by_one_module_alone(path: Path) -> None:
    assert [name for name, home in EXTRAS.items() if name in set(imported(tree_of(path))) and home != path] == []


def test_unnamed_import_of_ledger_is_found() -> None:
    assert not set(imported(ast.parse("import msgspec, orjson"))) <= LEDGER_MAY_IMPORT


@pytest.mark.parametrize("path", sources("projections"), ids=str)
def test_folds_have_no_clock(path: Path) -> None:
    tree = tree_of(path)
    assert not list(clock_readings(tree))
    assert "ledger.clock" not in {
        f"{node.module}.{alias.name}" if node.module == "ledger" else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize(
    "line", ["datetime.now(UTC)", "dt.datetime.utcnow()", "date.today()", "time.time()", "time.time_ns()"]
)
def test_clock_of_a_fold_is_found(line: str) -> None:
    assert list(clock_readings(ast.parse(line)))


# ---------------------------------------------------------------- where the rooms are, and what is shipped


def test_rooms_come_from_this_tree(tmp_path: Path) -> None:
    """From another directory, without the current directory on the path: what a user's shell gets."""
    names = (*ROOMS, "cli")
    asked = run_python(
        f"import {', '.join(names)}\nfor m in ({', '.join(names)}): print(m.__file__)", cwd=tmp_path, safe_path=True
    )
    assert asked.returncode == 0, f"Install the tree first (make test does): {asked.stderr}"
    found = [Path(line).resolve() for line in asked.stdout.splitlines()]
    assert found == [*(ROOT / room / "__init__.py" for room in ROOMS), ROOT / "cli.py"]


def build(target: str, into: Path) -> Path:
    """Build a wheel or an sdist of this tree without network; skip where the backend is not installed."""
    pytest.importorskip("hatchling", reason="the build backend is not installed: make test installs it")
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(into)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [archive] = into.iterdir()
    return archive


def test_wheel_holds_the_rooms_and_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(build("wheel", tmp_path)) as wheel:
        names = set(wheel.namelist())
        [metadata] = (wheel.read(name).decode() for name in names if name.endswith(".dist-info/METADATA"))
        [scripts] = (wheel.read(name).decode() for name in names if name.endswith(".dist-info/entry_points.txt"))
    shipped = {name for name in names if not name.startswith("autocapture-0.1.0.dist-info/")}
    assert {name.partition("/")[0] for name in shipped} == {*ROOMS, "cli.py"}
    assert {name for name in shipped if name.endswith(".py")} == {"cli.py", *(p.as_posix() for p in sources(*ROOMS))}
    assert not [name for name in names if "__pycache__" in name]
    assert {f"export/stranger/{name}" for name in ("verify.sh", "VERIFY.md", "certificate.md")} <= shipped
    assert {f"serve/static/{name}" for name in ("index.html", "page.css", "page.js", "viewer.js")} <= shipped
    assert "Classifier: Private :: Do Not Upload" in metadata.splitlines()
    assert {"autocapture = cli:main", "autocapture-prime = cli:prime"} <= set(scripts.splitlines())


def test_sdist_holds_what_a_reader_needs(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path)) as sdist:
        tops = {name.split("/")[1] for name in sdist.getnames() if "/" in name}
    assert {*ROOMS, "cli.py", "tests", "benchmarks", "docs", "README.md", "CHANGELOG.md", "pyproject.toml"} <= tops
    assert not tops & {".venv", ".git", "dist", "demo-out"}


# ---------------------------------------------------------------- the size of things


@pytest.mark.parametrize("path", [*sources(*ROOMS), Path("cli.py")], ids=str)
def test_module_says_what_it_is_and_stays_short(path: Path) -> None:
    tree = tree_of(path)
    assert ast.get_docstring(tree), f"{path} does not say what it is"
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
    most = {STRANGER: STRANGER_LINES}.get(path, LANGUAGE_LINES if path.name in LANGUAGE else MODULE_LINES)
    assert lines <= most, f"{path} has {lines} lines"
    long = {node.name: size for node, size in functions(tree) if size > FUNCTION_LINES}
    assert not long, f"{path} has functions of more than {FUNCTION_LINES} lines: {long}"


def functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Every function with the number of lines it takes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def test_script_for_strangers_needs_nothing_of_ours() -> None:
    assert set(imported(tree_of(STRANGER))) <= {*sys.stdlib_module_names, "cryptography"}


def test_long_function_is_found() -> None:
    tree = ast.parse("def long() -> None:\n" + "    pass\n" * FUNCTION_LINES)
    assert [size for _, size in functions(tree)] == [FUNCTION_LINES + 1]
