"""Pixels of a frame, decoded from its blob. Pure: bytes in, array out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import AutocaptureError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Four screens of 7680 x 2160 side by side; a header that claims more is a bomb or a mistake.
MAX_PIXELS = 4 * 7680 * 2160


class Undecodable(AutocaptureError):
    """The blob is no image that we can read, or claims a size that no screen has."""

    name = "image_undecodable"


def decode(blob: bytes) -> NDArray[np.uint8]:
    """Return the pixels of an image file as height x width x 3, RGB, 8 bits.

    Transparency is flattened on black. The header is read first: what claims more than `MAX_PIXELS`
    is not decoded.

    Raises:
        Undecodable: it is no image, is broken, or is too large.
    """
    import pyvips

    try:
        image = pyvips.Image.new_from_buffer(blob, "", fail_on="error")
        if image.width * image.height > MAX_PIXELS:
            raise Undecodable(f"The image claims {image.width} x {image.height} pixels.", "It is not decoded.")
        if image.hasalpha():
            image = image.flatten(background=0)
        array: NDArray[np.uint8] = image.colourspace("srgb").cast("uchar").numpy()
    except pyvips.Error as error:
        lines = str(error).strip().splitlines()
        raise Undecodable(
            f"The blob cannot be decoded as an image: {lines[-1] if lines else 'no reason given'}."
        ) from error
    return array[:, :, :3]
