"""Scripts for the developers: pictures for the documents."""
