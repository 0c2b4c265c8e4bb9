"""The embedded reader: on recorded screens, on text drawn here, in tiles, and its parts one by one."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from processors import detection, engines, graph, recognition, shapes, words
from processors.base import Box, Line
from processors.engines import EmbeddedReader, ReaderUnavailable, Settings
from processors.ink import background, ink, runs
from processors.recognition import Glyph
from processors.words import Spacing

Pixels = NDArray[np.uint8]

SENTENCES = (
    "The quick brown fox jumps over the lazy dog",
    "Invoice 4711 was paid on 12 March 2026",
    "def total(rows): return sum(rows)",
    "Settings    Accounts    Import",
)


@pytest.fixture(scope="module")
def reader() -> EmbeddedReader:
    return EmbeddedReader()


def drawn(
    lines: tuple[str, ...], size: int = 16, dark: bool = False, width: int = 640
) -> tuple[Pixels, list[tuple[str, Box]]]:
    """Text in PIL's own font on a plain ground, and each line with the box of its ink."""
    ground, pen = ((24, 26, 30), (214, 216, 220)) if dark else ((255, 255, 255), (25, 25, 25))
    image = Image.new("RGB", (width, 40 * len(lines) + 20), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    truth: list[tuple[str, Box]] = []
    for i, line in enumerate(lines):
        at = (24, 40 * i + 16)
        draw.text(at, line, fill=pen, font=font)
        x0, y0, x1, y1 = (round(v) for v in draw.textbbox(at, line, font=font))
        truth.append((line, (x0, y0, x1, y1)))
    return np.asarray(image), truth


def screen(corpus: Path, name: str) -> Pixels:
    rows = json.loads((corpus / "truth" / "frames_index.json").read_text("utf-8"))
    row = next(r for r in rows if r["corpus_frame"] == name)
    blob = (corpus / "handoff" / row["handoff"] / row["media"]).read_bytes()
    return np.asarray(Image.open(io.BytesIO(blob)).convert("RGB"))


def true_words(corpus: Path, name: str) -> list[tuple[str, Box]]:
    truth = json.loads((corpus / "truth" / "frames" / f"{name}.json").read_text("utf-8"))
    return [(w[0], (w[1], w[2], w[3], w[4])) for w in truth["words"] if not w[6]]


def read_words(lines: tuple[Line, ...]) -> list[tuple[str, Box]]:
    return [
        (text, (x0, line.box[1], x1, line.box[3]))
        for line in lines
        for text, (x0, x1) in zip(line.text.split(), line.words, strict=True)
    ]


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def lawful(lines: tuple[Line, ...], pixels: Pixels) -> None:
    """Boxes lie on the canvas; each word has its extent, in order, not empty, inside the line."""
    height, width = pixels.shape[:2]
    for line in lines:
        x0, y0, x1, y1 = line.box
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        assert 0 < line.confidence <= 10_000
        assert line.text == line.text.strip()
        assert len(line.words) == len(line.text.split()) > 0
        assert all(x0 <= a < b <= x1 for a, b in line.words)
        assert list(line.words) == sorted(line.words)


# ---------------------------------------------------------------- what is read


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [12, 16, 28])
def test_drawn_text_is_read_letter_for_letter(reader: EmbeddedReader, size: int, dark: bool) -> None:
    pixels, truth = drawn(SENTENCES, size, dark)
    lines = reader.lines(pixels)
    lawful(lines, pixels)
    read = " ".join(line.text for line in lines)
    wanted = " ".join(text for text, _ in truth)
    assert read.replace(" ", "") == wanted.replace(" ", "")
    assert (Counter(wanted.split()) - Counter(read.split())).total() <= 2


