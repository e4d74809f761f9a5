"""The portal's two tables: cases, and the marks of what was printed."""

import msgspec
from django.db import models
from django.utils import timezone

from jikwon_practice.portals.epidemic import facts


class Case(models.Model):
    """One case; `body` is its `facts.Case` as JSON, the other columns are what a search needs."""

    case_id = models.TextField(primary_key=True)
    local_case_no = models.IntegerField()
    district = models.TextField()
    reported_on = models.DateField(db_index=True)
    body = models.BinaryField()

    class Meta:
        """Table name."""

        db_table = "epidemic_cases"

    @classmethod
    def of(cls, fact: facts.Case) -> "Case":
        """Make the row of a case."""
        return cls(
            case_id=fact.case_id,
            local_case_no=fact.local_case_no,
            district=fact.district,
            reported_on=fact.reported_on,
            body=msgspec.json.encode(fact),
        )

    @property
    def fact(self) -> facts.Case:
        """Give the case."""
        return msgspec.json.decode(bytes(self.body), type=facts.Case)


class Mark(models.Model):
    """One print mark. The same number may come twice: the portal does not look."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="marks")
    number = models.TextField()
    purpose = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Table name; in the order in which they came."""

        db_table = "epidemic_marks"
        ordering = ("id",)

    @property
    def fact(self) -> facts.Mark:
        """Give the mark."""
        at = timezone.localtime(self.at)
        return facts.Mark(case_id=self.case.pk, number=self.number, purpose=self.purpose, by=self.by, at=at)


class Day(models.Model):
    """The day that the search offers first."""

    today = models.DateField()

    class Meta:
        """Table name."""

        db_table = "epidemic_day"
