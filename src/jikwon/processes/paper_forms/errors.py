"""What can be wrong with a template or with thresholds; all of it is found before any work."""

from jikwon.model import InputError


class TemplateInvalid(InputError):
    """A template is no TOML, or does not say what a template must."""

    code = "paper-template-invalid"


class TemplateTwice(InputError):
    """More than one template, or more than one file of thresholds, was given."""

    code = "paper-template-twice"


class ThresholdsInvalid(InputError):
    """A file of thresholds is not what the measurement writes."""

    code = "paper-thresholds-invalid"
