"""What scanners, stamps and carelessness do to a page: turned, grey, noisy, pressed, stamped over."""

import io
import math
from random import Random
from typing import Final, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from jikwon.model import fact

STAMP: Final = (200, 40, 44)
Pixels: TypeAlias = npt.NDArray[np.uint8]
_TILE: Final = 457


@fact
class Wear:
    """How badly a page was treated: degrees it is turned at most, noise (grey levels), blur (px), and so on."""

    turn: float
    noise: float
    blur: float
    dark: int
    stamped: float
    grey: float
    jpeg: int


def stamp(rng: Random, page: Image.Image, box: tuple[int, int, int, int]) -> None:
    """Press a round red seal over the right part of a cell."""
    size = rng.randint(80, 110)
    left = rng.randint(box[0], box[2] - size)
    top = rng.randint(box[1] - size // 3, box[3] - size // 2)
    over = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    brush = ImageDraw.Draw(over)
    colour = (*STAMP, rng.randint(120, 190))
    brush.ellipse((0, 0, size - 1, size - 1), outline=colour, width=5)
    for number in range(3):
        start = (size * (0.3 + 0.2 * number), size * 0.2)
        brush.line((*start, start[0] + rng.randint(-8, 8), size * 0.8), fill=colour, width=5)
    page.paste(over, (left, top), over)


def wear(rng: Random, page: Image.Image, how: Wear) -> bytes:
    """Give the page as a JPEG, as a scanner would store it."""
    paper = 250 - rng.randint(0, how.dark)
    pixels = _turned(np.asarray(page), rng.uniform(-how.turn, how.turn))
    if how.blur and (sigma := rng.uniform(0.0, how.blur)) > 0.2:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), dtype=np.uint8)
    pixels = np.asarray(cv2.convertScaleAbs(pixels, alpha=paper / 250), dtype=np.uint8)
    pixels = _noisy(rng, pixels, rng.uniform(0.3, 1.0) * how.noise)
    if rng.random() < how.grey:
        pixels = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=how.jpeg, dpi=(200, 200))
    return out.getvalue()


def _turned(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    paper = (250, 250, 250)
    turned = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=paper)
    return np.asarray(turned, dtype=np.uint8)


def _noisy(rng: Random, pixels: Pixels, strength: float) -> Pixels:
    """Add grain and a few dark specks; one tile of them is laid over the whole page."""
    chance = np.random.default_rng(rng.getrandbits(32))
    grain = chance.normal(0, strength, (_TILE, _TILE))
    grain[chance.random(grain.shape) < 0.00002 * strength] = -190
    height, width = pixels.shape[:2]
    laid = np.tile(grain.astype(np.int16), (height // _TILE + 1, width // _TILE + 1))[:height, :width]
    return np.asarray(np.clip(pixels + laid[..., None], 0, 255), dtype=np.uint8)


def photo(rng: Random) -> bytes:
    """Make a picture of no paper at all: soft colours, as a camera sees a street at dusk."""
    y, x = np.mgrid[0:900, 0:1200].astype(np.float32)
    waves = [
        110 + 70 * np.sin(x / rng.randint(60, 240) + y / rng.randint(60, 240) + rng.random() * math.tau) for _ in "rgb"
    ]
    out = io.BytesIO()
    Image.fromarray(np.clip(np.stack(waves, -1), 0, 255).astype(np.uint8)).save(out, "JPEG", quality=88)
    return out.getvalue()
