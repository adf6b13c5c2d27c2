"""One file per stage: a pure function of (spec, manifest, run folder, reporter). Never imports the project."""
