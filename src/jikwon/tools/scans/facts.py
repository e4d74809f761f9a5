"""What is found on a page: its grid of cells, which of them hold the labels, and what a reading says."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from jikwon.model import Personal, fact

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Picture: TypeAlias = npt.NDArray[np.uint8]
    """A picture: rows, columns and (where it has colours) blue, green, red; 0 is black."""


@fact
class Box:
    """A rectangle on the straightened page, in pixels from its upper left corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column beyond it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.top + self.height


@fact
class Cell:
    """One cell of the grid: within its lines; `row` counts from 0, cells of one row stand side by side."""

    box: Box
    row: int


@fact
class Reading:
    """What was read in a cell: its text ("" nothing) and how sure the reader is of its worst word (0–100)."""

    text: Personal[str]
    confidence: float


class Why(StrEnum):
    """Why a page is not read as a form."""

    BLANK = "blank"
    PHOTO = "photo"
    OTHER_FORM = "other-form"


@fact
class Refused:
    """A page that is not the form that was looked for; `page` is its picture, the right way up where that is known."""

    why: Why
    page: "Personal[Picture]"


@fact
class Sheet:
    """A page that is the form: straightened, and the cell of each label that was found.

    `turned` tells by how many degrees (90, 180, 270) it had to be turned back, `skew` the small rest.
    """

    page: "Personal[Picture]"
    grid: Sequence[Cell]
    cells: Mapping[str, Cell]
    turned: int
    skew: float

    def picture(self, cell: Cell) -> "Picture":
        """Cut a cell out, with its lines left outside."""
        box = cell.box
        return self.page[box.top : box.bottom, box.left : box.right]
