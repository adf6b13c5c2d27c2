"""The process behind `core.jobs.previews`: answers until its stdin ends."""

import os
import sys
import traceback

from core import words, workflow
from core.errors import UserError
from core.jobs.previews import PreviewJob, write_answer
from core.jobs.worker import be_modest
from core.words import tr


def main() -> int:
    """Returns the exit code."""
    words.speak_as_told()
    be_modest()
    # What a library prints must not get between the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    make = workflow.load_previewer()
    for line in sys.stdin.buffer:
        try:
            write_answer(out, make(PreviewJob.from_line(line)))
        except UserError as error:
            write_answer(out, str(error))
        except BrokenPipeError:
            break
        except Exception as error:
            traceback.print_exc()
            write_answer(out, tr("Something went wrong inside Labelight: {error}", error=error))
    return 0
