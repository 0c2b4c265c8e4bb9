"""Writes query/needed.json: what each pattern of `query` needs (query/needed.py), by a digest of the pattern's text."""

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
from query.needed import needed
from query.pattern import TABLE, digest, pattern


def main() -> int:
    """Write the table; with --check only say whether it is up to date."""
    table = rendered()
    if "--check" in sys.argv[1:]:
        return 0 if TABLE.read_text(encoding="utf-8") == table else 1
    TABLE.write_text(table, encoding="utf-8")
    print(f"wrote {TABLE}")
    return 0


def patterns() -> list[re.Pattern[str]]:
    """Return all patterns of the modules of `query`."""
    for module in pkgutil.iter_modules(query.__path__, "query."):
        importlib.import_module(module.name)
    return [each for each in gc.get_objects() if type(each) is type(pattern(""))]


def rendered() -> str:
    """Return the table, a line for each pattern."""
    needs = {digest(each.pattern): needed(each.pattern) for each in patterns() if not each.flags & re.VERBOSE}
    lines = (f'"{known}": {json.dumps(needs[known], separators=(",", ":"))}' for known in sorted(needs))
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
