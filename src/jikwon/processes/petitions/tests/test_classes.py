"""유형 and department: proposed by an approved model, accepted within its bound, asked otherwise, and proved."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jikwon.model import State
from jikwon.model.learned import Certificate, Doubt, Guess, Proposal
from jikwon.processes.petitions.tests.exports import AS_OF, BOOK, HEADER, number, office, process, row, table
from jikwon.proof.readers import read_book
from jikwon.testing import Office, RunResult

SURE = Certificate(
    max_error=0.01, accepted=1000, errors=3, of=1200, bound=0.007736067, thresholds=(("가로등", 0.9), ("도로과", 0.9))
)
"""3 wrong of 1,000: its Clopper–Pearson bound is given to nine decimals, and made exact below."""


class Told:
    """An approved model that is sure of a label where the text holds a word, and unsure of all else."""

    sha256 = "ab" * 32

    def __init__(self, word: str, label: str, *, certificate: Certificate = SURE) -> None:
        from jikwon.learn.bounds import upper_bound

        self.word, self.label = word, label
        exact = upper_bound(certificate.errors, certificate.accepted)
        self.certificate: Certificate = replace(certificate, bound=exact) if certificate.thresholds else certificate

    def propose(self, texts: Sequence[str]) -> list[Proposal]:
        """Propose."""
        return [self._one(each) for each in texts]

    def _one(self, text: str) -> Proposal:
        is_sure = self.word in text and bool(self.certificate.thresholds)
        chances = (0.97, 0.02) if is_sure else (0.5, 0.4)
        guesses = tuple(
            Guess(label=label, chance=chance) for label, chance in zip((self.label, "기타"), chances, strict=True)
        )
        doubt = Doubt.NONE if is_sure else Doubt.UNSURE if self.certificate.thresholds else Doubt.UNCERTIFIED
        return Proposal(guesses=guesses, doubt=doubt)


def with_models(**models: Told) -> Office:
    """Give an office that has approved some models."""
    return Office(process=process(), as_of=AS_OF, models=models)


BLANK = {"담당부서1": "", "담당부서2": ""}


def run(at: Office, *rows: dict[str, str], answers: dict[tuple[str, str], str] | None = None) -> RunResult:
    """Run petitions as far as they go."""
    content = table(rows, [*HEADER, "업무분야"])
    return at.run(inputs={"petitions": [("민원.csv", content)]}, answers=answers or {}, approve=True, partial=True)


def test_without_an_approved_model_everything_the_export_does_not_say_stays_blank() -> None:
    result = run(office(), row(1, **BLANK, 업무분야=""))

    assert result.state is State.RELEASED
    assert result.sheet(BOOK, "처리결과")[0]["처리부서"] is None
    assert "분류" not in [each.name for each in read_book("book.xlsx", result.outputs[BOOK].read_bytes())]


def test_a_sure_proposal_fills_the_department_and_the_sheet_says_on_what_it_rests() -> None:
    result = run(with_models(department=Told("가로등", "도로과")), row(1, 민원내용="가로등이 꺼졌습니다", **BLANK))

    assert result.state is State.RELEASED, result.checks
    assert result.sheet(BOOK, "처리결과")[0]["처리부서"] == "도로과"
    assert result.sheet(BOOK, "분류")[0] == {
        "민원접수번호": number(1), "항목": "처리부서", "값": "도로과", "확인방법": "모델", "확신도": 0.97
    }  # fmt: skip


def test_what_the_export_says_is_never_proposed() -> None:
    result = run(with_models(department=Told("가로등", "도로과")), row(1, 민원내용="가로등이 꺼졌습니다"))

    assert result.sheet(BOOK, "처리결과")[0]["처리부서"] == "공원녹지과"
    assert result.sheet(BOOK, "분류")[0]["확인방법"] == "원본"


def test_an_unsure_proposal_is_asked_with_the_models_guesses() -> None:
    result = run(with_models(type=Told("가로등", "가로등")), row(1, 업무분야=""))

    (question,) = result.questions
    assert question.code == "type-unsure"
    assert dict(question.choices) == {"가로등": "가로등 (50%)", "기타": "기타 (40%)"}


def test_a_persons_answer_fills_the_class_and_is_counted_by_type() -> None:
    at = with_models(type=Told("가로등", "가로등"))
    answers = {(number(1), "type-unsure"): "소음"}

    result = run(at, row(1, 업무분야=""), row(2, 민원내용="가로등이 꺼졌습니다"), answers=answers)

    assert result.state is State.RELEASED, [each for each in result.checks if each.mismatches]
    assert [(each["값"], each["확인방법"]) for each in result.sheet(BOOK, "분류")] == [
        ("소음", "담당자"),
        ("가로등", "모델"),
    ]
    counted = {each["구분"]: each["접수"] for each in result.sheet(BOOK, "유형별")}
    assert counted["유형: 소음"] == counted["유형: 가로등"] == 1


def test_a_model_without_a_certificate_asks_everything_and_says_why() -> None:
    nothing = Certificate(max_error=0.01, accepted=0, errors=0, of=40, bound=1.0, lacking=259)

    result = run(
        with_models(type=Told("가로등", "가로등", certificate=nothing)), row(1, 민원내용="가로등이 꺼졌습니다")
    )

    (question,) = result.questions
    assert "보증되지 않았습니다" in question.text


def test_a_model_measured_for_more_error_than_the_office_lets_pass_asks_everything() -> None:
    at = with_models(type=Told("가로등", "가로등"))
    content = table([row(1, 민원내용="가로등이 꺼졌습니다")], HEADER)

    result = at.run(inputs={"petitions": [("민원.csv", content)]}, settings={"max_error": "0.5 %"}, partial=True)

    assert [each.code for each in result.questions] == ["type-unsure"]


@pytest.mark.parametrize("bound", [0.001, 0.0099])
def test_a_bound_that_does_not_follow_from_what_was_measured_is_refuted(bound: float) -> None:
    model = Told("가로등", "가로등")
    model.certificate = replace(model.certificate, bound=bound)

    result = run(with_models(type=model), row(1, 민원내용="가로등이 꺼졌습니다"))

    assert result.state is State.REFUTED
    assert [each.name for each in result.checks if each.mismatches] == ["bound-holds"]


def test_a_later_export_that_says_otherwise_counts_against_the_model() -> None:
    at = with_models(department=Told("가로등", "도로과"))
    run(at, row(1, 민원내용="가로등이 꺼졌습니다", **BLANK), row(2, 민원내용="가로등이 깜빡입니다", **BLANK))

    run(at, row(1, 민원내용="가로등이 꺼졌습니다"), row(2, 민원내용="가로등이 깜빡입니다", 담당부서2="도로과"))

    told = [published.data["wrong"] for kind, published in at._around.published if kind == "checked"]
    assert sorted(told) == ["0", "1"]


def test_many_more_questions_than_when_it_was_certified_warn_in_the_proof() -> None:
    at = with_models(type=Told("가로등", "가로등"))
    rows = [row(each, 업무분야="") for each in range(1, 41)]
    answers = {(number(each), "type-unsure"): "새 유형" for each in range(1, 41)}

    result = run(at, *rows, answers=answers)

    assert "drift-asks" in {each.code for each in result.notes}
