# A project in a notebook: each part below is a cell. As it stands: python docs/examples/notebook.py moths.labelight

# %% What it needs. torch and core.learn are for the encoder itself; the rest does without.
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from core.classify import quick
from core.learn import embedding
from core.learn import encoders as networks
from core.pixels.decode import decode, to_square
from core.project import classes, classifiers, encoders, images, labels, maps
from core.project.reading import open_project

# %% Open it. For reading where it is open in the window: then it is a copy as of now.
project = open_project(Path(sys.argv[1]))
print(project.path.name, "·", project.read_only or "open for writing: close it before you open it in the window")

# %% Images and labels. Everything is by id.
listed = images.image_list(project)  # ids int64 [N], paths
path_of = dict(zip(listed.ids.tolist(), listed.paths, strict=True))
name_of = {one.id: one.name for one in classes.every(project)}
given = labels.columns(project)  # ids int64 [L], classes int64 [L]; a negative class is a mark
of_a_class = given.classes > 0
print(len(listed), "images,", int(of_a_class.sum()), "labels:", labels.count(project))

# %% Embeddings as numpy, and places on the map.
card = encoders.current(project)
ids, vectors = encoders.embeddings(project, card.id)  # int64 [N], float16 [N, D]
map_ids, xy = maps.shown(project)  # int64 [M], float32 [M, 2]
print("encoder", card.name, vectors.shape, "map", xy.shape)

# %% A classifier of a moment, as the window makes it after every label.
reduced = quick.reduce(vectors, ids)
rows = np.searchsorted(ids, given.ids[of_a_class])  # places of the labelled images among the embedded ones
learnt = quick.learn(reduced, rows, given.classes[of_a_class])
if learnt is not None:
    class_ids, answer = learnt
    for row in np.argsort(answer.confidence)[:3].tolist():
        guess = name_of[int(class_ids[answer.prediction[row]])]
        print(f"unsure: {path_of[int(ids[row])]} {guess} {answer.confidence[row]:.0%}")

# %% Predictions of the trained classifier, if there is one.
trained = classifiers.current(project)
if trained is not None:
    found = classifiers.predictions(project, trained.id)  # ids [N], probabilities float32 [N, C]
    print(trained.class_names, found.probabilities.shape, "accuracy", trained.accuracy, trained.interval)

# %% The encoder itself, on pictures from anywhere.
stored = encoders.weights(project, card.id)  # safetensors bytes; None: the bundled ones
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "encoder.safetensors"
    if stored is not None:
        file.write_bytes(stored)
    net = networks.load(card, file if stored is not None else None)
pictures = np.stack([to_square(decode(project.folder() / path), card.size) for path in listed.paths[:4]])  # uint8 [4, S, S, 3]
device = torch.device("cpu")
h = embedding.vectors(embedding.prepare(net, device), card, pictures, card.size, device)  # float32 [4, D]
print("embedded anew:", tuple(h.shape))

# %% Close it, so that the window can open it for writing.
project.close()
