"""The SQL of project file version 1, frozen. Later versions are steps of their own in migrations.py."""

FIRST_SCHEMA: tuple[str, ...] = (
    "PRAGMA application_id=1279345228",
    """
    CREATE TABLE arrays (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        dtype TEXT NOT NULL,
        shape TEXT NOT NULL,
        digest BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE classes (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        "key" TEXT NOT NULL,
        position INTEGER NOT NULL,
        UNIQUE (name)
    )
    """,
    """
    CREATE TABLE folders (
        id INTEGER NOT NULL,
        path BLOB NOT NULL,
        added REAL NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE history (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        op TEXT NOT NULL,
        text TEXT NOT NULL,
        payload BLOB NOT NULL,
        undone INTEGER NOT NULL,
        at REAL NOT NULL
    )
    """,
    """
    CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE runs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        stage TEXT NOT NULL,
        spec TEXT NOT NULL,
        state TEXT NOT NULL,
        created REAL NOT NULL,
        ended REAL,
        message TEXT NOT NULL,
        result TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE chunks (
        array_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        digest BLOB NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (array_id, position),
        FOREIGN KEY(array_id) REFERENCES arrays (id)
    )
    """,
    """
    CREATE TABLE encoders (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        architecture TEXT NOT NULL,
        start TEXT NOT NULL,
        size INTEGER NOT NULL,
        width INTEGER NOT NULL,
        mean TEXT NOT NULL,
        std TEXT NOT NULL,
        weights INTEGER,
        run_id INTEGER,
        created REAL NOT NULL,
        FOREIGN KEY(weights) REFERENCES arrays (id),
        FOREIGN KEY(run_id) REFERENCES runs (id)
    )
    """,
    """
    CREATE TABLE images (
        id INTEGER NOT NULL,
        folder_id INTEGER NOT NULL,
        path BLOB NOT NULL,
        digest BLOB NOT NULL,
        file_size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        format TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        added REAL NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (folder_id, path),
        FOREIGN KEY(folder_id) REFERENCES folders (id)
    )
    """,
    "CREATE INDEX images_by_digest ON images (digest)",
    """
    CREATE TABLE metrics (
        run_id INTEGER NOT NULL,
        step INTEGER NOT NULL,
        metrics TEXT NOT NULL,
        PRIMARY KEY (run_id, step),
        FOREIGN KEY(run_id) REFERENCES runs (id)
    )
    """,
    """
    CREATE TABLE classifiers (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        encoder_id INTEGER NOT NULL,
        mode TEXT NOT NULL,
        class_ids TEXT NOT NULL,
        class_names TEXT NOT NULL,
        weights INTEGER NOT NULL,
        labels INTEGER NOT NULL,
        accuracy REAL,
        low REAL,
        high REAL,
        details TEXT NOT NULL,
        run_id INTEGER,
        created REAL NOT NULL,
        FOREIGN KEY(encoder_id) REFERENCES encoders (id),
        FOREIGN KEY(weights) REFERENCES arrays (id),
        FOREIGN KEY(run_id) REFERENCES runs (id)
    )
    """,
    """
    CREATE TABLE embeddings (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        encoder_id INTEGER NOT NULL,
        ids INTEGER NOT NULL,
        vectors INTEGER NOT NULL,
        run_id INTEGER,
        created REAL NOT NULL,
        FOREIGN KEY(encoder_id) REFERENCES encoders (id),
        FOREIGN KEY(ids) REFERENCES arrays (id),
        FOREIGN KEY(vectors) REFERENCES arrays (id),
        FOREIGN KEY(run_id) REFERENCES runs (id)
    )
    """,
    "CREATE INDEX embeddings_by_encoder ON embeddings (encoder_id)",
    """
    CREATE TABLE labels (
        image_id INTEGER NOT NULL,
        class_id INTEGER,
        mark TEXT NOT NULL,
        origin TEXT NOT NULL,
        classifier_id INTEGER,
        changed REAL NOT NULL,
        PRIMARY KEY (image_id),
        FOREIGN KEY(image_id) REFERENCES images (id),
        FOREIGN KEY(class_id) REFERENCES classes (id)
    )
    """,
    "CREATE INDEX labels_by_class ON labels (class_id)",
    """
    CREATE TABLE maps (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        encoder_id INTEGER NOT NULL,
        method TEXT NOT NULL,
        ids INTEGER NOT NULL,
        xy INTEGER NOT NULL,
        run_id INTEGER,
        created REAL NOT NULL,
        FOREIGN KEY(encoder_id) REFERENCES encoders (id),
        FOREIGN KEY(ids) REFERENCES arrays (id),
        FOREIGN KEY(xy) REFERENCES arrays (id),
        FOREIGN KEY(run_id) REFERENCES runs (id)
    )
    """,
    """
    CREATE TABLE predictions (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        classifier_id INTEGER NOT NULL,
        ids INTEGER NOT NULL,
        probabilities INTEGER NOT NULL,
        created REAL NOT NULL,
        FOREIGN KEY(classifier_id) REFERENCES classifiers (id),
        FOREIGN KEY(ids) REFERENCES arrays (id),
        FOREIGN KEY(probabilities) REFERENCES arrays (id)
    )
    """,
)
