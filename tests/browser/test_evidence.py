"""Evidence: what is kept of a failure shows what happened and nobody."""

import io
import itertools
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from jikwon.tools.browser import Browser, Page, Place, PlaceMissing
from jikwon.tools.browser.masking import Masks, Unit
from jikwon.trust import mask

from .keeping import Kept
from .site import Site

SOON = timedelta(milliseconds=300)
MISSING = Place("조회", role="button")
PEOPLE = ("홍길동", "010-0123-4567", "900101-1234567", "올림픽로 326 101동 1004호")
NAMES = st.text("가나다라마바사아자차", min_size=2, max_size=4)
PHONES = st.builds(
    "010{0}0{1:03}{0}{2:04}".format, st.sampled_from(["-", "", " ", "."]), st.integers(0, 999), st.integers(0, 9999)
)
DOCUMENT = """
<h1>역학조사서 {name}</h1><p>연락: {phone}, 담당 성명: {name} 부서: 감염병</p>
<table><tr><th>성명<th>휴대전화<th>상태<tr><td>{name}<td>{phone}<td>격리</table>
<table><tr><th scope=row>거주지 주소<td>{address}<th scope=row>주민등록번호<td>{number}</table>
<label>성명 <input value='{name}'></label><label>비고 <textarea>{name}님 통화</textarea></label>
<dl><dt>보호자 연락처<dd>{phone}</dl><button title='{name}' aria-label='{name} 상세'>상세</button>
<p>{split}</p><div><span>성명</span> <b>{name}</b></div>
"""


def personal_page(name: str, phone: str, number: str, address: str) -> str:
    split = f"{phone[:6]}<b>{phone[6:]}</b> {name[0]}<i>{name[1:]}</i>"
    return DOCUMENT.format(name=name, phone=phone, number=number, address=address, split=split)


def fail(page: Page) -> None:
    with pytest.raises(PlaceMissing):
        page.press(MISSING, within=SOON)


@pytest.mark.slow
def test_the_tree_shows_the_page_and_no_person(page: Page, site: Site, kept: Kept) -> None:
    site.show("<p>성명: 홍길동</p><p>전화 010-0123-4567</p>", path="/f")
    page.go(site.show(personal_page(*PEOPLE) + "<iframe title=상세 src=/f></iframe>"))

    fail(page)

    tree = kept.tree()
    assert 'columnheader "휴대전화"' in tree
    assert "격리" in tree
    assert tree.count("홍*동") >= 9
    for person in (*PEOPLE, "1004호", "1234567", "4567"):
        assert person not in tree


@pytest.mark.slow
def test_the_picture_is_the_same_for_two_people_whose_masks_are_the_same(
    browser: Browser, site: Site, kept: Kept
) -> None:
    pictures = list[Image.Image]()
    for people in (PEOPLE, ("홍수동", "010-0123-9999", "900101-2345678", "올림픽로 326 202동 303호")):
        kept.files.clear()
        with browser.page() as page:
            page.go(site.show(personal_page(*people)))
            fail(page)
        pictures.append(Image.open(io.BytesIO(kept.picture())).convert("RGB"))

    assert pictures[0].size == pictures[1].size
    assert ImageChops.difference(*pictures).getbbox() is None
    assert len(pictures[0].getcolors(1 << 24) or []) > 2


@pytest.mark.slow
def test_what_cannot_be_read_is_covered(browser: Browser, site: Site, kept: Kept) -> None:
    drawn = """<canvas id=c width=300 height=60></canvas><img alt='' width=200 height=40
        src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Ctext y='20'%3E{0}%3C/text%3E%3C/svg%3E">
        <p class=n></p><style>.n::before {{ content: '{0}' }}</style><section id=s></section>
        <script>c.getContext('2d').fillText('{0}', 10, 20);
        const inner = s.attachShadow({{mode: 'closed'}}); inner.innerHTML = '<p>성명: {0}</p>'</script>"""
    pictures = list[Image.Image]()
    for name in ("홍길동", "홍수동"):
        kept.files.clear()
        with browser.page() as page:
            page.go(site.show(drawn.format(name)))
            fail(page)
        pictures.append(Image.open(io.BytesIO(kept.picture())).convert("RGB"))

    assert ImageChops.difference(*pictures).getbbox() is None


@pytest.mark.slow
def test_the_page_is_as_it_was_after_its_picture(page: Page, site: Site, kept: Kept) -> None:
    page.go(site.show(personal_page(*PEOPLE)))
    page.fill(Place("성명", role="textbox"), "이둘")
    before = page.html()

    fail(page)

    assert kept.files
    assert page.html() == before
    assert page.text(Place("성명", role="textbox")) == "이둘"


