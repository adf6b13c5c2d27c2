"""The bridge between the app and a run: run folder, manifest, events, reporter, worker (child), runner (parent)."""
