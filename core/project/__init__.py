"""The project file: schema, migrations, edits with undo, and one file per entity. Never imports torch or Qt."""