@pytest.mark.slow
def test_a_page_that_never_holds_still_is_not_photographed(page: Page, site: Site, kept: Kept) -> None:
    page.go(site.show("<p id=n></p><script>setInterval(() => n.textContent = '홍길동' + Math.random(), 1)</script>"))

    fail(page)

    assert kept.files == {}


@pytest.mark.slow
def test_secrets_that_were_typed_are_hidden_wherever_they_show(page: Page, site: Site, kept: Kept) -> None:
    page.go(
        site.show(
            "<label>아이디 <input oninput='document.querySelector(`p`).textContent = value + `님`'></label><p></p>"
        )
    )
    page.fill(Place("아이디", role="textbox"), "songpa-robot", secret=True)

    fail(page)

    assert "songpa-robot" not in kept.tree()
    assert "••••님" in kept.tree()


@pytest.mark.slow
def test_a_failure_of_the_process_itself_is_kept_too(browser: Browser, site: Site, kept: Kept) -> None:
    with pytest.raises(KeyError), browser.page() as page:
        page.go(site.show("<h1>목록</h1>"))
        raise KeyError

    assert 'heading "목록"' in kept.tree()
    assert [name.rpartition("-")[0] for name in kept.files] == ["failure", "failure"]


def masked(kept: Kept, units: list[Unit], secrets: tuple[str, ...] = ()) -> list[str]:
    return ["".join(texts) for texts in Masks(kept.evidence, secrets=secrets).apply(units)]


def unit(*texts: str, labels: tuple[str, ...] = ()) -> Unit:
    return Unit(labels=labels, texts=texts)


@given(NAMES, PHONES, st.text(max_size=20), st.sampled_from(["", " ", "님 ", ", "]))
def test_a_value_under_a_personal_label_is_masked_everywhere(name: str, phone: str, around: str, after: str) -> None:
    units = [
        unit(f"{around}{name}{after}"),
        unit(name, labels=("번호", "성명")),
        unit(phone, labels=("휴대전화",)),
        unit(f"{phone}{after}"),
    ]

    shown = masked(Kept(), units)

    assert shown[1] == mask.mask("성명", name)
    for text in shown:
        assert name not in text or name in mask.mask("성명", name)
        assert phone not in text


@given(PHONES, st.integers(1, 12), st.text("가나다 ", max_size=5))
def test_a_number_that_is_split_over_several_texts_is_found(phone: str, at: int, before: str) -> None:
    (shown,) = masked(Kept(), [unit(before, phone[:at], phone[at:])])

    assert phone not in shown
    assert shown == mask.scrub(f"{before}{phone}") or "****" in shown


@given(NAMES, st.sampled_from([": ", "：", " : "]), st.sampled_from(["", ", 부서: 감염병", "\n끝", " 상태: 격리"]))
def test_a_label_and_its_value_in_one_line_are_known(name: str, colon: str, after: str) -> None:
    shown = masked(Kept(), [unit(f"환자 성명{colon}{name}{after}"), unit(f"{name} 상세")])

    assert shown[0] == f"환자 성명{colon}{mask.mask('성명', name)}{after}"
    assert shown[1] == f"{mask.mask('성명', name)} 상세"


@given(NAMES)
def test_a_label_and_its_value_side_by_side_are_known(name: str) -> None:
    (shown,) = masked(Kept(), [unit("성명", " ", name)])

    assert shown == f"성명 {mask.mask('성명', name)}"


@given(st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["", "성명", "상태"])), max_size=6))
def test_every_text_gets_one_text_back_and_labels_stay(pairs: list[tuple[str, str]]) -> None:
    units = [unit(text, text, labels=(label,) if label else ()) for text, label in pairs]
    units.append(unit("성명", labels=("성명",)))

    shown = Masks(Kept().evidence).apply(units)

    assert [len(each) for each in shown] == [2] * len(pairs) + [1]
    assert shown[-1] == ["성명"]


def test_all_ways_of_splitting_a_name_over_texts_are_masked_as_one() -> None:
    for cut in itertools.product([0, 1, 2, 3], repeat=2):
        first, second = sorted(cut)
        pieces = ["홍길동"[:first], "홍길동"[first:second], "홍길동"[second:]]
        units = [unit("홍길동", labels=("성명",)), unit("담당 ", *pieces, " 외")]

        assert masked(Kept(), units) == ["홍*동", "담당 홍*동 외"]
