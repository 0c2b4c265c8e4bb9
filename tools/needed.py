"""Writes query/patterns/needed.json and cues.json: what the patterns of `query` need (query/patterns/needed.py).

Of each pattern, by a digest of its text; and of those of which one matches in all that a family answers, by its name.
"""

from __future__ import annotations

import gc
import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import query
from query.patterns import cues
from query.patterns import pattern as patterns
from query.patterns.flat import Needs
from query.patterns.needed import cue, needed


def main() -> int:
    """Write the tables; with --check only say whether they are up to date."""
    for module in pkgutil.walk_packages(query.__path__, "query."):
        importlib.import_module(module.name)
    tables = {patterns.TABLE: of_patterns(), cues.TABLE: of_families()}
    if "--check" in sys.argv[1:]:
        return 0 if all(path.read_text(encoding="utf-8") == rendered(needs) for path, needs in tables.items()) else 1
    for path, needs in tables.items():
        path.write_text(rendered(needs), encoding="utf-8")
        print(f"wrote {path}")
    return 0


def of_patterns() -> dict[str, Needs]:
    held = [each for each in gc.get_objects() if type(each) is type(patterns.pattern(""))]
    return {patterns.digest(each.pattern): needed(each.pattern) for each in held if not each.flags & re.VERBOSE}


def of_families() -> dict[str, Needs]:
    return {family: cue(each.pattern for each in of) for family, of in cues.PATTERNS.items()}


def rendered(needs: dict[str, Needs]) -> str:
    lines = (f'"{name}": {json.dumps(needs[name], separators=(",", ":"))}' for name in sorted(needs))
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
