"""Labels made elsewhere: nothing is taken that was not meant, what disagrees is told, and one undo takes all of it back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import cli
from core.errors import UserError
from core.operations.importing import applying, coco, folders, offer, plan, sources
from core.operations.importing.applying import Choice
from core.operations.importing.rows import Row, Said, Source
from core.operations.leaving import labels_file
from core.project import classes, history, images, labels
from core.project.project import Project
from core.records import FoundImage

PATHS = ("cat/1.jpg", "cat/2.jpg", "dog/1.jpg", "dog/deep/3.jpg", "root.jpg")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "p.labelight", tmp_path / "pictures")


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.open(path) as project:
        yield project


def make(path: Path, folder: Path, paths: tuple[str, ...] = PATHS) -> Path:
    """A project of such images, each with a content of its own."""
    folder.mkdir(exist_ok=True)
    with Project.create(path, folder) as project:
        images.add_found(project, [FoundImage(p, 1, 1, p.encode().ljust(16)[:16], 8, 8) for p in paths])
    return path


def give(project: Project, **named: tuple[int, ...]) -> None:
    for name, some in named.items():
        known = {c.name: c.id for c in classes.every(project)}
        class_id = known[name] if name in known else classes.add(project, name=name)[1].id
        labels.assign(project, images=some, class_id=class_id)


def given(project: Project) -> dict[str, str]:
    with project.read() as connection:
        path_of = {image: path for path, image in images.ids_by_path(connection).items()}
    return {path_of[image]: label.text for image, label in labels.with_origin(project).items()}


def table(tmp_path: Path, text: str, name: str = "t.csv") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def read(project: Project, file: Path) -> Source:
    return sources.of_file(file, project.path)


def said(source: Source) -> dict[str, str]:
    return {row.path: row.said.words for row in source.rows}


# Plan and edit


def test_a_plan_counts_what_is_new_agrees_conflicts_and_is_unknown_and_changes_nothing(
    project: Project, tmp_path: Path
) -> None:
    give(project, cat=(1, 2))
    source = read(project, table(tmp_path, "path,label\ncat/1.jpg,cat\ncat/2.jpg,dog\ndog/1.jpg,dog\nnowhere.jpg,cat\n"))
    planned = plan.make(project, source)
    assert (planned.new, planned.agree, planned.unknown) == (1, 1, ("nowhere.jpg",))
    assert [(c.path, c.here, c.there) for c in planned.conflicts] == [("cat/2.jpg", "cat", "dog")]
    assert [(c.name, c.images, c.twin) for c in planned.new_classes] == [("dog", 2, "")]
    assert given(project) == {"cat/1.jpg": "cat", "cat/2.jpg": "cat"}
    assert [c.name for c in classes.every(project)] == ["cat"]


@pytest.mark.parametrize(("take", "second"), [("none", "cat"), ("all", "dog"), ({2}, "dog"), ({1}, "cat")])
def test_conflicts_are_decided_as_chosen_and_one_undo_takes_back_labels_and_classes(
    project: Project, tmp_path: Path, take, second: str
) -> None:
    give(project, cat=(1, 2))
    before = given(project)
    source = read(project, table(tmp_path, "path,label\ncat/1.jpg,cat\ncat/2.jpg,dog\ndog/1.jpg,dog\n"))
    change, outcome = applying.apply(project, source, Choice(take))
    assert given(project) == {"cat/1.jpg": "cat", "cat/2.jpg": second, "dog/1.jpg": "dog"}
    origins = {image: label.origin for image, label in labels.with_origin(project).items()}
    assert origins == {1: "person", 2: "import" if second == "dog" else "person", 3: "import"}
    assert outcome.made == ("dog",)
    assert {"labels", "classes"} <= change.tables
    assert "from t.csv" in history.next_steps(project)[0]
    history.undo(project)
    assert given(project) == before
    assert [c.name for c in classes.every(project)] == ["cat"]


def test_a_label_made_after_the_plan_was_shown_is_a_conflict_and_kept(project: Project, tmp_path: Path) -> None:
    source = read(project, table(tmp_path, "path,label\ncat/1.jpg,cat\n"))
    assert plan.make(project, source).conflicts == ()
    give(project, dog=(1,))
    _, outcome = applying.apply(project, source, Choice(frozenset()))
    assert given(project) == {"cat/1.jpg": "dog"}
    assert (outcome.labels, len(outcome.plan.conflicts)) == (0, 1)
    assert [c.name for c in classes.every(project)] == ["dog"], "a class nobody has is not made"


def test_what_changes_nothing_leaves_no_step(project: Project, tmp_path: Path) -> None:
    give(project, cat=(1,))
    step = history.next_steps(project)[0]
    applying.apply(project, read(project, table(tmp_path, "path,label\ncat/1.jpg,cat\n")), Choice("all"))
    assert history.next_steps(project)[0] == step


def test_classes_called_nearly_the_same_can_be_made_one_or_left_out(project: Project, tmp_path: Path) -> None:
    give(project, **{"Grey cat": (1,)})
    text = "path,label\ncat/1.jpg,grey_CAT\ncat/2.jpg,greycat\ndog/1.jpg,Dog\ndog/deep/3.jpg,dog\n"
    source = read(project, table(tmp_path, text))
    planned = plan.make(project, source)
    assert planned.twins() == {"grey_CAT": "Grey cat", "greycat": "Grey cat", "dog": "Dog"}
    assert len(planned.conflicts) == 1
    same = plan.make(project, source, planned.twins())
    assert (same.new, same.agree, same.conflicts) == (3, 1, ())
    mapping = planned.twins() | {"Dog": plan.LEFT_OUT, "dog": plan.LEFT_OUT}
    _, outcome = applying.apply(project, source, Choice("none", mapping))
    assert given(project) == {"cat/1.jpg": "Grey cat", "cat/2.jpg": "Grey cat"}
    assert (outcome.made, outcome.plan.left_out) == ((), 2)


def test_a_plan_with_a_mapping_says_what_becomes_of_classes(project: Project, tmp_path: Path) -> None:
    give(project, cat=(1,))
    source = read(project, table(tmp_path, "path,label\ncat/2.jpg,Cat\ndog/1.jpg,dog\nroot.jpg,fox\n"))
    lines = plan.in_lines(plan.make(project, source))
    assert "“Cat” is called nearly like “cat”." in lines
    assert "Classes that would be new: dog, fox." in lines
    planned = plan.make(project, source, {"Cat": "cat", "dog": plan.LEFT_OUT})
    assert planned.made == ("fox",)
    assert [c.name for c in planned.new_classes] == ["Cat", "dog", "fox"]
    lines = plan.in_lines(planned)
    assert lines[-1] == "“Cat” counts as “cat”."
    assert "Classes that would be new: fox." in lines
    assert "Left out with their class: 1 images." in lines
    assert not any("nearly like" in line for line in lines)


def test_an_image_that_is_named_twice_with_two_labels_gets_neither(project: Project, tmp_path: Path) -> None:
    rows = "path,label\ncat/1.jpg,cat\ncat/1.jpg,dog\ncat/2.jpg,cat\ncat/2.jpg,cat\n"
    source = read(project, table(tmp_path, rows))
    planned = plan.make(project, source)
    assert [(t.path, t.there) for t in planned.twice] == [("cat/1.jpg", ("cat", "dog"))]
    applying.apply(project, source, Choice("all"))
    assert given(project) == {"cat/2.jpg": "cat"}
    assert plan.make(project, source, {"dog": "cat"}).twice == ()


# Which images are meant


@pytest.mark.parametrize(
    ("paths", "found", "told"),
    [
        (("cat/1.jpg", "1.jpg"), {"cat/1.jpg"}, ""),
        (
            ("pictures/cat/1.jpg", "pictures/dog/1.jpg", "pictures/root.jpg"),
            {"cat/1.jpg", "dog/1.jpg", "root.jpg"},
            "the end of",
        ),
        (("C:/x/cat/2.jpg",), {"cat/2.jpg"}, "the end of"),
        (("deep/3.jpg",), {"dog/deep/3.jpg"}, "the end of"),
        (("3.jpg", "2.jpg", "1.jpg"), {"dog/deep/3.jpg", "cat/2.jpg"}, "file names alone"),
        (("elsewhere/x/3.jpg", "other/2.jpg", "other/1.jpg"), {"dog/deep/3.jpg", "cat/2.jpg"}, "file names alone"),
        (("a/2.jpg", "b/2.jpg"), set(), ""),
    ],
)
def test_images_are_found_by_less_than_the_path_only_where_no_path_is_the_same_and_it_is_said(
    project: Project, paths: tuple[str, ...], found: set[str], told: str
) -> None:
    source = Source("t", tuple(Row(p, Said("x")) for p in paths))
    applying.apply(project, source, Choice())
    assert set(given(project)) == found
    notes = " ".join(plan.make(project, source).notes)
    assert told in notes
    assert bool(notes) == bool(told)


# Tables


@pytest.mark.parametrize(
    "text",
    [
        "path,label\ncat/1.jpg,cat\n",
        "\ufeffFile Name;Class\ncat\\1.jpg;cat\n",
        "id\timage\tcategory\n7\tcat/1.jpg\t cat \n",
        'label,filename\n"cat","cat/1.jpg"\n\n',
        "path,filename,label,class\ncat/1.jpg,1.jpg,cat,feline\n",
    ],
)
def test_tables_are_read_whatever_stands_between_the_columns_and_however_they_are_called(
    project: Project, tmp_path, text
) -> None:
    assert said(read(project, table(tmp_path, text))) == {"cat/1.jpg": "cat"}


def test_text_as_spreadsheets_write_it_is_read(project: Project, tmp_path: Path) -> None:
    (tmp_path / "u.txt").write_text("path\tlabel\ncat/1.jpg\tKätzchen\n", encoding="utf-16")
    assert said(read(project, tmp_path / "u.txt")) == {"cat/1.jpg": "Kätzchen"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("file,image,class\na,b,c\n", "several columns that may be meant: file, image"),
        ("path,class,category\na,b,c\n", "class, category"),
        ("a;b;c\n1;2;3\n", "needs the columns path and label in its first line; it has: a, b, c"),
        ("", "it has: none"),
        ("path,label\ncat/1.jpg,cat\n,dog\n", "line 3: the path is missing"),
        ("path,label\ncat/1.jpg\n", "line 2: the label is missing"),
        ("path,label\n" + "x" * 200_000 + ",a\n", "this is no table"),
    ],
)
def test_a_table_that_cannot_be_meant_is_refused_with_what_is_wrong(
    project: Project, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        read(project, table(tmp_path, text))


def test_what_is_exported_comes_back_with_its_marks_and_without_its_predictions(path: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other.labelight", tmp_path / "pictures")
    with Project.open(other) as there:
        give(there, cat=(1,))
        labels.mark(there, images=[2], mark="skip")
        labels.mark(there, images=[3], mark="none")
        labels_file.write(there, tmp_path / "out.csv")
        expected = given(there)
    with Project.open(path) as project:
        applying.apply(project, read(project, tmp_path / "out.csv"), Choice())
        assert given(project) == expected
        assert [c.name for c in classes.every(project)] == ["cat"]


def test_a_table_of_predictions_is_not_taken_for_labels_without_a_word(project: Project, tmp_path: Path) -> None:
    planned = plan.make(project, read(project, table(tmp_path, "path,label,confidence\ncat/1.jpg,cat,0.9\n")))
    assert any("guesses of a classifier" in note for note in planned.notes)


# Sub-folders


def test_names_of_sub_folders_become_labels(project: Project) -> None:
    first, last = sources.of_folders(project, "first"), sources.of_folders(project, "last")
    assert said(first) == {"cat/1.jpg": "cat", "cat/2.jpg": "cat", "dog/1.jpg": "dog", "dog/deep/3.jpg": "dog"}
    assert said(last)["dog/deep/3.jpg"] == "deep"
    assert any("no sub-folder" in note for note in first.notes)


def test_taking_names_of_sub_folders_is_offered_once_and_never_where_there_are_labels(tmp_path: Path) -> None:
    paths = tuple(f"{split}/{name}/{n}.jpg" for split in ("train", "test") for name in ("cat", "dog", "fox") for n in range(3))
    with Project.open(make(tmp_path / "q.labelight", tmp_path / "more", paths)) as project:
        found = offer.find(project)
        assert found == offer.Offer("last", 3)
        assert offer.likely(project) == found.which
        give(project, cat=(1,))
        assert offer.find(project) is None
        history.undo(project)
        assert offer.find(project) == found
        offer.note_asked(project)
    with Project.open(tmp_path / "q.labelight") as project:
        assert offer.find(project) is None


def test_nothing_is_offered_where_sub_folders_do_not_look_like_classes(project: Project) -> None:
    assert offer.find(project) is None
    assert offer.likely(project) == "last"


def test_folders_that_are_hardly_classes_are_doubted() -> None:
    alone = folders.source([f"{n}/a.jpg" for n in range(30)], "first")
    many = folders.source([f"{n % 300}/{n}.jpg" for n in range(900)], "first")
    assert "hold a single image" in alone.notes[0]
    assert "300 such folders" in many.notes[0]


@pytest.mark.parametrize(
    ("paths", "which"),
    [
        ([f"{name}/{n}.jpg" for name in ("cat", "dog") for n in range(5)], "first"),
        ([f"{split}/{name}/{n}.jpg" for split in ("train", "test") for name in ("cat", "dog") for n in range(5)], "last"),
        ([f"all/{name}/{n}.jpg" for name in ("cat", "dog") for n in range(5)], "last"),
        ([f"{split}/{n}.jpg" for split in ("train", "val") for n in range(5)], None),
        ([f"{n}.jpg" for n in range(9)], None),
        ([f"{n}/a.jpg" for n in range(30)], None),
        ([f"{n % 60}/{n}.jpg" for n in range(600)], None),
        (["a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/2.jpg", "b/3.jpg", *(f"{n}.jpg" for n in range(20))], None),
        ([], None),
    ],
)
def test_sub_folders_look_like_classes_where_they_do(paths: list[str], which: str | None) -> None:
    assert folders.looks_like_classes(paths) == which


# COCO


def coco_file(tmp_path: Path, **parts: object) -> Path:
    whole = {
        "images": [
            {"id": 1, "file_name": "cat/1.jpg"},
            {"id": "2", "file_name": "../../dog/1.jpg"},
            {"id": 3, "file_name": "root.jpg"},
        ],
        "categories": [{"id": 7, "name": "cat"}, {"id": 8, "name": "dog"}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 7, "bbox": [1, 2, 3, 4], "segmentation": [[1, 2, 3]]},
            {"id": 2, "image_id": 1, "category_id": 7},
            {"id": 3, "image_id": 2, "category_id": 8},
            {"id": 4, "image_id": 3, "category_id": 7},
            {"id": 5, "image_id": 3, "category_id": "8"},
            {"id": 6, "image_id": 99, "category_id": 7},
        ],
    } | parts
    (tmp_path / "c.json").write_text(json.dumps(whole))
    return tmp_path / "c.json"


def test_a_coco_file_gives_labels_and_says_what_of_it_is_not_used(project: Project, tmp_path: Path) -> None:
    source = read(project, coco_file(tmp_path))
    planned = plan.make(project, source)
    assert given(project) == {}
    assert [(t.path, t.there) for t in planned.twice] == [("root.jpg", ("cat", "dog"))]
    assert planned.unknown == ("../../dog/1.jpg",), "a path that climbs out is one that is not in the project"
    notes = " ".join(planned.notes)
    assert "Boxes and outlines are not used" in notes
    assert "1 annotation was passed over" in notes
    applying.apply(project, source, Choice())
    assert given(project) == {"cat/1.jpg": "cat"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"images": ' + '{"a":' * 50_000, "nested too deeply"),
        ('{"images": [}', "not sound JSON"),
        ("9" * 10_000, "not sound JSON"),
        ("[]", "no COCO file: it has no list “images”"),
        ('{"images": [], "annotations": {}}', "no list “annotations”"),
        ("\ud800", "not sound JSON"),
    ],
)
def test_json_that_is_no_coco_file_is_refused_with_a_sentence(project: Project, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "bad.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(UserError, match=told):
        read(project, tmp_path / "bad.json")


def test_entries_of_other_kinds_are_passed_over(project: Project, tmp_path: Path) -> None:
    odd = [None, 7, {}, {"id": True, "file_name": "x"}, {"id": [1], "file_name": "x"}, {"id": 1, "file_name": 3}]
    source = read(project, coco_file(tmp_path, images=odd, categories=[{"id": 7, "name": None}, *odd]))
    assert source.rows == ()


def test_a_json_file_too_large_for_labels_is_not_read(project: Project, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(coco, "_LARGEST", 10)
    with pytest.raises(UserError, match="larger than a list of labels can be"):
        read(project, coco_file(tmp_path))


# An earlier project


def test_an_earlier_project_is_matched_by_content_then_by_path_and_not_touched(path: Path, tmp_path: Path) -> None:
    earlier = make(tmp_path / "earlier.labelight", tmp_path / "pictures")
    with Project.open(earlier) as there:
        give(there, cat=(1, 2), dog=(3,))
        labels.mark(there, images=[5], mark="unsure")
        images.add_found(there, [FoundImage("cat/2.jpg", 1, 1, b"other content..."[:16], 8, 8)])
    moved = (tmp_path / "earlier.labelight").read_bytes()
    with Project.open(path) as project:
        with project.write() as connection:
            connection.exec_driver_sql("UPDATE images SET path = CAST('new/name.jpg' AS BLOB) WHERE id = 1")
        source = read(project, earlier)
        planned = plan.make(project, source)
        assert any("another one now" in note for note in planned.notes)
        applying.apply(project, source, Choice())
        expected = {"new/name.jpg": "cat", "cat/2.jpg": "cat", "dog/1.jpg": "dog", "root.jpg": "(unsure)"}
        assert given(project) == expected
    assert earlier.read_bytes() == moved


def test_an_earlier_project_is_read_while_it_is_open_and_its_newest_labels_with_it(project: Project, tmp_path: Path) -> None:
    earlier = make(tmp_path / "earlier.labelight", tmp_path / "pictures")
    with Project.open(earlier) as there:
        give(there, cat=(1,))
        assert said(read(project, earlier)) == {"cat/1.jpg": "cat"}


def test_copies_get_the_label_of_their_content_unless_the_other_project_has_them_too(tmp_path: Path) -> None:
    same = b"same content....".ljust(16)
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, paths in (("here", ("a.jpg", "b.jpg", "c.jpg")), ("there", ("a.jpg", "b.jpg"))):
        with Project.create(tmp_path / f"{name}.labelight", folder) as made:
            images.add_found(made, [FoundImage(p, 1, 1, same, 8, 8) for p in paths])
    with Project.open(tmp_path / "there.labelight") as there:
        give(there, cat=(1,), dog=(2,))
    with Project.open(tmp_path / "here.labelight") as here:
        applying.apply(here, read(here, tmp_path / "there.labelight"), Choice())
        assert given(here) == {"a.jpg": "cat", "b.jpg": "dog"}


def test_a_project_does_not_read_itself(project: Project) -> None:
    with pytest.raises(UserError, match="this project itself"):
        read(project, project.path)
    give(project, cat=(1,))  # and still holds its lock


# The command


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert cli.main(["label", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_the_command_takes_a_table_as_ever(path: Path, tmp_path: Path, capsys) -> None:
    with Project.open(path) as project:
        give(project, cat=(1, 2))
    file = table(tmp_path, "path,label\ncat/1.jpg,cat\ncat/2.jpg,dog\nnowhere.jpg,dog\n")
    dry = run(capsys, path, file, "--dry-run")
    assert (dry["labels"], dry["new_classes"], dry["conflicts"], dry["dry_run"]) == (2, ["dog"], 1, True)
    done = run(capsys, path, file)
    assert (done["labels"], done["classes"], done["new_classes"], done["unknown"]) == (2, 2, ["dog"], 1)
    with Project.open(path) as project:
        assert given(project) == {"cat/1.jpg": "cat", "cat/2.jpg": "dog"}


def test_the_command_stops_or_keeps_where_labels_disagree(path: Path, tmp_path: Path, capsys) -> None:
    with Project.open(path) as project:
        give(project, cat=(1,))
    file = table(tmp_path, "path,label\ncat/1.jpg,dog\ncat/2.jpg,dog\n")
    assert cli.main(["label", str(path), "--conflicts", "stop", str(file)]) == 1
    told = capsys.readouterr()
    assert "cat/1.jpg: here “cat”, there “dog”" in told.out + told.err
    assert "Nothing was imported" in told.err
    assert run(capsys, path, "--conflicts", "keep", file)["labels"] == 1
    with Project.open(path) as project:
        assert given(project) == {"cat/1.jpg": "cat", "cat/2.jpg": "dog"}


def test_the_command_takes_sub_folders_and_joins_classes_called_nearly_the_same(path: Path, capsys) -> None:
    with Project.open(path) as project:
        classes.add(project, name="Cat")
    assert run(capsys, path, "--from-folders", "--same")["new_classes"] == ["dog"]
    with Project.open(path) as project:
        assert given(project)["cat/1.jpg"] == "Cat"
    assert run(capsys, path, "--from-folders", "last", "--dry-run")["new_classes"] == ["cat", "deep"]


def test_the_command_wants_one_source(path: Path, tmp_path: Path, capsys) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["label", str(path)])
    assert "--from-folders" in capsys.readouterr().err
