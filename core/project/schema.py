"""The tables of a project file, as they are now. How older files become this is in migrations.py.

A path is stored as the bytes the file system uses: a name that is not UTF-8 cannot be bound as text (faults.md 28).
"""

from sqlalchemy import BLOB, REAL, TEXT, Column, ForeignKey, Index, Integer, MetaData, Table, UniqueConstraint

APPLICATION_ID = 0x4C41424C  # "LABL", so that `file` and we can tell a project from any other SQLite file

metadata = MetaData()


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


meta = Table(
    "meta",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("value", TEXT, nullable=False),
)

folders = Table("folders", metadata, _id(), Column("path", BLOB, nullable=False), Column("added", REAL, nullable=False))

images = Table(
    "images",
    metadata,
    _id(),
    Column("folder_id", ForeignKey("folders.id"), nullable=False),
    Column("path", BLOB, nullable=False),
    Column("digest", BLOB, nullable=False),
    Column("file_size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("format", TEXT, nullable=False),
    Column("state", TEXT, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("added", REAL, nullable=False),
    UniqueConstraint("folder_id", "path"),
    Index("images_by_digest", "digest"),
)

classes = Table(
    "classes",
    metadata,
    _id(),
    Column("name", TEXT, nullable=False, unique=True),
    Column("colour", TEXT, nullable=False),
    Column("key", TEXT, nullable=False),
    Column("position", Integer, nullable=False),
    sqlite_autoincrement=True,
)

labels = Table(
    "labels",
    metadata,
    Column("image_id", ForeignKey("images.id"), primary_key=True),
    Column("class_id", ForeignKey("classes.id")),
    Column("mark", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("classifier_id", Integer),
    Column("changed", REAL, nullable=False),
    Index("labels_by_class", "class_id"),
)

history = Table(
    "history",
    metadata,
    _id(),
    Column("op", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("payload", BLOB, nullable=False),
    Column("undone", Integer, nullable=False),
    Column("at", REAL, nullable=False),
    sqlite_autoincrement=True,
)

runs = Table(
    "runs",
    metadata,
    _id(),
    Column("stage", TEXT, nullable=False),
    Column("spec", TEXT, nullable=False),
    Column("state", TEXT, nullable=False),
    Column("created", REAL, nullable=False),
    Column("ended", REAL),
    Column("message", TEXT, nullable=False),
    Column("result", TEXT, nullable=False),
    sqlite_autoincrement=True,
)

metrics = Table(
    "metrics",
    metadata,
    Column("run_id", ForeignKey("runs.id"), primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("metrics", TEXT, nullable=False),
)

arrays = Table(
    "arrays",
    metadata,
    _id(),
    Column("dtype", TEXT, nullable=False),
    Column("shape", TEXT, nullable=False),
    Column("digest", BLOB, nullable=False),
    sqlite_autoincrement=True,
)

chunks = Table(
    "chunks",
    metadata,
    Column("array_id", ForeignKey("arrays.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("digest", BLOB, nullable=False),
    Column("bytes", BLOB, nullable=False),
)

encoders = Table(
    "encoders",
    metadata,
    _id(),
    Column("name", TEXT, nullable=False),
    Column("architecture", TEXT, nullable=False),
    Column("start", TEXT, nullable=False),
    Column("size", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("mean", TEXT, nullable=False),
    Column("std", TEXT, nullable=False),
    Column("weights", ForeignKey("arrays.id")),
    Column("run_id", ForeignKey("runs.id")),
    Column("created", REAL, nullable=False),
    sqlite_autoincrement=True,
)

embeddings = Table(
    "embeddings",
    metadata,
    _id(),
    Column("encoder_id", ForeignKey("encoders.id"), nullable=False),
    Column("ids", ForeignKey("arrays.id"), nullable=False),
    Column("vectors", ForeignKey("arrays.id"), nullable=False),
    Column("run_id", ForeignKey("runs.id")),
    Column("created", REAL, nullable=False),
    Index("embeddings_by_encoder", "encoder_id"),
    sqlite_autoincrement=True,
)

maps = Table(
    "maps",
    metadata,
    _id(),
    Column("encoder_id", ForeignKey("encoders.id"), nullable=False),
    Column("method", TEXT, nullable=False),
    Column("ids", ForeignKey("arrays.id"), nullable=False),
    Column("xy", ForeignKey("arrays.id"), nullable=False),
    Column("run_id", ForeignKey("runs.id")),
    Column("created", REAL, nullable=False),
    sqlite_autoincrement=True,
)

classifiers = Table(
    "classifiers",
    metadata,
    _id(),
    Column("encoder_id", ForeignKey("encoders.id"), nullable=False),
    Column("mode", TEXT, nullable=False),
    Column("class_ids", TEXT, nullable=False),
    Column("class_names", TEXT, nullable=False),
    Column("weights", ForeignKey("arrays.id"), nullable=False),
    Column("labels", Integer, nullable=False),
    Column("accuracy", REAL),
    Column("low", REAL),
    Column("high", REAL),
    Column("details", TEXT, nullable=False),
    Column("run_id", ForeignKey("runs.id")),
    Column("created", REAL, nullable=False),
    sqlite_autoincrement=True,
)

predictions = Table(
    "predictions",
    metadata,
    _id(),
    Column("classifier_id", ForeignKey("classifiers.id"), nullable=False),
    Column("ids", ForeignKey("arrays.id"), nullable=False),
    Column("probabilities", ForeignKey("arrays.id"), nullable=False),
    Column("created", REAL, nullable=False),
    sqlite_autoincrement=True,
)

# A table of its own: with one more column, rows of predictions would look like those of embeddings to a rescue.
familiarity = Table(
    "familiarity",
    metadata,
    Column("prediction_id", ForeignKey("predictions.id"), primary_key=True),
    Column("shares", ForeignKey("arrays.id"), nullable=False),
)

picks = Table(
    "picks",
    metadata,
    Column("image_id", ForeignKey("images.id"), primary_key=True),
    Column("reason", TEXT, nullable=False),
    Column("at", REAL, nullable=False),
)
