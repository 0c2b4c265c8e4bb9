"""Pixels of a frame, decoded from its blob. Pure: bytes in, array out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.errors import AutocaptureError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Four screens of 7680 x 2160 side by side; a header that claims more is a bomb or a mistake.
MAX_PIXELS = 4 * 7680 * 2160
# As many bytes as the largest picture has, uncompressed.
MAX_BYTES = 4 * MAX_PIXELS

# libvips reads many formats, some of which are programs (SVG, PDF) or call for other libraries. These are pictures.
_LOADERS = frozenset(f"VipsForeignLoad{name}Buffer" for name in ("Png", "Jpeg", "Webp", "Tiff", "Nsgif", "Heif"))


class Undecodable(AutocaptureError):
    """The blob is no image that we can read, or claims a size that no screen has."""

    name = "image_undecodable"


def size_of(blob: bytes) -> tuple[int, int]:
    """Return width and height of an image file in pixels, out of its header; nothing is decoded.

    Raises:
        Undecodable: it is no image, or is too large.
    """
    image = _opened(blob)
    return image.width, image.height


def decode(blob: bytes) -> NDArray[np.uint8]:
    """Return the pixels of an image file as height x width x 3, RGB, 8 bits.

    Transparency is flattened on black. The header is read first: what claims more than `MAX_PIXELS`
    is not decoded.

    Raises:
        Undecodable: it is no image, is broken, or is too large.
    """
    import pyvips

    image = _opened(blob)
    try:
        if image.hasalpha():
            image = image.flatten(background=0)
        array: NDArray[np.uint8] = image.colourspace("srgb").cast("uchar").numpy()
    except pyvips.Error as error:
        raise _undecodable(error) from error
    return array[:, :, :3]


def _opened(blob: bytes) -> Any:  # noqa: ANN401 - pyvips has no types
    """Return an image of which only the header was read."""
    import pyvips

    if len(blob) > MAX_BYTES:
        raise Undecodable(f"The image file has {len(blob)} bytes.", "It is not decoded.")
    try:
        loader = pyvips.vips_lib.vips_foreign_find_load_buffer(blob, len(blob))
        named = pyvips.ffi.string(loader).decode() if loader != pyvips.ffi.NULL else ""
        if named not in _LOADERS:
            pyvips.vips_lib.vips_error_clear()
            raise Undecodable(f"The blob is no picture of a kind that is read{f' ({named})' if named else ''}.")
        image = pyvips.Image.new_from_buffer(blob, "", fail_on="error")
    except pyvips.Error as error:
        raise _undecodable(error) from error
    if image.width * image.height > MAX_PIXELS:
        raise Undecodable(f"The image claims {image.width} x {image.height} pixels.", "It is not decoded.")
    return image


def _undecodable(error: Exception) -> Undecodable:
    lines = str(error).strip().splitlines()
    return Undecodable(f"The blob cannot be decoded as an image: {lines[-1] if lines else 'no reason given'}.")