def test_word_extents_lie_on_the_ink_of_their_words(reader: EmbeddedReader) -> None:
    pixels, truth = drawn(SENTENCES[:2], 20)
    font, draw = ImageFont.load_default(20), ImageDraw.Draw(Image.new("RGB", (8, 8)))
    for line, (text, box) in zip(reader.lines(pixels), truth, strict=True):
        at = 0
        for word, (x0, x1) in zip(text.split(), line.words, strict=True):
            at = text.index(word, at)
            left, _, right, _ = draw.textbbox((24 + draw.textlength(text[:at], font=font), 0), word, font=font)
            assert abs(x0 - left) <= 3
            assert abs(x1 - right) <= 3
        assert line.box[1] <= box[1] <= box[3] <= line.box[3] + 1


@pytest.mark.parametrize(("name", "least"), [("dev-0038", 0.95), ("dev-0053", 0.93), ("dev-0084", 0.93)])
def test_a_recorded_screen_is_read(reader: EmbeddedReader, corpus: Path, name: str, least: float) -> None:
    pixels, truth = screen(corpus, name), true_words(corpus, name)
    lines = reader.lines(pixels)
    lawful(lines, pixels)
    read = read_words(lines)
    hits = sum(any(text == other and overlap(box, place) for other, place in read) for text, box in truth)
    assert hits >= least * len(truth), f"{hits} of {len(truth)}"


def test_an_empty_canvas_has_no_lines(reader: EmbeddedReader) -> None:
    assert reader.lines(np.full((300, 400, 3), 30, dtype=np.uint8)) == ()
    assert reader.lines(np.zeros((0, 0, 3), dtype=np.uint8)) == ()


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 200, 3), (200, 2, 3), (33, 31, 3)])
def test_slivers_are_read_without_complaint(reader: EmbeddedReader, shape: tuple[int, int, int]) -> None:
    noise = np.random.default_rng(7).integers(0, 256, shape, dtype=np.uint8)
    lawful(reader.lines(noise), noise)


def test_a_small_cutting_is_read_like_the_whole(reader: EmbeddedReader) -> None:
    pixels, truth = drawn(SENTENCES[:2])
    _, (x0, y0, x1, y1) = truth[1]
    [line] = reader.lines(pixels[y0 - 8 : y1 + 8, x0 - 8 : x1 + 8])
    assert line.text == truth[1][0]


def test_what_is_no_image_is_refused(reader: EmbeddedReader) -> None:
    with pytest.raises(ValueError, match="height x width x 3"):
        reader.lines(np.zeros((10, 10), dtype=np.uint8))


# ---------------------------------------------------------------- the same pixels, the same lines


def test_the_same_pixels_give_the_same_lines(reader: EmbeddedReader, corpus: Path) -> None:
    pixels = screen(corpus, "dev-0053")
    first = reader.lines(pixels)
    assert reader.lines(pixels) == first
    reader.forget()
    assert reader.lines(pixels) == first


def test_neither_threads_nor_a_fresh_reader_change_what_is_read(reader: EmbeddedReader, corpus: Path) -> None:
    pixels = screen(corpus, "dev-0038")
    alone = EmbeddedReader(Settings(threads=1))
    assert alone.lines(pixels) == reader.lines(pixels)
    assert alone.maker == reader.maker


def test_the_maker_names_weights_and_settings(reader: EmbeddedReader) -> None:
    maker = reader.maker
    assert len(maker.model_digest) == 64
    assert "characters=latin" in maker.parameters
    assert Settings(sure=0.6).text() != Settings().text()
    assert Settings(threads=1).text() == Settings(threads=7).text()


# ---------------------------------------------------------------- tiles


def test_a_wide_canvas_reads_like_its_screens(reader: EmbeddedReader, corpus: Path) -> None:
    """Two recorded screens side by side are wider than one tile: the seam falls into the text of both."""
    left, right = screen(corpus, "dev-0038"), screen(corpus, "dev-0053")
    canvas = np.ascontiguousarray(np.concatenate([left, right], axis=1))
    assert canvas.shape[1] > Settings().tile
    lines = reader.lines(canvas)
    lawful(lines, canvas)
    parts = [*reader.lines(left), *(line.moved(1600, 0) for line in reader.lines(right))]
    away = [line for line in parts if line.box[2] < 1540 or line.box[0] > 1660]
    expected = Counter(text for text, _ in read_words(tuple(away)))
    found = Counter(text for text, _ in read_words(lines))
    assert (expected - found).total() <= 0.03 * expected.total()
    assert found.total() <= 1.03 * sum(len(line.words) for line in parts)


