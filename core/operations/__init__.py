"""What joins the project and the stages: prepare a run from the project, store what it made. Used by window and CLI alike."""
