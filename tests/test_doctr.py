"""docTR behind the reader's port: real predictors, with small weights made here; skipped without the extra."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from processors import doctr_reader
from processors.base import Box, Line
from processors.doctr_reader import VERSION, DoctrReader, DoctrUnavailable, Settings
from processors.registry import text_processor

DETECTOR, RECOGNISER = "db_mobilenet_v3_large", "crnn_mobilenet_v3_small"
HERE = importlib.util.find_spec("doctr") is not None

needs_doctr = pytest.mark.skipif(not HERE, reason="the extra autocapture[doctr] is not installed")


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights of both models as chance makes them (seeded), saved as torch saves a state dict."""
    models, vocabs, torch = doctr_reader._doctr()
    directory = tmp_path_factory.mktemp("weights")
    torch.manual_seed(7)
    detector = getattr(models.detection, DETECTOR)(pretrained=False, pretrained_backbone=False)
    recogniser = getattr(models.recognition, RECOGNISER)(
        pretrained=False, pretrained_backbone=False, vocab=vocabs["french"]
    )
    for name, model in ((DETECTOR, detector), (RECOGNISER, recogniser)):
        torch.save(model.state_dict(), directory / f"{name}.pt")
    return directory


@pytest.fixture(scope="module")
def reader(weights: Path) -> DoctrReader:
    return DoctrReader(Settings(DETECTOR, RECOGNISER, weights))


def drawn() -> NDArray[np.uint8]:
    image = Image.new("RGB", (1500, 300), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    for row in range(4):
        draw.text(
            (20, 30 + 60 * row), "The quick brown fox jumps " * 4, fill=(20, 20, 20), font=ImageFont.load_default(24)
        )
    return np.asarray(image)


def lawful(lines: tuple[Line, ...], pixels: NDArray[np.uint8]) -> None:
    """What the port promises of every reader."""
    height, width = pixels.shape[:2]
    for line in lines:
        x0, y0, x1, y1 = line.box
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        assert 0 < line.confidence <= 10_000
        assert len(line.words) == len(line.text.split()) > 0
        assert all(x0 <= a < b <= x1 for a, b in line.words)


@needs_doctr
def test_lines_keep_what_the_port_promises(reader: DoctrReader) -> None:
    pixels = drawn()
    lines = reader.lines(pixels)
    assert lines
    lawful(lines, pixels)
    assert reader.lines(pixels) == lines
    assert reader.lines(np.zeros((0, 0, 3), dtype=np.uint8)) == ()
    with pytest.raises(ValueError, match="height x width x 3"):
        reader.lines(np.zeros((10, 10), dtype=np.uint8))


@needs_doctr
def test_the_maker_names_models_and_the_weights_loaded(reader: DoctrReader, weights: Path, tmp_path: Path) -> None:
    assert reader.maker.model == f"{DETECTOR}+{RECOGNISER}"
    assert reader.maker.version == VERSION
    torch = doctr_reader._doctr()[2]
    for name in (DETECTOR, RECOGNISER):
        state = torch.load(weights / f"{name}.pt", weights_only=True)
        if name == RECOGNISER:
            key = next(k for k, v in state.items() if v.is_floating_point())
            state[key] = state[key] + 1
        torch.save(state, tmp_path / f"{name}.pt")
    other = DoctrReader(Settings(DETECTOR, RECOGNISER, tmp_path))
    assert other.maker.model_digest != reader.maker.model_digest
    again = DoctrReader(Settings(DETECTOR, RECOGNISER, weights))
    assert again.maker == reader.maker


@needs_doctr
def test_missing_and_foreign_weights_are_named_with_a_remedy(weights: Path, tmp_path: Path) -> None:
    with pytest.raises(DoctrUnavailable, match=r"db_mobilenet_v3_large\.pt") as caught:
        DoctrReader(Settings(DETECTOR, RECOGNISER, tmp_path))
    assert "state dict" in caught.value.remedy
    (tmp_path / f"{DETECTOR}.pt").write_bytes((weights / f"{RECOGNISER}.pt").read_bytes())
    with pytest.raises(DoctrUnavailable, match="cannot be loaded"):
        DoctrReader(Settings(DETECTOR, RECOGNISER, tmp_path))
    with pytest.raises(DoctrUnavailable, match="no architecture"):
        DoctrReader(Settings("no_such_net", RECOGNISER, weights))


def test_words_of_a_row_make_a_line_and_wide_gaps_part_them() -> None:
    def word(text: str, box: Box) -> doctr_reader._Word:
        return doctr_reader._Word(text, 0.5, box)

    words = [
        word("right", (300, 12, 350, 30)),
        word("two", (60, 10, 90, 28)),
        word("one", (10, 11, 50, 29)),
        word("below", (10, 40, 70, 58)),
    ]
    lines = doctr_reader._lines(words)
    assert [(line.text, line.box) for line in lines] == [
        ("one two", (10, 10, 90, 29)),
        ("right", (300, 12, 350, 30)),
        ("below", (10, 40, 70, 58)),
    ]
    assert lines[0].words == ((10, 50), (60, 90))


def test_without_the_extra_the_message_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['doctr'] = None; sys.modules['torch'] = None\n"
    code += "from processors.doctr_reader import DoctrReader, DoctrUnavailable\n"
    code += "try: DoctrReader()\nexcept DoctrUnavailable as error: print(error.exit_code, error)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.startswith("11 docTR is not installed")
    assert "pip install 'autocapture[doctr]'" in out


def test_the_setting_chooses_the_engine_and_its_version() -> None:
    from ledger.errors import Usage
    from processors.engines import VERSION as EMBEDDED

    assert text_processor({}).version == EMBEDDED
    assert text_processor({"AUTOCAPTURE_READER": "doctr"}).version == VERSION
    assert VERSION != EMBEDDED
    with pytest.raises(Usage, match="tesseract"):
        text_processor({"AUTOCAPTURE_READER": "tesseract"})