def test_no_line_is_read_twice_at_a_seam() -> None:
    small = EmbeddedReader(Settings(tile=320, overlap=96))
    pixels, truth = drawn(
        ("A line of text that runs on over two seams of the canvas, and on and on",) * 3, 18, width=760
    )
    assert [line.text for line in small.lines(pixels)] == [text for text, _ in truth]


@settings(deadline=None)
@given(st.integers(1, 9000), st.integers(1, 5000), st.sampled_from([(640, 96), (2048, 256), (320, 64)]))
def test_the_cores_of_tiles_cover_a_canvas_exactly_once(width: int, height: int, tile: tuple[int, int]) -> None:
    side, overlap_ = tile
    found = detection.tiles(width, height, side, overlap_)
    assert sum((c - a) * (d - b) for a, b, c, d in (t.core for t in found)) == width * height
    assert len({t.core for t in found}) == len(found)
    for t in found:
        assert max(t.box[2] - t.box[0], t.box[3] - t.box[1]) <= side
        assert t.box[0] == 0 or t.core[0] - t.box[0] >= overlap_ // 2
        assert t.box[2] == width or t.box[2] - t.core[2] >= overlap_ // 2
        assert 0 <= t.box[0] <= t.core[0] < t.core[2] <= t.box[2] <= width
        assert 0 <= t.box[1] <= t.core[1] < t.core[3] <= t.box[3] <= height


# ---------------------------------------------------------------- the parts


glyph = st.builds(
    Glyph,
    character=st.sampled_from("abcIl1|.,-_(){}ABC"),
    first=st.integers(0, 60),
    last=st.integers(0, 60),
    probability=st.floats(0, 1),
    space=st.floats(0, 1),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(glyph, max_size=12), st.integers(1, 120), st.integers(4, 40), st.integers(0, 2**32 - 1))
