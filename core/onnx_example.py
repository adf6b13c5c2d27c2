"""The example beside an ONNX file: a program that needs nothing of this one. The stage export runs it before "done" is said."""

_TEXT = '''\
"""What a picture shows, by a classifier made with Labelight:  python {program} PICTURE ...

Needs: pip install onnxruntime pillow numpy
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

model = onnxruntime.InferenceSession(str(Path(__file__).with_name({model})), providers=["CPUExecutionProvider"])
about = model.get_modelmeta().custom_metadata_map
names, side, none_below = json.loads(about["class_names"]), int(about["side"]), float(about.get("none_below", 0))


def classify(path):
    """The class of the picture in this file, and how sure that is (0 to 1)."""
    picture = Image.open(path)
    picture.draft("RGB", (side, side))  # a large JPEG: only as large as needed
    picture = ImageOps.exif_transpose(picture).convert("RGBA")  # upright
    pixels = Image.new("RGB", picture.size, (128, 128, 128))
    pixels.paste(picture, mask=picture)  # what is transparent lies over grey
    pixels = pixels.resize((side, side), Image.Resampling.BICUBIC, reducing_gap=3.0)
    probabilities, *familiar = model.run(None, {{"image": np.asarray(pixels)[None]}})
    stranger = bool(familiar) and familiar[0][0] < none_below
    return "none of these" if stranger else names[probabilities[0].argmax()], float(probabilities[0].max())


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print("{{}}: {{}} ({{:.1%}} sure)".format(path, *classify(path)))
'''


def text(model: str) -> str:
    """The program; `model` is the name of the ONNX file that lies beside it, of which it is to be called `name(model)`."""
    shown = name(model).encode("ascii", "backslashreplace").decode().replace("\\", "\\\\").replace('"', "'")
    return _TEXT.format(program=shown, model=ascii(model))


def name(model: str) -> str:
    """moths.onnx -> moths_example.py"""
    return f"{model.rsplit('.', 1)[0]}_example.py"
