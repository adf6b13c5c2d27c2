"""Every edit, its undo and redo, also after a restart; against a dict as the obvious version."""

import uuid

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.project import classes, history, imported, labels, schema
from core.project.project import Project


def state(project: Project) -> tuple[object, object]:
    columns = labels.columns(project)
    return classes.every(project), dict(zip(columns.ids.tolist(), columns.classes.tolist(), strict=True))


def test_label_undo_redo_survive_a_restart(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    change = labels.assign(project, images=[3, 5], class_id=moth.id)
    assert (change.op, change.images) == ("label", {3, 5})
    labelled = state(project)
    project.close()
    with Project.open(project.path) as again:
        assert history.next_steps(again) == ("label 2 images “moth”", "")
        undone = history.undo(again)
        assert undone is not None
        assert undone.images == {3, 5}
        assert state(again)[1] == {}
        again.close()
    with Project.open(project.path) as again:
        history.redo(again)
        assert state(again) == labelled


def test_none_of_these_only_where_nothing_is_said_yet(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1], class_id=moth.id)
    labels.mark(project, images=[2], mark="skip")
    before = state(project)
    change, count = labels.mark_strangers(project, images=[1, 2, 3, 4])
    assert (count, change.images) == (2, {3, 4})
    assert history.next_steps(project)[0] == "mark 2 images as none of these"
    assert state(project)[1] == before[1] | {3: labels.MARK_CODES["none"], 4: labels.MARK_CODES["none"]}
    history.undo(project)
    assert state(project) == before


def test_the_same_label_again_is_no_step(project: Project) -> None:
    """Its undo took back nothing, which failed the test of any sequence below now and then."""
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1, 2], class_id=moth.id)
    change = labels.assign(project, images=[2, 3], class_id=moth.id)
    assert change.images == {3}
    assert not labels.assign(project, images=[1, 2, 3], class_id=moth.id).tables
    history.undo(project)
    assert labels.columns(project).ids.tolist() == [1, 2]


def test_new_edit_ends_redo(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1], class_id=moth.id)
    history.undo(project)
    labels.assign(project, images=[2], class_id=moth.id)
    assert history.redo(project) is None
    assert labels.columns(project).ids.tolist() == [2]


def test_one_can_go_back_and_forth_to_any_step(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    states = [state(project)]
    for image in (1, 2, 3, 4):
        labels.assign(project, images=[image], class_id=moth.id)
        states.append(state(project))
    steps = [entry.id for entry in reversed(history.entries(project))]
    for place in (1, 4, 0, 3, 3, 2):
        change = history.go_to(project, steps[place])
        assert state(project) == states[place]
        assert change is None or change.tables == {"labels"}
    change = history.go_to(project, 0)
    assert change is not None
    assert change.tables == {"labels", "classes"}
    assert change.images == {1, 2, 3} - {3}
    assert state(project) == ([], {})
    assert history.go_to(project, 0) is None
    history.go_to(project, steps[-1])
    assert state(project) == states[-1]


def test_a_key_given_to_another_class_is_swapped_and_comes_back(project: Project) -> None:
    (_, a), (_, b) = classes.add(project, name="a"), classes.add(project, name="b")
    classes.set_key(project, class_id=b.id, key="1")
    assert [c.key for c in classes.every(project)] == ["2", "1"]
    classes.set_key(project, class_id=a.id, key="")
    assert [c.key for c in classes.every(project)] == ["", "1"]
    history.undo(project)
    history.undo(project)
    assert [c.key for c in classes.every(project)] == ["1", "2"]
    with pytest.raises(UserError, match="cannot be the key"):
        classes.set_key(project, class_id=a.id, key="s")


def test_the_tenth_class_gets_a_letter(project: Project) -> None:
    made = [classes.add(project, name=f"class {n}")[1] for n in range(12)]
    assert [c.key for c in made[8:]] == ["9", "q", "w", "e"]


def test_delete_class_comes_back_whole(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1, 2, 3], class_id=moth.id)
    before = state(project)
    classes.delete(project, class_id=moth.id)
    assert state(project) == ([], {})
    history.undo(project)
    assert state(project) == before


def test_merge_moves_labels_and_undoes(project: Project) -> None:
    (_, a), (_, b) = classes.add(project, name="a"), classes.add(project, name="b")
    labels.assign(project, images=[1, 2], class_id=a.id)
    labels.assign(project, images=[3], class_id=b.id)
    before = state(project)
    classes.merge(project, class_id=a.id, into=b.id)
    assert labels.count(project) == {b.id: 3}
    history.undo(project)
    assert state(project) == before


