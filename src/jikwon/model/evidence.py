"""Where pictures and trees of a failure go, and how they are masked before."""

from collections.abc import Callable

from jikwon.model.facts import fact


@fact
class Evidence:
    """What a tool needs to keep evidence of a failure that names nobody.

    `write(name, data)` stores one file (`place-missing-1.png`, `place-missing-1.yaml`), sealed; it is
    called in the thread that the error is raised in. `is_personal(label)` tells whether a label on
    the screen (a header, the name of a field) names a personal field; `mask(label, value)` masks such
    a field's value; `scrub(text)` masks what is personal by its pattern in any other text.
    """

    write: Callable[[str, bytes], object]
    is_personal: Callable[[str], bool]
    mask: Callable[[str, str], str]
    scrub: Callable[[str], str]
