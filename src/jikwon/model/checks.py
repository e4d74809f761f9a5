"""What a proof is made of."""

from collections.abc import Sequence

from jikwon.model.facts import fact
from jikwon.model.places import Place


@fact
class Check:
    """One property that was checked.

    `compared` counts the output fields (or records) that were held against something; `mismatches`
    counts those that did not hold; `at` lists where, at most the first hundred places.
    """

    name: str
    compared: int
    mismatches: int = 0
    at: Sequence[Place] = ()
    rests_on_people: int = 0
