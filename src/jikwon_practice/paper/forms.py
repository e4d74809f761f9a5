"""The two forms of the practice office: what is printed on them, and what their fields take."""

from typing import Final

from jikwon.korea import dongs
from jikwon.model import fact


@fact
class Line:
    """One printed label with the cell to its right: `wide` ones take the whole width of the table.

    `check` is the rule of its own that the template gives a text.
    """

    label: str
    field: str
    kind: str
    required: bool = True
    values: tuple[str, ...] = ()
    wide: bool = False
    check: str = ""


@fact
class Form:
    """One form: `sides` is how many pairs of label and cell stand beside each other, `ruled` the line's width in px."""

    name: str
    lines: tuple[Line, ...]
    sides: int
    label_share: float
    foot: str
    ruled: int = 3

    @property
    def template(self) -> str:
        """The template of `paper-forms` for it, as TOML."""
        parts = [f'name = "{self.name}"\n']
        for line in self.lines:
            required = "true" if line.required else "false"
            values = f"values = [{', '.join(f'{each!r}' for each in line.values)}]\n".replace("'", '"')
            parts.append(
                f'\n[[fields]]\nname = "{line.field}"\nlabel = "{line.label}"\ntype = "{line.kind}"\n'
                f"required = {required}\n{values if line.values else ''}"
                + (f'check = "{line.check}"\n' if line.check else "")
            )
        return "".join(parts)


DONGS: Final = tuple(sorted(dongs.songpa().by_name))
EVENTS: Final = ("가족걷기", "김장나눔", "책읽기모임", "텃밭가꾸기")
SIGN_UP: Final = Form(
    name="행사 참여 신청서",
    sides=2,
    label_share=0.36,
    foot="위와 같이 참여를 신청합니다.",
    lines=(
        Line(label="성 명", field="성명", kind="text"),
        Line(label="성 별", field="성별", kind="choice", values=("남", "여")),
        Line(label="생년월일", field="생년월일", kind="date"),
        Line(label="휴대전화", field="휴대전화", kind="phone"),
        Line(label="주 소", field="주소", kind="text", wide=True, check="address"),
        Line(label="행 정 동", field="행정동", kind="choice", values=DONGS),
        Line(label="참여인원", field="참여인원", kind="number"),
        Line(label="행 사 명", field="행사명", kind="choice", values=EVENTS),
        Line(label="신 청 일", field="신청일", kind="date"),
        Line(label="비 고", field="비고", kind="text", required=False, wide=True),
    ),
)
SUPPORT: Final = Form(
    name="생활지원 물품 신청서",
    sides=1,
    label_share=0.26,
    foot="물품을 받고자 신청합니다.",
    ruled=2,
    lines=(
        Line(label="신청인 성명", field="성명", kind="text"),
        Line(label="생년월일", field="생년월일", kind="date"),
        Line(label="연락처", field="연락처", kind="phone"),
        Line(label="도로명주소", field="주소", kind="text", check="address"),
        Line(label="세대원 수", field="세대원수", kind="number"),
        Line(label="희망 물품", field="희망물품", kind="choice", values=("쌀", "라면", "생수", "휴지", "마스크")),
        Line(label="수령 방법", field="수령방법", kind="choice", values=("방문수령", "택배", "대리수령")),
        Line(label="신청일자", field="신청일", kind="date"),
    ),
)
FORMS: Final = (SIGN_UP, SUPPORT)
