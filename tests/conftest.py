"""What the tests share: the other side, simulated, and the recorded corpus."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

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


@pytest.fixture(scope="session")
def hypervisor() -> ModuleType:
    """The simulated capture sidecar: `hypervisor.build(root, hypervisor.Variant(...))` writes a handoff directory."""
    return _beside("hypervisor")


@pytest.fixture(scope="session")
def saboteur() -> ModuleType:
    """What broken and hostile sidecars do: `saboteur.SABOTAGES`, by name with the reason of the refusal."""
    return _beside("saboteur")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The recorded corpus: `handoff/`, `chronicle/`, `truth/`."""
    if not (CORPUS / "handoff").is_dir():
        pytest.skip(f"the recorded corpus is not at {CORPUS}")
    return CORPUS
