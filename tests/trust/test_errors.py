"""Every error of this part has its sentences and survives being stored."""

import pickle

import pytest

from jikwon.model import JikwonError, strings
from jikwon.model.errors import all_errors
from jikwon.trust import errors

OURS = [each for each in all_errors() if each.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: str(kind.code))
def test_an_error_speaks_both_languages_and_survives(kind: type[JikwonError]) -> None:
    error = kind(name="portal")

    again = pickle.loads(pickle.dumps(error))

    assert (type(again), again.fields) == (kind, error.fields)
    for language in strings.LANGUAGES:
        assert kind.code in strings.of(errors.__name__).codes("errors", language)
        assert "\n" not in error.text(language)
