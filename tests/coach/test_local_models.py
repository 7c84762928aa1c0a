"""Language models to fetch, from a real HTTP server on this computer."""

import hashlib
import re
from pathlib import Path

import pytest

from failprep.coach import local_models
from failprep.coach.local_models import LOCAL_MODELS, LocalModelInfo, ModelFile
from failprep.coach.providers import SMALL_PARAMETERS, parameters_of
from failprep.domain import Cancelled, UserError
from failprep.settings import Settings
from tests.speech.test_downloads import Server, server  # noqa: F401 - the fixture

BODY = b"GGUF" + bytes(range(256)) * 2000
ONLINE = Settings(network_allowed=True)


@pytest.fixture
def shop(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:  # noqa: F811 - the fixture
    file = ModelFile("toy-4b.gguf", len(BODY), hashlib.sha256(BODY).hexdigest())
    monkeypatch.setitem(LOCAL_MODELS, "toy", LocalModelInfo("toy", "For tests.", file, server.address, "MIT"))
    server.content["toy-4b.gguf"] = BODY
    return server


def test_a_model_is_fetched_with_progress_and_then_here(shop: Server, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    assert local_models.installed(tmp_path) == frozenset()
    path = local_models.download("toy", tmp_path, ONLINE, lambda *far: told.append(far))
    assert path == local_models.path_of("toy", tmp_path)
    assert path.read_bytes() == BODY
    assert told[-1] == (len(BODY), len(BODY))
    assert told == sorted(told)
    assert local_models.installed(tmp_path) == {"toy"}
    local_models.download("toy", tmp_path, Settings())  # it is here: no network is needed
    assert len(shop.asked) == 1


def test_it_goes_on_where_it_was_cut(shop: Server, tmp_path: Path) -> None:
    shop.stop_after = 100_000
    with pytest.raises(UserError, match="the language model “toy” was interrupted"):
        local_models.download("toy", tmp_path, ONLINE)
    assert local_models.installed(tmp_path) == frozenset()
    shop.stop_after = None
    assert local_models.download("toy", tmp_path, ONLINE).read_bytes() == BODY
    assert shop.asked[-1] == ("toy-4b.gguf", "bytes=100000-")


def test_it_can_be_cancelled_and_goes_on(shop: Server, tmp_path: Path) -> None:
    told: list[int] = []
    with pytest.raises(Cancelled):
        local_models.download(
            "toy", tmp_path, ONLINE, lambda done, _: told.append(done), lambda: bool(told and told[-1])
        )
    assert local_models.download("toy", tmp_path, ONLINE).read_bytes() == BODY
    assert shop.asked[-1][1] is not None


def test_it_is_fetched_by_one_at_a_time(shop: Server, tmp_path: Path) -> None:
    refused: list[str] = []

    def meanwhile(done: int, whole: int) -> None:
        if 0 < done < whole and not refused:
            with pytest.raises(UserError, match="The language model “toy” is being fetched already") as told:
                local_models.download("toy", tmp_path, ONLINE)
            refused.append(told.value.way_out)

    assert local_models.download("toy", tmp_path, ONLINE, meanwhile).read_bytes() == BODY
    assert refused == ["Wait until it is here."]
    assert len(shop.asked) == 1


def test_what_is_not_the_model_is_not_kept(shop: Server, tmp_path: Path) -> None:
    shop.content["toy-4b.gguf"] = BODY[:-1] + b"!"
    with pytest.raises(UserError, match=r"is not the toy-4b\.gguf"):
        local_models.download("toy", tmp_path, ONLINE)
    assert list((tmp_path / "models" / "toy").iterdir()) == []


def test_with_the_network_off_nobody_is_asked(shop: Server, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="network is switched off") as caught:
        local_models.download("toy", tmp_path, Settings())
    assert "GGUF file" in caught.value.way_out
    assert shop.asked == []


def test_no_server_says_so_with_a_way_out(shop: Server, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="interrupted") as caught:
        local_models.download("toy", tmp_path, ONLINE, source="http://127.0.0.1:9/toy")
    assert "goes on where it stopped" in caught.value.way_out
    with pytest.raises(UserError, match="no language model called"):
        local_models.download("gpt-9", tmp_path, ONLINE)


def test_what_is_on_offer_is_pinned_and_large_enough_to_judge() -> None:
    assert 2 <= len(LOCAL_MODELS) <= 3
    for info in LOCAL_MODELS.values():
        assert re.fullmatch(r"[0-9a-f]{64}", info.file.sha256)
        assert re.fullmatch(r"https://\S+/resolve/[0-9a-f]{40}", info.source)
        assert info.licence.split("-")[0] in info.about
        assert (parameters_of(info.file.name) or SMALL_PARAMETERS + 1) > SMALL_PARAMETERS
