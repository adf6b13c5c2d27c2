"""Agreement to a download, on the command line: with --download, or with a yes at the terminal. Never without either."""

import sys
from typing import Literal

from core import weights
from core.console import yes
from core.errors import UserError
from core.weights import WeightsCard
from core.words import tr


def agree(card: WeightsCard, given: bool) -> Literal[True]:
    """Say what would be downloaded; go on only if that was `given`, or with a yes at the terminal. UserError otherwise."""
    sys.stderr.write(tr("This start needs a download: {facts}\n", facts=weights.facts(card)))
    if not given and not yes(tr("Download it now? [y/N] ")):
        raise UserError(
            tr(
                "Nothing was downloaded and nothing was changed. Add --download to agree to it, or begin with "
                "--start bundled, which needs no network."
            )
        )
    return True
