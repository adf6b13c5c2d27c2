"""ImageNet weights from a host on this computer: whole and right, or a sentence, and nothing half left behind."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
import torch

from core import paths, weights
from core.errors import Cancelled, UserError
from core.jobs.reporter import ListReporter
from core.learn import download, encoders
from core.learn.weights import fetch
from tests.core.weights_host import Host, left, made_weights, serving


@pytest.fixture(scope="module")
def made():
    return made_weights()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return paths.weights_home()


@pytest.fixture
def host(made, home: Path):
    with serving(made[1]) as host:
        yield host


def get(card: weights.WeightsCard, report: ListReporter | None = None) -> Path:
    return fetch(card, report or ListReporter(), agreed=True)


def test_downloaded_once_then_read_without_a_host(made, home: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    card, report = host.card(), ListReporter()
    path = get(card, report)
    assert left(home) == [path.name] == [f"{card.name[:-4]}.safetensors"]
    assert report.notes == [f"Downloading {card.name}, {len(made[1]) / 2**20:.1f} MB, from 127.0.0.1"]
    assert report.steps[0][:2] == (0, card.bytes)
    assert report.steps[-1][:2] == (card.bytes, card.bytes)
    assert report.steps[-1][2]["megabytes"] == card.bytes / 2**20
    host.close()
    assert get(card) == path
    assert host.asked == [None]
    monkeypatch.setattr(weights, "CARDS", {"resnet18": card})
    encoder = encoders.start_encoder("imagenet", "resnet18", 64)
    assert (encoder.card.start, encoder.card.mean) == ("imagenet", (0.485, 0.456, 0.406))
    own = encoder.net.state_dict()
    assert all(torch.equal(own[name], tensor) for name, tensor in made[0].items() if not name.startswith("fc."))


def test_without_agreement_nothing_is_asked_of_the_network(home: Path, host: Host) -> None:
    with pytest.raises(UserError, match=r"not agreed to.*Nothing was downloaded.*--download"):
        fetch(host.card(), ListReporter(), agreed=False)
    assert host.asked == []
    assert not home.exists()


def test_content_with_another_hash_is_deleted_unread(home: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "load", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(UserError, match="not that file: its sha256 is another"):
        get(host.card(sha256="0" * 64))
    assert left(home) == []


def test_a_cut_connection_is_gone_on_with(home: Path, host: Host) -> None:
    card, host.cut_after = host.card(), 1_000_000
    with pytest.raises(UserError, match=r"broke off.*1.0 MB of .* are kept, and the next try goes on"):
        get(card)
    assert left(home) == [f"{card.name}.part"]
    assert (home / f"{card.name}.part").stat().st_size == 1_000_000
    host.cut_after = None
    get(card)
    assert host.asked == [None, "bytes=1000000-"]
    assert left(home) == [weights.stored(card).name]


def test_a_stopped_download_is_gone_on_with_even_where_the_host_sends_all_again(home: Path, host: Host) -> None:
    card, host.ranges = host.card(), False
    with pytest.raises(Cancelled):
        get(card, ListReporter(stop_after=4))
    assert 0 < (home / f"{card.name}.part").stat().st_size < card.bytes
    get(card)
    assert host.asked[1] is not None
    assert left(home) == [weights.stored(card).name]


@pytest.mark.parametrize("extra", [b"", b"more"])
def test_a_part_that_is_as_long_as_the_file_is_not_taken_for_it(home: Path, host: Host, extra: bytes) -> None:
    card = host.card()
    home.mkdir(parents=True)
    (home / f"{card.name}.part").write_bytes(b"x" * card.bytes + extra)
    get(card)
    assert host.asked == [None]
    assert left(home) == [weights.stored(card).name]


def test_a_whole_part_needs_no_host(made, home: Path, host: Host) -> None:
    card = host.card()
    home.mkdir(parents=True)
    (home / f"{card.name}.part").write_bytes(made[1])
    host.close()
    get(card)
    assert left(home) == [weights.stored(card).name]


@pytest.mark.parametrize("status", [404, 503])
def test_a_host_that_refuses(home: Path, host: Host, status: int) -> None:
    host.status = status
    with pytest.raises(UserError, match=rf"does not give out resnet18-.*{status}.*Nothing was kept.*bundled encoder"):
        get(host.card())
    assert left(home) == []


def test_a_part_that_the_host_cannot_go_on_from_is_dropped(home: Path, host: Host) -> None:
    card, host.status = host.card(), 416
    home.mkdir(parents=True)
    (home / f"{card.name}.part").write_bytes(b"x")
    with pytest.raises(UserError, match="416"):
        get(card)
    assert left(home) == []


def test_no_host(home: Path, host: Host) -> None:
    host.close()
    with pytest.raises(UserError, match=r"127.0.0.1 cannot be reached \(Connection refused\). Nothing was kept"):
        get(host.card())
    assert left(home) == []


def test_a_host_that_does_not_answer(home: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "TIMEOUT", 0.3)
    host.answering.clear()
    with pytest.raises(UserError, match="did not answer for"):
        get(host.card())
    assert left(home) == []


def test_a_login_page_is_not_taken_for_the_file(home: Path, host: Host) -> None:
    card, host.content = host.card(), b"<html>Please log in</html>"
    with pytest.raises(UserError, match=r"answered with 26 bytes.*login page"):
        get(card)
    assert left(home) == []


def test_only_safe_addresses(home: Path, host: Host) -> None:
    card, host.redirect = host.card(), "http://weights.invalid/resnet18.pth"
    with pytest.raises(UserError, match="no safe address"):
        get(card)
    with pytest.raises(UserError, match=r"http://weights\.invalid is no safe address"):
        download.download(
            weights.WeightsCard("resnet18", "a.pth", "http://weights.invalid/a.pth", 1, ""), home / "a", ListReporter()
        )
    assert all(card.url.startswith("https://") for card in weights.CARDS.values())


def test_too_little_room_is_told_before_anything_is_asked(home: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, 3 << 20))
    with pytest.raises(UserError, match=r"needs 89.* MB .* and there are 3.0 MB. Nothing was downloaded"):
        get(host.card())
    assert host.asked == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_disk_that_fills_up_on_the_way(home: Path, host: Host) -> None:
    card = host.card()
    home.mkdir(parents=True)
    (home / f"{card.name}.part").symlink_to("/dev/full")
    with pytest.raises(UserError, match=r"is full\. What had come was deleted"):
        get(card)
    assert left(home) == []


def test_a_converted_file_that_cannot_be_written(home: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    card = host.card()

    def full(_net: object, _card: object, path: Path) -> None:
        path.with_name(path.name + ".tmp").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(encoders, "save", full)
    with pytest.raises(UserError, match="The download is kept"):
        get(card)
    assert left(home) == [f"{card.name}.part"]


def test_a_damaged_copy_goes_and_is_not_replaced_without_agreement(home: Path, host: Host) -> None:
    card = host.card()
    path = get(card)
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(UserError, match="not agreed to"):
        fetch(card, ListReporter(), agreed=False)
    assert left(home) == []
    assert get(card) == path


def test_the_cards_are_torchvisions() -> None:
    import torchvision

    assert set(weights.CARDS) == {"resnet18", "resnet34", "resnet50"}
    for architecture, card in weights.CARDS.items():
        theirs = torchvision.models.get_model_weights(architecture)["IMAGENET1K_V1"]
        assert card.url == theirs.url
        assert card.url.endswith(f"/{card.name}")
        assert card.name == f"{architecture}-{card.sha256[:8]}.pth"
        assert len(card.sha256) == 64
        assert round(card.bytes / 2**20, 3) == theirs.meta["_file_size"]


def test_what_is_shown_names_file_size_source_and_terms() -> None:
    said = weights.facts(weights.CARDS["resnet50"])
    for words in ("resnet50-0676ba61.pth", "97.8 MB", "download.pytorch.org", "BSD-3", "non-commercial research"):
        assert words in said
