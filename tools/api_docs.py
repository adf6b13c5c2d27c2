"""docs/api.md from the docstrings of what a notebook needs. Reads the source and imports nothing, so torch is not loaded.

    python -m tools.api_docs [--check]

`--check` writes nothing and exits with 1 if the page is out of step.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "api.md"

CONTENTS: tuple[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "A project, read",
        "Everything is by id: an image, a class, an encoder keeps its id for good. What belongs together has one length.",
        (
            ("core.project.reading", ("open_project",)),
            ("core.project.project", ("Project", "Project.open", "Project.close", "Project.folder", "Project.edit")),
            ("core.project.images", ("image_list", "counts", "unreadable", "file_columns", "FileColumns")),
            ("core.project.classes", ("every",)),
            ("core.project.labels", ("columns", "LabelColumns", "with_origin", "Given", "count", "MARK_CODES")),
            ("core.project.encoders", ("every", "current", "find", "embeddings", "weights")),
            ("core.project.maps", ("shown", "latest")),
            ("core.project.classifiers", ("every", "current", "predictions", "PredictionColumns", "weights")),
            ("core.records", ("Image", "Class", "EncoderCard", "ClassifierCard", "Change")),
            ("core.jobs.manifest", ("ImageList",)),
        ),
    ),
    (
        "Classifiers of few labels",
        "numpy on embeddings; no torch, no project.",
        (
            ("core.classify.quick", ("reduce", "Reduced", "learn", "answer", "Answer")),
            (
                "core.classify.logistic",
                ("fit", "LogisticModel", "LogisticModel.logits", "LogisticModel.probabilities", "unit", "standard"),
            ),
            ("core.classify.scores", ("confusion", "accuracy", "per_class", "ClassScore", "interval", "best_temperature")),
            ("core.classify.suggest", ("suggest",)),
            ("core.classify.strategies", ("Pick", "Strategy")),
        ),
    ),
    (
        "Pixels and encoders",
        "Encoders need torch; decoding does not.",
        (
            ("core.pixels.decode", ("decode", "to_square", "Unreadable")),
            ("core.learn.encoders", ("load", "read_card", "start_encoder", "build", "save")),
            ("core.learn.embedding", ("prepare", "vectors", "embed")),
            ("core.learn.device", ("choose", "available")),
            (
                "core.learn.classifier",
                ("load", "Classifier", "Classifier.probabilities", "Classifier.familiar", "Classifier.build_network"),
            ),
        ),
    ),
    (
        "Errors",
        "",
        (("core.errors", ("UserError", "OnlyReadable", "DamagedProject", "DamagedPart", "WriteFailed")),),
    ),
)
"""Heading, a sentence, and for each module the names to tell of, in this order."""

_HEAD = """# The API for notebooks

What `core` offers to a notebook or a script: reading a project as numpy arrays, the classifiers of few labels, encoders. Made
from the docstrings by `python -m tools.api_docs`; a test holds it in step. An example to begin with:
[notebook.py](examples/notebook.py).

```python
from core.classify import quick
from core.project import encoders, labels
from core.project.reading import open_project

with open_project(path) as project:
    ids, vectors = encoders.embeddings(project, encoders.current(project).id)
    given = labels.columns(project)

print(vectors.shape, len(given.ids), "labels")
```

In shapes N is the number of images, L of labels, C of classes, D of numbers in an embedding, B of images at a time, S a side in
pixels. Probabilities, shares and accuracies are 0 to 1; times are seconds since 1970. A project that is open for writing here
cannot be opened for writing in the window, and the other way round: then `open_project` gives a copy as of now, and `read_only`
says why.
"""


def page() -> str:
    """The whole of docs/api.md."""
    parts = [_HEAD]
    for heading, sentence, modules in CONTENTS:
        parts.append(f"\n## {heading}\n")
        if sentence:
            parts.append(f"\n{sentence}\n")
        for module, names in modules:
            parts.append(f"\n### {module}\n")
            parts += [_entry(*told) for told in entries(module, names)]
    return "".join(parts)


def entries(module: str, names: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(name, how it is written, its docstring) of each. LookupError for a name that is not there."""
    tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    for name in names:
        scope: list[ast.stmt] = tree.body
        found: ast.stmt | None = None
        for part in name.split("."):
            found = next((node for node in scope if part in _names(node)), None)
            if found is None:
                raise LookupError(f"{module} has no {name}: mend CONTENTS in tools/api_docs.py")
            scope = getattr(found, "body", [])
        assert found is not None
        if isinstance(found, ast.Assign | ast.AnnAssign):
            yield name, name, _after(tree.body, found)
        elif isinstance(found, ast.FunctionDef | ast.ClassDef):
            yield name, _written(name, found), ast.get_docstring(found) or ""


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _after(body: list[ast.stmt], node: ast.stmt) -> str:
    """The text below a constant."""
    following = body[body.index(node) + 1 :]
    if following and isinstance(following[0], ast.Expr) and isinstance(following[0].value, ast.Constant):
        return str(following[0].value.value)
    return ""


def _written(name: str, node: ast.FunctionDef | ast.ClassDef) -> str:
    if isinstance(node, ast.FunctionDef):
        returned = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
        owner = "." in name
        arguments = ast.unparse(node.args).removeprefix("cls, ").removeprefix("self, ") if owner else ast.unparse(node.args)
        arguments = "" if owner and arguments in ("self", "cls") else arguments
        return f"{name}({arguments}){returned}"
    fields = [f"{n.target.id}: {ast.unparse(n.annotation)}" for n in node.body if isinstance(n, ast.AnnAssign)]
    return f"class {name}({', '.join(fields)})" if fields else f"class {name}"


def _entry(name: str, written: str, text: str) -> str:
    del name
    return f"\n`{written}`\n\n{text.strip()}\n"


def main() -> int:
    made = page()
    if "--check" in sys.argv:
        return int(PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
