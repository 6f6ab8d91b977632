"""Headers of GGUF files are read as they are, and whatever a stranger wrote there ends in an error that says so."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import pytest
from diffusers.quantizers.gguf.utils import SUPPORTED_GGUF_QUANT_TYPES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.gguf_header import TYPES, Tensor, gguf_header


def write(file: Path) -> Path:
    """A file as other programs write it: two tensors, and facts of several kinds."""
    writer = gguf.GGUFWriter(file, "wan")
    writer.add_name("tiny")
    writer.add_uint32("wan.layers", 3)
    writer.add_array("tokens", ["a", "b"])
    writer.add_array("numbers", [1, 2, 3])
    weights = np.arange(64 * 3, dtype=np.float32).reshape(3, 64)
    writer.add_tensor("plain", weights[:, :8].copy())
    packed = gguf.quants.quantize(weights, gguf.GGMLQuantizationType.Q8_0)
    writer.add_tensor("packed", packed, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


@pytest.fixture(scope="session", name="whole")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("gguf") / "a.gguf").read_bytes()


def test_a_header_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = gguf_header(write(tmp_path / "a.gguf"))
    assert found.facts["general.architecture"] == "wan"
    assert (found.facts["general.name"], found.facts["wan.layers"]) == ("tiny", 3)
    assert found.tensors == {"plain": Tensor((3, 8), "F32"), "packed": Tensor((3, 64), "Q8_0")}


def test_the_formats_are_those_that_diffusers_computes_with() -> None:
    usable = {*SUPPORTED_GGUF_QUANT_TYPES, gguf.GGMLQuantizationType.F32, gguf.GGMLQuantizationType.F16}
    assert {one.value: (one.name, *gguf.GGML_QUANT_SIZES[one]) for one in usable} == dict(TYPES)


def test_every_truncation_is_told(whole: bytes, tmp_path: Path) -> None:
    for length in (*range(400), len(whole) - 64):
        file = tmp_path / "cut.gguf"
        file.write_bytes(whole[:length])
        with pytest.raises(ModelError, match=r"cut\.gguf in .* cannot be read"):
            gguf_header(file)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 399), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4))
def test_whatever_is_written_into_it_is_read_or_refused(
    whole: bytes, tmp_path: Path, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(whole)
    for place, written in changes:
        data[place : place + len(written)] = written
    file = tmp_path / "odd.gguf"
    file.write_bytes(data)
    try:
        found = gguf_header(file)
    except ModelError:
        return
    reader = gguf.GGUFReader(file)  # What trusts the header later can read all that was found good.
    assert {one.name: tuple(reversed(one.shape.tolist())) for one in reader.tensors} == {
        name: tensor.shape for name, tensor in found.tensors.items()
    }


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_noise_is_refused(tmp_path: Path, noise: bytes) -> None:
    file = tmp_path / "noise.gguf"
    for data in (noise, b"GGUF\x03\x00\x00\x00" + noise):
        file.write_bytes(data)
        try:
            gguf_header(file)
        except ModelError:
            continue
        assert data[8:24] == bytes(16), "a file without tensors and facts, at most"