def test_every_word_has_an_extent_whatever_glyphs_and_ink(
    glyphs: list[Glyph], width: int, height: int, seed: int
) -> None:
    inked = np.random.default_rng(seed).random((height, width)) < 0.2
    ordered = [Glyph(g.character, i * 60 // 12, i * 60 // 12 + 1, g.probability, g.space) for i, g in enumerate(glyphs)]
    row = words.words(ordered, width / 60, inked, Spacing())
    found = row.words
    assert sum(len(w.glyphs) for w in found) == len(glyphs)
    assert len(shapes.text(row, inked).split()) == len(found)
    assert all(0 <= a < b <= width for w in found for a, b in w.extents)
    assert all(w.extent[0] < w.extent[1] for w in found)
    # On a grid the first and the last cell may reach out of the crop.
    assert all(-height <= w.extent[0] < width and 0 < w.extent[1] <= width + height for w in found)
    assert [w.extent for w in found] == sorted(w.extent for w in found)


def test_best_path_drops_blanks_and_joins_repeats() -> None:
    path = [0, 1, 1, 0, 1, 3, 2, 0]
    table = np.full((len(path), 4), 0.01, dtype=np.float32)
    table[np.arange(len(path)), path] = 0.97
    glyphs = recognition.decoded(table, ["", "a", "b", " "])
    assert "".join(g.character for g in glyphs) == "aab"
    assert [(g.first, g.last) for g in glyphs] == [(1, 2), (4, 4), (6, 6)]
    assert [g.space > 0.5 for g in glyphs] == [False, False, True]


def test_the_latin_alphabet_leaves_out_what_only_looks_latin() -> None:
    names = ["", "A", "é", "ß", "€", "→", "Ａ", "А", "中", "　", " "]  # noqa: RUF001
    assert [names[i] for i in recognition.latin(names)] == ["A", "é", "ß", "€", "→", " "]


def test_bars_and_marks_beside_words_are_read(reader: EmbeddedReader) -> None:
    pixels, truth = drawn(("berth | 29.45 | Antwerp", "total 3"), 16)
    assert [line.text for line in reader.lines(pixels)] == [text for text, _ in truth]


def test_a_row_of_dashes_under_a_heading_is_read(reader: EmbeddedReader) -> None:
    pixels = drawn(("berth of the ship",), 16)[0].copy()
    for x in range(28, 140, 9):
        pixels[49, x : x + 5] = 30
    assert [line.text for line in reader.lines(pixels)] == ["berth of the ship", "-" * 13]


def test_small_capitals_among_larger_letters_are_capitals() -> None:
    glyphs = [Glyph(c, 3 * i, 3 * i + 1, 0.9, 0.0) for i, c in enumerate("NATuRAL")]
    level = np.zeros((20, 70), dtype=np.bool_)
    for i in range(7):
        level[5:15, 10 * i + 2 : 10 * i + 8] = True
    lower = level.copy()
    lower[5:8, 30:40] = False
    for inked, text in ((level, "NATURAL"), (lower, "NATuRAL")):
        assert shapes.text(words.words(glyphs, 10 / 3, inked, Spacing()), inked) == text


def test_reading_order_goes_row_by_row() -> None:
    found: list[Box] = [(200, 12, 260, 30), (10, 50, 90, 66), (10, 10, 90, 28), (100, 52, 180, 66)]
    assert detection.reading_order(found) == (2, 0, 1, 3)


def test_ink_is_what_differs_from_the_ground() -> None:
    crop = np.full((9, 20, 3), 240, dtype=np.uint8)
    crop[2:7, 4:6] = 10
    crop[2:7, 10:13] = (200, 60, 60)
    assert background(crop) == (240, 240, 240)
    assert runs(np.asarray(ink(crop, background(crop)).any(axis=0))) == [(4, 6), (10, 13)]


# ---------------------------------------------------------------- the weights


def test_a_cut_model_gives_the_same_scores_for_the_characters_it_keeps() -> None:
    import onnxruntime

    path = Path(str(metadata.distribution("rapidocr").locate_file(engines.RECOGNISER)))
    full = onnxruntime.InferenceSession(path)
    classes = int(full.get_outputs()[0].shape[-1])
    kept = [0, 1, 50, 90, classes - 1]
    cut = onnxruntime.InferenceSession(graph.keep_classes(path.read_bytes(), classes, kept))
    x = np.random.default_rng(1).uniform(-1, 1, (1, 3, 48, 160)).astype(np.float32)
    expected = full.run(None, {"x": x})[0][0][:, kept]
    expected = expected / expected.sum(axis=1, keepdims=True)
    assert np.allclose(cut.run(None, {"x": x})[0][0], expected, atol=1e-4)


@given(st.binary(max_size=64))
def test_bytes_that_are_no_model_are_refused(noise: bytes) -> None:
    with pytest.raises(ValueError, match=r"protobuf|no layer"):
        graph.keep_classes(noise, 18_710, [0])


def test_a_missing_wheel_is_named_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WHEEL", "no-such-wheel-here")
    with pytest.raises(ReaderUnavailable, match="not installed") as caught:
        EmbeddedReader()
    assert "pip install" in caught.value.remedy


def test_a_wheel_of_another_make_is_named_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "DETECTOR", "rapidocr/models/another.onnx")
    with pytest.raises(ReaderUnavailable, match=r"another\.onnx"):
        EmbeddedReader()


def test_importing_the_reader_loads_neither_models_nor_the_wheel() -> None:
    code = "import sys, processors.engines; print([m for m in ('rapidocr', 'onnxruntime', 'cv2') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_reading_leaves_the_arithmetic_of_the_caller_alone(reader: EmbeddedReader) -> None:
    """The runtime flushes denormals in every thread that calls it."""
    reader.lines(drawn(SENTENCES[:1])[0])
    assert sys.float_info.min / 2 > 0
