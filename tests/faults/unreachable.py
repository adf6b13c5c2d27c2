"""The faults that cannot be brought about on the machines the tests run on, and what the code does for each.

Numbers as in docs/reliability.md.
"""

UNREACHABLE: dict[int, str] = {}
