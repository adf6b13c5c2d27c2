"""The faults that cannot be brought about on the machines the tests run on, and what the code does for each.

Numbers as in docs/reliability.md.
"""

UNREACHABLE: dict[int, str] = {
    29: "Windows' paths of more than 260 characters, UNC and reserved names. Paths are joined by pathlib and never cut; what "
    "is written is short and has no reserved name (core/operations/leaving/names.py, tested by test_rule_07_...).",
    35: "Files that a cloud keeps: no such file system can be mounted here. A look opens no known file (test_fault_35_...); a "
    "new one is read in the compute process, which Stop ends after five seconds whatever it waits for (test_fault_36_...).",
    57: "Old drivers and operators that MPS lacks: no such device here. The probe runs in a compute process, whose end is a "
    "sentence on the Learn page (test_fault_57_... does it without torch).",
}
