"""The one door: a window, a subcommand, or (for ourselves) the compute process. Imports only what the choice needs."""

import multiprocessing
import sys

from core import frozen, streams

_COMMANDS_AND_HELP = ("-h", "--help", "--version")


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 0 done, 1 the user's world, 2 wrong usage, 130 interrupted."""
    multiprocessing.freeze_support()
    streams.ensure()
    frozen.restore()
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["--worker"]:
        from core.jobs.worker import main as work

        return work(arguments[1])
    if arguments[:1] == ["--try"]:
        from core.pixels.trial import main as try_one

        return try_one(arguments[1], int(arguments[2]), int(arguments[3]))
    if arguments == ["--previews"]:
        from core.jobs.preview_worker import main as preview

        return preview()
    from core import cli

    if arguments and (arguments[0] in cli.COMMANDS or arguments[0] in _COMMANDS_AND_HELP):
        return cli.main(arguments)
    from desktop_app.app import main as show

    return show(arguments)


if __name__ == "__main__":
    sys.exit(main())
