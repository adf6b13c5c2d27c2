"""A pretrained encoder is used when it was compared with the one in use, and not before; the user has the last word."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.jobs.events import Done
from core.jobs.reporter import ListReporter
from core.operations import comparing, following, handover
from core.operations import runs as operations
from core.project import classes, encoders, images, labels, maps, runs
from core.project.project import Project
from core.records import EncoderCard, FoundImage, Run
from core.specs import CompareSpec, EmbedSpec

COUNT = 40
CARD = {"name": "new", "architecture": "tiny", "start": "random", "size": 32, "width": 12, "mean": [0.5] * 3, "std": [0.5] * 3}
TRUTH = np.arange(COUNT) % 2


def vectors(clear: float, seed: int = 0) -> np.ndarray:
    """Embeddings float16 [COUNT, 12] that show the two classes as clearly as said."""
    return (clear * np.eye(2, 12)[TRUTH] + np.random.default_rng(seed).standard_normal((COUNT, 12))).astype(np.float16)


def embed(project: Project, card: EncoderCard, clear: float, count: int = COUNT) -> None:
    encoders.add_embeddings(project, card.id, np.arange(1, count + 1), vectors(clear)[:count])


def pretrain(project: Project, folder: Path) -> tuple[EncoderCard, Run]:
    """The end of a pretraining, without its hours."""
    folder.mkdir(exist_ok=True)
    (folder / "encoder.safetensors").write_bytes(b"weights")
    run = runs.create(project, stage="pretrain", spec={})
    result = {"encoder": dict(CARD), "before": 99}  # what a bundle from elsewhere might claim is not believed
    handover.OF["pretrain"].store(project, run.id, folder, result)
    runs.set_state(project, run.id, "done", result=result)
    return encoders.find(project, result["encoder"]), runs.get(project, run.id)


def label(project: Project, count: int, origin: str = "person") -> None:
    for code in (0, 1):
        _, made = classes.add(project, name=f"class {code}")
        rows = (np.arange(code, COUNT, 2)[:count] + 1).tolist()
        labels.assign(project, images=rows, class_id=made.id, origin=origin)


def compare(project: Project, card: EncoderCard) -> dict:
    spec = comparing.due(project, card)
    assert spec is not None
    return operations.run_here(project, "compare", spec, ListReporter())


@pytest.fixture
def project(tmp_path: Path):
    """COUNT images, all embedded with the bundled encoder, which does not see the classes well."""
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        names = [f"{n:02d}.png" for n in range(COUNT)]
        images.add_found(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in names])
        embed(project, encoders.bundled(project), clear=0.5)
        yield project


@pytest.fixture
def new(project: Project, tmp_path: Path) -> EncoderCard:
    """A new encoder, embedded, that sees the classes clearly; two classes have eight labels each."""
    card, _ = pretrain(project, tmp_path / "run")
    embed(project, card, clear=6)
    label(project, 8)
    return card


def test_where_there_is_nothing_to_compare_with_the_new_encoder_is_used(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "q.labelight", tmp_path / "pictures") as project:
        images.add_found(project, [FoundImage("a.png", 1, 1, b"a" * 16, 8, 8)])
        card, run = pretrain(project, tmp_path / "run")
        assert encoders.current(project) == card
        assert run.result["before"] is None
        assert [c.name for c in encoders.every(project)] == ["new"]
        assert comparing.waiting(project) is None


def test_a_new_encoder_is_held_back_embedded_compared_and_used(project: Project, tmp_path: Path) -> None:
    bundled = encoders.current(project)
    card, run = pretrain(project, tmp_path / "run")
    assert encoders.current(project) == bundled
    assert comparing.waiting(project) == card
    assert following.after(project, run) == ("embed", EmbedSpec(encoder=str(card.id)))
    embed(project, card, clear=6, count=30)
    assert comparing.due(project, card) is None  # three quarters are not nearly all
    with pytest.raises(UserError, match="not embedded with the encoder “new”"):
        operations.begin(project, "compare", CompareSpec(str(card.id), str(bundled.id)))
    embed(project, card, clear=6)
    label(project, 8)
    embedded = Run(0, "embed", {}, "done", 0.0, result={"encoder": "new"})
    assert following.after(project, embedded) == ("compare", CompareSpec(str(card.id), str(bundled.id)))
    result = compare(project, card)
    assert result["chosen"] == result["encoder"] == "new"
    assert result["after"] > result["before"]
    assert result["labels"] == 16
    assert encoders.current(project) == card
    assert comparing.waiting(project) is None
    newest = comparing.newest(project)
    assert newest is not None
    assert newest.result["sentence"] == result["sentence"]
    step = following.after(project, newest)
    assert step is not None
    assert (step[0], step[1].encoder) == ("map", str(card.id))


def test_a_worse_encoder_is_not_used_and_keeps_no_map(project: Project, tmp_path: Path) -> None:
    bundled = encoders.current(project)
    embed(project, bundled, clear=6)
    maps.add(project, bundled.id, "umap", np.arange(1, COUNT + 1), np.zeros((COUNT, 2), np.float32))
    card, _ = pretrain(project, tmp_path / "run")
    embed(project, card, clear=0.3)
    label(project, 8)
    assert compare(project, card)["chosen"] == "bundled"
    assert encoders.current(project) == bundled
    newest = comparing.newest(project)
    assert newest is not None
    assert following.after(project, newest) is None  # the map of the encoder in use is there
    encoders.set_current(project, card.id)  # the user overrules
    step = following.first_due(project, ("embed", "map"))
    assert step is not None
    assert (step[0], step[1].encoder) == ("map", str(card.id))


def test_what_the_user_chooses_meanwhile_stands(project: Project, tmp_path: Path, new: EncoderCard) -> None:
    third = encoders.add(project, EncoderCard(**{**new.__dict__, "name": "third"}), b"weights", use=False)
    spec = comparing.due(project, new)
    begun = operations.begin(project, "compare", spec)
    encoders.set_current(project, third.id)
    operations.finish(project, begun, Done({"chosen": "after", "sentence": "Better."}))
    assert encoders.current(project) == third
    newest = comparing.newest(project)
    assert newest is not None
    assert (newest.result["chosen"], newest.result["encoder"]) == ("new", "third")


def test_one_who_takes_the_new_encoder_at_once_still_learns_whether_it_is_better(project: Project, new: EncoderCard) -> None:
    encoders.set_current(project, new.id)
    spec = comparing.due(project, new)
    assert spec is not None
    assert encoders.get(project, int(spec.before)).name == "bundled"
    compare(project, new)
    assert encoders.current(project) == new


def test_accepted_predictions_do_not_judge(project: Project, tmp_path: Path) -> None:
    card, _ = pretrain(project, tmp_path / "run")
    embed(project, card, clear=6)
    label(project, 8, origin="accepted")
    result = compare(project, card)
    assert result["after"] is None
    assert "too few labels" in result["sentence"]
    assert result["chosen"] == "new"


def test_only_labelled_images_and_a_sample_are_handed_over(
    project: Project, new: EncoderCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "SAMPLE", 5)
    begun = operations.begin(project, "compare", comparing.due(project, new))
    with np.load(begun.folder / "embeddings.npz") as after, np.load(begun.folder / "before.npz") as before:
        assert np.array_equal(after["ids"], before["ids"])
        assert len(after["ids"]) == 16 + 5
        assert set(range(1, 17)) <= set(after["ids"].tolist())
        assert np.array_equal(after["vectors"], vectors(6)[after["ids"] - 1])
        assert np.array_equal(before["vectors"], vectors(0.5)[before["ids"] - 1])


def test_what_was_broken_off_goes_on(project: Project, tmp_path: Path) -> None:
    assert following.left_undone(project) is None
    card, _ = pretrain(project, tmp_path / "run")
    assert following.left_undone(project) == following.first_of_waiting(project) == ("embed", EmbedSpec(encoder=str(card.id)))
    embed(project, card, clear=6)
    left = following.left_undone(project)
    assert left is not None
    assert left[0] == "compare"
    compare(project, card)
    assert following.left_undone(project) is None
    assert following.first_of_waiting(project) is None


def test_an_instant_map_grows_only_for_the_encoder_in_use(project: Project, new: EncoderCard) -> None:
    for card, expected in ((new, 0), (encoders.current(project), 1)):
        with project.write() as connection:
            connection.exec_driver_sql("UPDATE images SET added = 9e12 WHERE id = 1")  # its file has changed
        begun = operations.begin(project, "embed", EmbedSpec(encoder=str(card.id)))
        part = {"ids": np.array([1]), "vectors": vectors(1)[:1], "xy": np.zeros((1, 2), np.float32)}
        np.savez(begun.folder / "part.npz", **part)
        operations.store_part(project, begun, "part.npz")
        assert maps.count(project) == expected
        runs.set_state(project, begun.run.id, "stopped")
