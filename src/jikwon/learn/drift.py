"""Whether new cases are still like those a model was certified on: how much it asks, and what people found wrong."""

from jikwon.learn.bounds import chance
from jikwon.model import fact
from jikwon.model.learned import Certificate

LEVEL = 0.001
"""How seldom a warning about the share asked comes without cause, per look; a look is cheap and often taken."""

ERROR_LEVEL = 0.05


@fact
class Drift:
    """What a look found. `asked` of `seen` new cases went to people; `wrong` of `checked` accepted ones were corrected.

    `asks_more` warns that the share asked has risen above the certified one, `errs_more` that the errors
    found contradict the bound. Either way the model should be trained again before it is trusted further.
    """

    seen: int
    asked: int
    checked: int = 0
    wrong: int = 0
    asks_more: bool = False
    errs_more: bool = False

    @property
    def warns(self) -> bool:
        """Whether a person should look at it."""
        return self.asks_more or self.errs_more


def look(certificate: Certificate, *, seen: int, asked: int, checked: int = 0, wrong: int = 0) -> Drift:
    """Compare new cases with the certifying ones.

    The share asked: Fisher's exact test, one-sided (R. A. Fisher, Statistical Methods for Research Workers,
    5th ed. 1934, section 21.02), of asked against accepted among new and certifying cases. The errors found:
    the exact binomial test that their rate is at most the certified `max_error`.
    """
    asked_before = certificate.of - certificate.accepted
    return Drift(
        seen=seen, asked=asked, checked=checked, wrong=wrong,
        asks_more=bool(seen) and _as_many(asked, seen, asked_before, certificate.of) < LEVEL,
        errs_more=wrong > 0 and 1 - chance(wrong - 1, checked, rate=certificate.max_error) < ERROR_LEVEL,
    )  # fmt: skip


def _as_many(asked: int, seen: int, asked_before: int, before: int) -> float:
    """Give the chance of `asked` or more among the new, if new and old were drawn from one heap."""
    from scipy.stats import hypergeom

    return float(hypergeom.sf(asked - 1, before + seen, asked_before + asked, seen))
