"""The smallest surgery on an ONNX file: chosen columns of the last layer stay, and a recogniser knows fewer characters.

Works on the protobuf wire format itself (https://protobuf.dev/programming-guides/encoding/; field
numbers from onnx.proto3), so that the package `onnx` is not needed to read text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
MODEL_GRAPH = 7
GRAPH_INITIALIZER, GRAPH_OUTPUT, GRAPH_VALUE_INFO = 5, 12, 13
TENSOR_DIMS, TENSOR_TYPE, TENSOR_RAW = 1, 2, 9
FLOAT = 1

Field = tuple[int, int, int | bytes]
Edit = Callable[[int, bytes], bytes | None]


def fields(message: bytes) -> Iterator[Field]:
    """The (number, wire type, value) triples of one protobuf message, in order.

    Raises:
        ValueError: the bytes are no protobuf message.
    """
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            value, at = _read_varint(message, at)
            yield number, wire, value
            continue
        size = {FIXED64: 8, FIXED32: 4}.get(wire)
        if wire == BYTES:
            size, at = _read_varint(message, at)
        if size is None or at + size > len(message):
            raise ValueError(f"not a protobuf message: wire type {wire} at byte {at}")
        yield number, wire, message[at : at + size]
        at += size


def keep_classes(model: bytes, classes: int, kept: Sequence[int]) -> bytes:
    """The model with only the `kept` of its `classes` outputs, in the order given.

    Every float initializer whose last dimension is `classes` (the last layer's weights and bias) is
    cut along it. Shapes noted for the outputs are dropped: the runtime infers them again.

    Raises:
        ValueError: no initializer of that width is there, or one is not plain raw float32.
    """
    columns = np.asarray(kept, dtype=np.intp)
    cut = 0

    def edit_graph(number: int, value: bytes) -> bytes | None:
        """Return a field of the graph as it shall be; None drops it."""
        nonlocal cut
        if number == GRAPH_INITIALIZER:
            smaller = _cut_tensor(value, classes, columns)
            cut += smaller is not value
            return smaller
        if number == GRAPH_OUTPUT:
            return _without_shape(value)
        return None if number == GRAPH_VALUE_INFO else value

    smaller = _rewrite(model, lambda n, v: _rewrite(v, edit_graph) if n == MODEL_GRAPH else v)
    if not cut:
        raise ValueError(f"no layer with {classes} outputs in the model")
    return smaller


def _cut_tensor(tensor: bytes, classes: int, columns: np.ndarray[tuple[int], np.dtype[np.intp]]) -> bytes:
    parts = list(fields(tensor))
    dims = [int(v) for n, w, v in parts if n == TENSOR_DIMS and isinstance(v, int)]
    if not dims or dims[-1] != classes:
        return tensor
    raw = next((v for n, _, v in parts if n == TENSOR_RAW and isinstance(v, bytes)), None)
    if raw is None or (TENSOR_TYPE, VARINT, FLOAT) not in parts:
        raise ValueError("the last layer is not stored as raw float32")
    weights = np.frombuffer(raw, dtype="<f4").reshape(dims)[..., columns]
    rest = [p for p in parts if p[0] not in (TENSOR_DIMS, TENSOR_RAW)]
    shape: list[Field] = [(TENSOR_DIMS, VARINT, n) for n in weights.shape]
    return _encode([*shape, *rest, (TENSOR_RAW, BYTES, np.ascontiguousarray(weights).tobytes())])


def _without_shape(value_info: bytes) -> bytes:
    """ValueInfoProto{type=2 TypeProto{tensor_type=1 {elem_type=1, shape=2}}} less the shape."""

    def bare(number: int, tensor: bytes) -> bytes | None:
        return _rewrite(tensor, lambda n, v: None if n == 2 else v) if number == 1 else tensor

    return _rewrite(value_info, lambda n, v: _rewrite(v, bare) if n == 2 else v)


def _rewrite(message: bytes, edit: Edit) -> bytes:
    """The message with each length-delimited field passed through `edit`; None drops it."""
    kept: list[Field] = []
    for number, wire, value in fields(message):
        edited = edit(number, value) if isinstance(value, bytes) and wire == BYTES else value
        if edited is not None:
            kept.append((number, wire, edited))
    return _encode(kept)


def _encode(parts: Sequence[Field]) -> bytes:
    out = bytearray()
    for number, wire, value in parts:
        out += _varint(number << 3 | wire)
        if isinstance(value, int):
            out += _varint(value)
            continue
        if wire == BYTES:
            out += _varint(len(value))
        out += value
    return bytes(out)


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        if at >= len(message):
            raise ValueError("not a protobuf message: it ends within a number")
        byte = message[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return number, at
