"""The command for when something went wrong: what to send."""

import argparse
import sys
from pathlib import Path
from typing import Any

from core.logs import Hiding
from core.report import of_file


def report(options: argparse.Namespace) -> dict[str, Any]:
    """The report on stdout, to be copied or redirected into a file."""
    made = of_file(Path(options.project) if options.project else None, Hiding())
    if options.json:
        return {"report": made.text}
    sys.stdout.write(made.text)
    return {}
