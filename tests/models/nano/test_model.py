"""nano as a Model: any legal request gives exactly its frames, always the same, and can be stopped at any moment."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch

from soraapp.errors import Cancelled, ModelError
from soraapp.media.clip import Frames, Pixels, Size
from soraapp.media.identity import digest
from soraapp.models.nano.attributes import completed, numbers, overlaid
from soraapp.models.nano.grid import Grid
from soraapp.models.nano.keeps import kept_groups, source_groups
from soraapp.models.nano.making import Making
from soraapp.models.nano.model import NanoModel
from soraapp.models.nano.pipeline import NanoPipeline
from soraapp.models.nano.steering import control_rows, steering_words
from soraapp.models.nano.transformer import CONTROLS
from soraapp.models.nano.world.palette import RGB
from soraapp.models.nano.world.view import RATES
from soraapp.models.request import Action, Cue, Keep, Source, Steer
from tests.models.requests import Onlooker, ask, joined


@dataclass(frozen=True)
class Counting:
    """A clip whose frame i has colour i of the palette."""

    count: int
    rate: Fraction = Fraction(8)

    @property
    def size(self) -> Size:
        return Size(32, 16)

    def frames(self, start: int, stop: int) -> Frames:
        return np.broadcast_to(RGB[start:stop, None, None], (stop - start, 16, 32, 3)).copy()


@dataclass(frozen=True)
class Halves:
    """A picture, left half one colour of the palette and right half another."""

    size: Size

    def pixels(self) -> Pixels:
        pixels = np.zeros((self.size.height, self.size.width, 3), np.uint8)
        pixels[:, : self.size.width // 2] = RGB[3]
        pixels[:, self.size.width // 2 :] = RGB[40]
        return pixels


@dataclass(frozen=True)
class White:
    """A mask that is white all over, or in its left half only."""

    half: bool = False

    @property
    def size(self) -> Size:
        return Size(32, 16)

    def pixels(self) -> Pixels:
        pixels = np.full((self.size.height, self.size.width, 3), 255, np.uint8)
        pixels[:, self.size.width // 2 :] *= not self.half
        return pixels


GRID = Grid.of(Size(32, 16))


@pytest.mark.parametrize("keeps", [(), (Keep(Counting(4)),)], ids=["free", "start kept"])
def test_less_memory_changes_no_bit(tiny: NanoModel, keeps: tuple[Keep, ...]) -> None:
    request = ask(count=33, keeps=keeps)
    plain, thrifty = list(tiny.generate(request, Onlooker())), list(tiny.generate(request, Onlooker(economy=1)))
    assert len(thrifty) > len(plain), "fewer frames at a time"
    assert np.array_equal(joined(thrifty), joined(plain))


@pytest.mark.parametrize("count", [1, 5, 17, 21, 49])
@pytest.mark.parametrize("keeps", [(), (Keep(Counting(4), at=-4),)], ids=["free", "end kept"])
def test_every_request_gives_exactly_its_frames(tiny: NanoModel, count: int, keeps: tuple[Keep, ...]) -> None:
    watch = Onlooker()
    request = ask(count=count, keeps=keeps if count > 4 else ())
    frames = joined(tiny.generate(request, watch))
    assert frames.shape == (count, 16, 32, 3)
    assert frames.dtype == np.uint8
    done, totals = zip(*watch.steps, strict=True)
    assert done == tuple(range(1, len(done) + 1))
    assert set(totals) == {len(done)}


@pytest.mark.parametrize("size", [(16, 16), (48, 32), (64, 48)])
def test_every_size_gives_its_size(tiny: NanoModel, size: tuple[int, int]) -> None:
    frames = joined(tiny.generate(ask(size=Size(*size), count=5), Onlooker()))
    assert frames.shape == (5, size[1], size[0], 3)


def test_frames_come_before_the_clip_is_complete(tiny: NanoModel) -> None:
    watch = Onlooker()
    first = next(iter(tiny.generate(ask(count=49), watch)))
    assert 0 < len(first) < 49
    assert watch.steps[-1][0] < watch.steps[-1][1]


def test_window_by_window_is_the_same_as_decoding_the_whole(tiny: NanoModel) -> None:
    request = ask(count=33)
    making = Making(tiny.pipeline, request, tiny.device)
    windows = making.windows()
    assert len(windows) > 1
    for number, window in enumerate(windows):
        making.make(window, number, len(windows), Onlooker())
    whole = making.grid.show(tiny.pipeline.decode(making.latents, tiny.device)[3:])
    parts = joined(tiny.generate(request, Onlooker()))
    assert (parts != whole).any(-1).mean() < 0.02  # bfloat16 sums of differently shaped batches


def test_the_bare_pipeline_makes_the_same_frames(tiny: NanoModel) -> None:
    grid = Grid.of(Size(32, 16))
    bare = tiny.pipeline("a red ball", tiny.device, grid=grid, frames=9, seed=7, steps=2, guidance=2.0)
    assert np.array_equal(joined(tiny.generate(ask(), Onlooker())), bare)


def test_everything_asked_for_matters(tiny: NanoModel) -> None:
    requests = [
        ask(),
        ask("a blue fish"),
        ask(seed=8),
        ask(steps=3),
        ask(guidance=4.0),
        ask(negative="snow"),
        ask(keeps=(Keep(Counting(1)),)),
        ask(keeps=(Keep(Counting(1), strength=0.5),)),
        ask(keeps=(Keep(Counting(1), at=5),)),
        ask(keeps=(Keep(Counting(9), mask=White(half=True)),)),
        ask(source=Source(Counting(9), 0.5)),
        ask(source=Source(Counting(9), 0.9)),
        ask(steers=(Steer(),)),
        ask(steers=(Steer(pan=1),)),
        ask(steers=(Steer(), Steer(Fraction(1, 2), action=Action.UP))),
    ]
    results = {digest(joined(tiny.generate(request, Onlooker()))) for request in requests}
    assert len(results) == len(requests)


def test_a_later_prompt_changes_later_frames_only(tiny: NanoModel) -> None:
    plain = joined(tiny.generate(ask(count=49), Onlooker()))
    told = ask(count=49, cues=(Cue("a red ball"), Cue("snow is falling", Fraction(4))))
    changed = joined(tiny.generate(told, Onlooker()))
    differs = (plain != changed).any((1, 2, 3))
    assert not differs[:17].any()
    assert differs[-4:].all()


def test_kept_media_become_groups_of_four(tiny: NanoModel) -> None:
    request = ask(count=17, keeps=(Keep(Counting(6), at=0), Keep(Counting(4), at=-4, strength=0.25)))
    groups = kept_groups(request, GRID)
    shown = {index: group.frames[:, 0, 0].tolist() for index, group in groups.items()}
    assert shown == {0: [0, 0, 0, 0], 1: [1, 2, 3, 4], 2: [5, 5, 5, 5], 4: [0, 1, 2, 3]}
    assert [groups[index].strength for index in (0, 4)] == [1.0, 0.25]


def test_media_of_another_rate_and_size_are_fitted() -> None:
    fast = Counting(16, rate=Fraction(16))
    groups = kept_groups(ask(keeps=(Keep(fast, at=1),)), GRID)
    assert groups[1].frames[:, 0, 0].tolist() == [0, 2, 4, 6]
    picture = kept_groups(ask(keeps=(Keep(Halves(Size(200, 300))),)), GRID)[0].frames
    assert picture.shape == (4, 16, 32)
    assert (picture[:, :, :15] == 3).all()
    assert (picture[:, :, 17:] == 40).all()


def test_a_source_fills_the_whole_clip() -> None:
    groups = source_groups(Source(Counting(6), 0.5), ask(count=9), GRID)
    assert [group[:, 0, 0].tolist() for group in groups] == [[0, 0, 0, 0], [1, 2, 3, 4], [5, 5, 5, 5]]


def test_a_mask_keeps_its_cells_exactly_and_no_others(tiny: NanoModel) -> None:
    request = ask(count=17, keeps=(Keep(Counting(17), mask=White(half=True)),))
    making = Making(tiny.pipeline, request, tiny.device)
    making.keep()
    before = making.latents.clone()
    assert making.fixed[:, :, :2].all()
    assert not making.fixed[:, :, 2:].any()
    for number, window in enumerate(making.windows()):
        making.make(window, number, 1, Onlooker())
    assert torch.equal(making.latents[..., :2], before[..., :2])
    assert (making.latents[..., 2:] != before[..., 2:]).any()


def test_a_source_without_change_comes_back(tiny: NanoModel) -> None:
    media = Counting(9)
    back = joined(tiny.generate(ask(source=Source(media, 0.0)), Onlooker()))
    making = Making(tiny.pipeline, ask(source=Source(media, 0.0)), tiny.device)
    making.keep()
    assert np.array_equal(back, joined(making.frames(part) for part in making.parts(0, 3)))


def test_steers_are_told_in_words_too() -> None:
    def words(*steers: Steer) -> dict[str, str]:
        return steering_words(control_rows(steers, 3, Fraction(8)))

    assert words() == {}
    assert words(Steer()) == {"camera": "static"}
    assert words(Steer(pan=-1.4)) == {"camera": "pan left", "speed": "1.5"}
    assert words(Steer(dolly=0.6, tilt=-0.3)) == {"camera": "dolly in", "speed": "0.5"}
    assert words(Steer(action=Action.UP)) == {"motion": "jump", "camera": "static"}
    told = numbers({"camera": "tilt up", "subject": "cat"})
    assert completed(told, words(Steer(orbit=1))) == completed(
        numbers({"camera": "orbit right", "speed": "1.0", "subject": "cat"})
    )


def test_what_a_text_leaves_unsaid_is_as_the_context_says() -> None:
    car = numbers({"subject": "car", "colour": "red", "place": "desert"})
    night, snow = numbers({"light": "night"}), numbers({"place": "snow"})
    assert overlaid([car, night, snow]) == numbers(
        {"subject": "car", "colour": "red", "place": "snow", "light": "night"}
    )
    assert overlaid([snow]) == snow


def test_steers_become_rows_of_numbers() -> None:
    rows = control_rows((Steer(pan=1, action=Action.LEFT), Steer(Fraction(5, 8), dolly=-2)), 3, Fraction(8))
    assert rows.shape == (3, CONTROLS)
    assert rows[0, 0] == rows[1, 0] == pytest.approx(RATES["pan"])
    assert rows[1, 4 + 1] == 1
    assert rows[2].tolist() == pytest.approx([0, 0, -2 * RATES["dolly"], 0, 1, 0, 0, 0, 0, 0, 1])
    assert not control_rows((), 3, Fraction(8)).any()


def test_weights_wait_in_the_format_they_are_multiplied_in_which_changes_nothing(
    tiny: NanoModel, tiny_folder: Path
) -> None:
    assert tiny.pipeline.transformer.cells_in.weight.dtype is tiny.device.format
    plain = NanoPipeline.from_pretrained(
        tiny_folder / "tiny", local_files_only=True, use_safetensors=True, dtype=torch.float32
    )
    wide = NanoModel(plain, tiny.capabilities, tiny.device)
    made, expected = (joined(model.generate(ask(count=5), Onlooker())) for model in (tiny, wide))
    assert np.array_equal(made, expected)


def test_a_large_picture_is_drawn_finer_and_without_seams(tiny: NanoModel) -> None:
    coarse, fine = Grid.of(Size(256, 192)), Grid.of(Size(256, 192), 3)
    assert (coarse.factor, fine.factor) == (3, 1)
    capabilities = replace(tiny.capabilities, largest=Size(256, 192))
    model = NanoModel(tiny.pipeline, capabilities, tiny.device)
    watch = Onlooker()
    request = ask(size=Size(256, 192), count=1, detail=3)
    [picture] = joined(model.generate(request, watch))
    assert picture.shape == (192, 256, 3)
    assert (picture[0::2] != picture[1::2]).any()
    assert watch.steps[-1] == (6, 6)


@pytest.mark.parametrize("count", [17, 33])
@pytest.mark.parametrize("at", [0, 5, -4])
def test_a_kept_clip_is_kept_exactly_in_latents(tiny: NanoModel, count: int, at: int) -> None:
    making = Making(tiny.pipeline, ask(count=count, keeps=(Keep(Counting(4), at=at),)), tiny.device)
    making.keep()
    kept = [index for index, ceiling in enumerate(making.ceilings) if ceiling == 0]
    before = making.latents[kept].clone()
    assert kept
    for number, window in enumerate(making.windows()):
        making.make(window, number, 1, Onlooker())
    assert torch.equal(making.latents[kept], before)
    assert all(making.made)


def test_previews_show_the_moving_clip_and_change_nothing(tiny: NanoModel) -> None:
    looking = Onlooker(look=True)
    looked_at = joined(tiny.generate(ask(count=17, steps=3), looking))
    assert np.array_equal(looked_at, joined(tiny.generate(ask(count=17, steps=3), Onlooker())))
    assert [preview.shape for preview in looking.previews] == [(17, 16, 32, 3)] * 3
    assert all((one[0] != one[-1]).any() for one in looking.previews)
    assert (looking.previews[0] != looking.previews[-1]).any()


@pytest.mark.parametrize("backward", [False, True])
def test_what_is_made_of_a_long_clip_is_seen_while_the_rest_is_made(tiny: NanoModel, backward: bool) -> None:
    keeps = (Keep(Counting(4), at=-4),) if backward else ()
    looking, steps = Onlooker(look=True), 3
    tuple(tiny.generate(ask(count=49, steps=steps, keeps=keeps), looking))
    lengths = [len(preview) for preview in looking.previews]
    assert lengths == sorted(lengths)
    assert lengths[0] == (20 if backward else 17)
    assert lengths[-1] == 49
    done = looking.previews[-1]
    for preview in looking.previews[steps:]:
        stays = preview[-8:] if backward else preview[:8]
        assert np.array_equal(stays, done[-8:] if backward else done[:8])


def test_what_an_earlier_run_has_made_is_seen_at_once(tiny: NanoModel) -> None:
    whole, request = Onlooker(), ask(count=49, steps=3)
    tuple(tiny.generate(request, whole))
    done, state = whole.states[1]
    again = Onlooker(look=True, past=(done, {name: array.copy() for name, array in state.items()}))
    tuple(tiny.generate(request, again))
    assert len(again.previews[0]) > done
    assert len(again.previews[-1]) == 49


def test_work_can_be_stopped_anywhere_and_leaves_no_trace(tiny: NanoModel) -> None:
    request = ask(count=21, keeps=(Keep(Counting(1)),))
    counting = Onlooker()
    expected = joined(tiny.generate(request, counting))
    assert counting.checks > 50
    for patience in (0, 3, counting.checks // 2, counting.checks - 1):
        stopped = Onlooker(patience=patience)
        with pytest.raises(Cancelled):
            joined(tiny.generate(request, stopped))
        assert stopped.checks == patience + 1
    assert np.array_equal(joined(tiny.generate(request, Onlooker())), expected)


@pytest.mark.parametrize("keeps", [(), (Keep(Counting(4), at=-4),)], ids=["forward", "backward"])
def test_work_that_was_broken_off_goes_on_with_the_same_bits(tiny: NanoModel, keeps: tuple[Keep, ...]) -> None:
    request = ask(count=49, keeps=keeps)
    whole = Onlooker()
    expected = joined(tiny.generate(request, whole))
    assert len(whole.states) > 2
    for done, state in whole.states:
        again = Onlooker(past=(done, {name: array.copy() for name, array in state.items()}))
        rest = list(tiny.generate(request, again))
        assert np.array_equal(joined([expected[:done], *rest]), expected)
        assert len(again.steps) < len(whole.steps)


def test_what_cannot_be_done_is_refused_at_once(tiny: NanoModel) -> None:
    watch = Onlooker()
    with pytest.raises(ModelError, match="multiples of 16"):
        next(iter(tiny.generate(ask(size=Size(40, 20)), watch)))
    assert watch.checks == 0


def test_another_process_makes_the_same_bits(tiny: NanoModel, tiny_folder: Path) -> None:
    program = """
import sys
from pathlib import Path
from soraapp.media.identity import digest
from soraapp.models.registry import Registry
from tests.models.requests import Onlooker, ask, joined
model = Registry((Path(sys.argv[1]),)).load("tiny")
print(digest(joined(model.generate(ask(count=21, steps=3), Onlooker()))))
"""
    command = [sys.executable, "-W", "error", "-c", program, str(tiny_folder)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    here = digest(joined(tiny.generate(ask(count=21, steps=3), Onlooker())))
    assert told.stdout.split() == [here]
    assert told.stderr == ""
    assert digest(joined(tiny.generate(ask(count=21, steps=3), Onlooker()))) == here
