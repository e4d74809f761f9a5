"""What can be wrong with a history or a stored model."""

from jikwon.model import InputError, JikwonError


class HistoryEmpty(InputError):
    """The history has no two classes in its older half, so that there is nothing to tell apart."""

    code = "history-empty"


class ModelDamaged(JikwonError):
    """A model's file is not the one that was approved, or no model's file at all."""

    code = "model-damaged"
