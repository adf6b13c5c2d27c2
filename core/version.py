"""Which Labelight this is."""

from importlib import metadata


def version() -> str:
    """As installed, for example 0.1.0."""
    try:
        return metadata.version("labelight")
    except metadata.PackageNotFoundError:
        return "(not installed)"
