"""What `export` takes on the command line. Imports nothing: the window starts through core/cli.py too."""

from typing import Any

_Argument = tuple[tuple[str, ...], dict[str, Any]]

ARGUMENTS: tuple[_Argument, ...] = (
    (("--labels",), {"metavar": "F", "help": "labels and predictions, one row per image: F.csv or F.json"}),
    (("--coco",), {"metavar": "F", "help": "labels as COCO writes them, for classification: F.json"}),
    (("--folders",), {"metavar": "DIR", "help": "a folder per class: by label, or by prediction where there is none"}),
    (("--image-folder",), {"metavar": "DIR", "help": "a new folder to train from elsewhere: DIR/CLASS/FILE"}),
    (("--val",), {"type": float, "default": 0.0, "metavar": "P", "help": "with --image-folder: this share of each class apart, "
                  "as DIR/train and DIR/val, for example 0.2; copies of an image stay on one side"}),
    (("--seed",), {"type": int, "default": 0, "metavar": "N", "help": "with --val: the same number, the same images"}),
    (("--link",), {"nargs": "?", "const": "symbolic", "choices": ("symbolic", "hard"), "help": "link instead of copying: "
                   "symbolic (default) or hard; the file system must know such links"}),
    (("--embeddings",), {"metavar": "F", "help": "the vectors of the current encoder: F.npz, or F.csv for pandas and Parquet"}),
    (("--onnx",), {"metavar": "F", "help": "the classifier with its preprocessing: F.onnx, beside it an example in Python and "
                   "a model card (F_example.py, F.md)"}),
    (("--alone",), {"action": "store_true", "help": "with --onnx: no example and no model card"}),
    (("--classifier",), {"metavar": "F", "help": "the classifier for torch: F.safetensors, with a card F.json"}),
    (("--encoder",), {"metavar": "F", "help": "the encoder in use (with --classifier: the classifier's) for torch: "
                      "F.safetensors, with a card F.json"}),
    (("--only",), {"metavar": "WHICH", "help": "which images: all, labelled, predicted (without a label), sure (either), or a "
                   "CSV with a column path (default: labelled for --coco and --image-folder, all for the others)"}),
    (("--confidence",), {"type": float, "default": 0.0, "metavar": "X", "help": "with --only predicted or sure: the least "
                         "confidence of a prediction, for example 0.9"}),
    (("--overwrite",), {"action": "store_true", "help": "files of these names may be replaced; never an image"}),
)  # fmt: skip
