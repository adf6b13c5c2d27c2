"""The commands for when something went wrong: save what can be read of a project, and say what to send."""

import argparse
import sys
from pathlib import Path
from typing import Any

from core.logs import Hiding
from core.project.rescue import rescue as rescue_file
from core.report import of_file


def rescue(options: argparse.Namespace) -> dict[str, Any]:
    rescued = rescue_file(Path(options.project), Path(options.new))
    sys.stderr.write("\n".join(rescued.sentences) + "\n")
    sys.stderr.write(f"The new project is {rescued.project}; {options.project} is as it was.\n")
    return {"kept": rescued.kept, "lost": rescued.lost, "project": str(rescued.project)}


def report(options: argparse.Namespace) -> dict[str, Any]:
    """The report on stdout, to be copied or redirected into a file."""
    made = of_file(Path(options.project) if options.project else None, Hiding())
    if options.json:
        return {"report": made.text}
    sys.stdout.write(made.text)
    return {}
