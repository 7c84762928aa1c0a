import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from failprep.audio.files import import_audio, peaks, probe, to_flac
from failprep.audio.ring import Samples
from failprep.domain import UserError
from tests.audio.fakes import counted, noise


def write(path: Path, samples: Samples, rate: int = 16_000, subtype: str = "PCM_16") -> Path:
    sf.write(str(path), samples, rate, subtype=subtype)
    return path


def encode(path: Path, samples: Samples, rate: int, codec: str) -> Path:
    """Write sound with PyAV into whatever container the name says."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray((samples * 32767).astype(np.int16)[np.newaxis], "s16", "mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    return path


def tone(seconds: float, rate: int) -> Samples:
    return (0.5 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def frequency(samples: Samples, rate: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(spectrum.argmax() * rate / len(samples))


def test_probe_of_sound(tmp_path: Path) -> None:
    assert probe(write(tmp_path / "a.wav", counted(0, 8000))) == (16_000, 0.5)
    rate, duration_s = probe(encode(tmp_path / "a.m4a", tone(1.5, 44_100), 44_100, "aac"))
    assert rate == 44_100
    assert duration_s == pytest.approx(1.5, abs=0.1)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("text.wav", b"This is no sound at all.\n" * 50, "not a sound file"),
        ("empty.wav", b"", "is empty"),
        ("folder.wav", None, "is a folder"),
        ("missing.wav", "missing", "There is no file"),
        ("picture.png", bytes.fromhex("89504e470d0a1a0a0000000d49484452"), "not a sound file"),
        ("cut.flac", b"fLaC\x00\x00\x00\x22", "not a sound file"),
        ("header.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", "not a sound file"),
    ],
)
def test_what_is_not_sound_is_one_clear_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes | str | None, words: str
) -> None:
    path = tmp_path / name
    if content is None:
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    for refused in (probe, lambda path: import_audio(path, tmp_path / "takes")):
        with pytest.raises(UserError, match=words) as raised:
            refused(path)
        assert name in raised.value.message
        assert raised.value.way_out
    assert not (tmp_path / "takes").exists()
    assert capfd.readouterr() == ("", "")  # decoders keep their own complaints to themselves


def test_ten_milliseconds_are_too_short(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="only 10 milliseconds long"):
        probe(write(tmp_path / "short.wav", counted(0, 160)))


def test_a_wav_without_samples_is_too_short(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="only 0 milliseconds"):
        probe(write(tmp_path / "none.wav", counted(0, 0)))


@pytest.mark.skipif(sys.platform == "win32", reason="has other permissions")
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "secret.wav", counted(0, 8000))
    path.chmod(0)
    administrator = os.geteuid() == 0
    if administrator:  # may read everything, so become nobody
        os.seteuid(65_534)
    try:
        with pytest.raises(UserError, match="may not be read"):
            probe(path)
    finally:
        if administrator:
            os.seteuid(0)


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [
        ("a.mp3", "mp3", 44_100),
        ("a.m4a", "aac", 44_100),
        ("a.ogg", "libopus", 48_000),
        ("a.webm", "libopus", 48_000),
    ],
)
def test_any_format_comes_in_as_mono_flac(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    source = encode(tmp_path / name, tone(2.0, rate), rate, codec)
    recording = import_audio(source, tmp_path / "takes")
    assert list((tmp_path / "takes").iterdir()) == [recording.path]
    info = sf.info(str(recording.path))
    assert (info.format, info.subtype, info.channels, info.samplerate) == ("FLAC", "PCM_16", 1, rate)
    assert recording.sample_rate_hz == rate
    assert recording.duration_s == info.duration == pytest.approx(2.0, abs=0.1)
    assert frequency(sf.read(str(recording.path))[0], rate) == pytest.approx(440, abs=2)


def test_lossless_sound_comes_in_unchanged(tmp_path: Path) -> None:
    source = write(tmp_path / "a.wav", noise(30_000), 8000)
    recording = import_audio(source, tmp_path)
    assert np.array_equal(sf.read(str(recording.path), dtype="float32")[0], noise(30_000))
    assert source.exists()


def test_stereo_comes_in_as_the_mean(tmp_path: Path) -> None:
    left, right = tone(1.0, 16_000), np.zeros(16_000, np.float32)
    source = write(tmp_path / "a.wav", np.stack([left, right], axis=1), subtype="FLOAT")
    sound = sf.read(str(import_audio(source, tmp_path).path), dtype="float32")[0]
    assert np.abs(sound - left / 2).max() < 2e-4


def test_a_film_gives_its_sound(tmp_path: Path) -> None:
    import av

    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as container:
        picture = container.add_stream("mpeg4", rate=10)
        picture.width, picture.height, picture.pix_fmt = 32, 32, "yuv420p"
        sound = container.add_stream("aac", rate=16_000, layout="mono")
        for number in range(10):
            image = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), "rgb24")
            image.pts = number
            container.mux(picture.encode(image))
        frame = av.AudioFrame.from_ndarray(
            (tone(1.0, 16_000) * 32767).astype(np.int16)[np.newaxis], "s16", "mono"
        )
        frame.sample_rate = 16_000
        container.mux([*sound.encode(frame), *sound.encode(None), *picture.encode(None)])
    assert import_audio(path, tmp_path).duration_s == pytest.approx(1.0, abs=0.15)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "a.wav", counted(0, 8000))
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be saved"):
        import_audio(source, tmp_path / "file")


def test_a_full_disk_leaves_no_half_of_an_import(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a limit on file sizes")
    source = write(tmp_path / "a.wav", noise(100_000))
    takes = tmp_path / "takes"
    script = f"""
import resource
from pathlib import Path
from failprep.audio.files import import_audio
from failprep.domain import UserError
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
try:
    import_audio(Path({str(source)!r}), Path({str(takes)!r}))
except UserError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "cannot be saved" in done.stdout
    assert list(takes.iterdir()) == []


def test_to_flac_keeps_every_sample_and_the_wav(tmp_path: Path) -> None:
    wav = write(tmp_path / "a.wav", noise(600_000), 48_000)
    flac = to_flac(wav)
    assert np.array_equal(sf.read(str(flac), dtype="int16")[0], sf.read(str(wav), dtype="int16")[0])
    assert sorted(tmp_path.iterdir()) == [flac, wav]


def test_peaks_are_the_largest_amplitudes(tmp_path: Path) -> None:
    samples = np.zeros(1000, np.float32)
    samples[[50, 350, 999]] = 0.5, -1.0, 0.25
    path = write(tmp_path / "a.wav", samples)
    assert peaks(path, 4) == (0.5, 1.0, 0.0, 0.25)
    assert peaks(path, 1) == (1.0,)
    assert peaks(path, 1000)[350] == 1.0
    assert len(peaks(path, 3000)) == 3000


def test_peaks_see_every_channel(tmp_path: Path) -> None:
    samples = np.zeros((100, 2), np.float32)
    samples[10, 1] = -0.5
    assert peaks(write(tmp_path / "a.wav", samples), 2) == (0.5, 0.0)


def test_peaks_of_formats_only_av_reads(tmp_path: Path) -> None:
    outline = peaks(encode(tmp_path / "a.m4a", tone(1.0, 44_100), 44_100, "aac"), 10)
    assert outline[5] == pytest.approx(0.5, abs=0.05)


def test_peaks_of_nothing(tmp_path: Path) -> None:
    assert peaks(write(tmp_path / "a.wav", counted(0, 0)), 3) == (0.0, 0.0, 0.0)
    with pytest.raises(UserError, match="There is no file"):
        peaks(tmp_path / "missing.flac", 3)
