"""Labelight without a window: the project file, the stages, the learning, the command line. Never imports Qt."""