def test_marks_replace_classes_and_clear_takes_them_off(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1, 2], class_id=moth.id)
    labels.mark(project, images=[2], mark="skip")
    assert state(project)[1] == {1: moth.id, 2: labels.MARK_CODES["skip"]}
    labels.clear(project, images=[1, 2])
    assert state(project)[1] == {}
    history.undo(project)
    assert state(project)[1] == {1: moth.id, 2: labels.MARK_CODES["skip"]}


def test_a_new_class_for_what_has_no_label_is_one_step(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1], class_id=moth.id)
    labels.mark(project, images=[2], mark="skip")
    before = state(project)
    change, wasp, labelled = labels.assign_new(project, images=[1, 2, 3, 4], name=" wasp ")
    assert (wasp.name, labelled) == ("wasp", 2)
    assert change.images == {3, 4}
    assert state(project) == ([moth, wasp], {1: moth.id, 2: -2, 3: wasp.id, 4: wasp.id})
    assert history.next_steps(project)[0] == "new class “wasp” for 2 images"
    history.undo(project)
    assert state(project) == before
    history.redo(project)
    assert state(project)[1][4] == wasp.id
    with pytest.raises(UserError, match="already"):
        labels.assign_new(project, images=[5], name="wasp")
    assert 5 not in state(project)[1]
    assert labels.assign_new(project, images=[1, 3], name="fly")[2] == 0
    assert history.next_steps(project)[0] == "new class “fly”"


def test_the_history_says_in_words_what_was_marked(project: Project) -> None:
    """It said "mark as none of these 1 image"."""
    for mark, some, said in (
        ("none", [1], "mark 1 image as none of these"),
        ("unsure", [1, 2], "mark 2 images as not sure"),
        ("skip", [3], "skip 1 image"),
    ):
        labels.mark(project, images=some, mark=mark)
        assert history.next_steps(project)[0] == said


def test_import_makes_classes_and_leaves_unknown_paths_out_in_one_step(project: Project) -> None:
    _, made = imported.by_path(project, {"000.jpg": "b", "001.jpg": "a", "nowhere.jpg": "c"})
    assert made == ("a", "b")
    assert len(state(project)[1]) == 2
    history.undo(project)
    assert state(project) == ([], {})


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_bad_class_names_are_refused(project: Project, name: str) -> None:
    with pytest.raises(UserError):
        classes.add(project, name=name)


def test_taken_name_is_refused_and_ids_are_never_used_twice(project: Project) -> None:
    _, first = classes.add(project, name="moth")
    with pytest.raises(UserError, match="already"):
        classes.add(project, name=" moth ")
    classes.delete(project, class_id=first.id)
    _, second = classes.add(project, name="moth")
    assert second.id > first.id


def test_failed_edit_leaves_no_step(project: Project) -> None:
    with pytest.raises(UserError):
        classes.rename(project, class_id=99, name="x")
    assert history.entries(project) == []


def test_fifty_thousand_labels_undo(project: Project) -> None:
    from core.project import images
    from tests.core.project.conftest import found

    images.add_found(project, [found(f"many/{n}.jpg", n) for n in range(50_000)])
    ids = images.image_list(project).ids
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=ids.tolist(), class_id=moth.id)
    assert len(labels.columns(project).ids) == 50_100
    history.undo(project)
    assert len(labels.columns(project).ids) == 0


_OPS = st.lists(
    st.tuples(st.sampled_from(["label", "mark", "clear", "add", "delete", "undo", "redo"]), st.integers(0, 5)), max_size=25
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ops=_OPS)
def test_any_sequence_of_edits_undoes_to_the_start(project: Project, ops: list[tuple[str, int]]) -> None:
    with project.write() as connection:  # each example starts with nothing to undo or redo
        connection.execute(schema.history.delete())
    start = state(project)
    past, future = [start], []
    rng = np.random.default_rng(0)
    for op, number in ops:
        before = state(project)
        if op == "undo":
            history.undo(project)
            if len(past) > 1:
                future.append(past.pop())
            assert state(project) == past[-1]
            continue
        if op == "redo":
            if history.redo(project):
                past.append(future.pop())
            assert state(project) == past[-1]
            continue
        _apply(project, op, number, rng)
        if state(project) != before:
            past.append(state(project))
            future = []


def _apply(project: Project, op: str, number: int, rng: np.random.Generator) -> None:
    known = classes.every(project)
    some = sorted({int(i) for i in rng.integers(1, 20, 4)})
    if op == "add":
        classes.add(project, name=uuid.uuid4().hex)
    elif op == "mark":
        labels.mark(project, images=some, mark=("skip", "unsure", "none")[number % 3])
    elif op == "clear":
        labels.clear(project, images=some)
    elif known and op == "label":
        labels.assign(project, images=some, class_id=known[number % len(known)].id)
    elif known and op == "delete":
        classes.delete(project, class_id=known[number % len(known)].id)
