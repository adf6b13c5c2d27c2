"""Names of files as text: bytes that are no text come as lone surrogates, which no terminal and no file can take."""


def printable(name: str) -> str:
    r"""The name with such bytes written out, as \xe9."""
    return name.encode("utf-8", "backslashreplace").decode()
