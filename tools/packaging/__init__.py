"""The one-folder app: what goes into it, how it is built, how it is tried (docs/app.md)."""
