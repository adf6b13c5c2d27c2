"""What must not happen, tried by force: kills, full disks, damaged files, hostile input, long use.

    python -m tests.torture [--short] [--seed N] [--only PART ...] [--json]

Prints a table and exits 1 on any loss. `--short` is what CI runs (tests/torture/test_short.py); the figures of the long form
are in docs/reliability.md.
"""

import argparse
import dataclasses
import json
import sys
import time
from importlib import import_module

from tests.torture.row import Amount

PARTS: dict[str, str] = {
    "bad_images": "tests.torture.bad_images",
    "cycles": "tests.torture.cycles",
    "long_day": "tests.torture.long_day",
    "sequences": "tests.torture.sequences",
    "kills": "tests.torture.kills",
    "power": "tests.torture.power",
    "failing_writes": "tests.torture.failing_writes",
    "pages": "tests.torture.damaged_pages",
}
"""Part -> module with `run(amount: Amount) -> list[Row]`."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", choices=tuple(PARTS), default=tuple(PARTS), metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = []
    for part in options.only:
        began = time.monotonic()
        for row in import_module(PARTS[part]).run(Amount(options.short, options.seed)):
            rows.append(row)
            print(f"{'ok  ' if row.ok else 'LOSS'}  {row.what}: {row.found} (required: {row.required})", flush=True)
            for loss in row.losses[:20]:
                print(f"      {loss}", flush=True)
        print(f"      {part}: {time.monotonic() - began:.0f} s", flush=True)
    if options.json:
        print(json.dumps([dataclasses.asdict(row) | {"ok": row.ok} for row in rows]))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
