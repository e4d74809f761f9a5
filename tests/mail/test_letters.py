"""Letters: the same bytes for the same content, Korean as Korean readers see it, and a second reader of them."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mail.conftest import AT

from jikwon.model.mail import MailServer
from jikwon.proof.breaks import breaks, is_breakable
from jikwon.proof.mail import NotAMail, read_mail
from jikwon.tools.mail import (
    Attachment,
    Letter,
    MailAddressInvalid,
    MailDomainForbidden,
    addresses,
    compose,
    message_id,
)

OFFICE = MailServer(
    server="127.0.0.1", sender="민원여권과 <robot@songpa.go.kr>", domains=("songpa.go.kr", "Seoul.go.kr")
)
FILES = (
    Attachment(name="민원 처리결과 보고(2021년 10월).hwpx", data=b"PK\x03\x04" + bytes(range(256)) * 40),
    Attachment(name="petition-report.pdf", data=b"%PDF-1.7 \xff\x00"),
    Attachment(name="petition-results.xlsx", data=b""),
)


def letter(
    *, text: str = "가. 접수: 12건\n나. 완료: 7건\n", subject: str = "처리 결과(2021. 10. 1. ~ 2021. 10. 31.)"
) -> Letter:
    return Letter(
        sender=OFFICE.sender, to=("kim@songpa.go.kr", "lee@seoul.go.kr"), subject=subject, text=text, at=AT,
        attachments=FILES,
    )  # fmt: skip


def test_the_same_letter_is_the_same_bytes_with_the_moment_it_bears() -> None:
    assert compose(letter()) == compose(letter())
    assert b"Date: Wed, 03 Nov 2021 09:00:00 +0900\r\n" in compose(letter())
    assert b"Message-ID" not in compose(letter())
    assert compose(letter()).isascii()
    assert max(map(len, compose(letter()).split(b"\r\n"))) <= 998


def test_two_independent_readers_see_subject_text_names_and_files() -> None:
    data = compose(letter())

    first = message_from_bytes(data, policy=policy.default)
    second = read_mail(data)
    assert first["Subject"] == second.subject == letter().subject
    body = first.get_body()
    assert body is not None
    assert body.get_content().splitlines() == second.text.splitlines() == letter().text.splitlines()
    assert [each.get_filename() for each in first.iter_attachments()] == [each.name for each in FILES]
    assert [(each.name, each.data) for each in second.files] == [(each.name, each.data) for each in FILES]
    assert second.to == ("kim@songpa.go.kr", "lee@seoul.go.kr")
    assert [each.get_content_type() for each in first.iter_attachments()][:2] == [
        "application/hwp+zip",
        "application/pdf",
    ]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=90)


@settings(max_examples=40, deadline=None)
@given(subject=WORDS, lines=st.lists(WORDS, min_size=1, max_size=4), name=WORDS, content=st.binary(max_size=300))
def test_whatever_is_written_is_read_again(subject: str, lines: list[str], name: str, content: bytes) -> None:
    name = name.replace("/", "").strip() or "x"
    text = "".join(f"{line}\n" for line in lines)
    made = Letter(
        sender=OFFICE.sender, to=("kim@songpa.go.kr",), subject=subject.strip(), text=text,
        at=AT + timedelta(days=len(lines)), attachments=(Attachment(name=name, data=content),),
    )  # fmt: skip

    seen = read_mail(compose(made))

    assert seen.subject.split() == subject.split()
    assert seen.text == made.text
    assert [(each.name, each.data) for each in seen.files] == [(name, content)]


def test_a_line_break_in_a_header_is_refused() -> None:
    with pytest.raises(ValueError, match=r"[Hh]eader"):
        compose(letter(subject="a\r\nBcc: x@elsewhere.kr"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no mail at all",
        b"To: a@b.kr\r\nTo: c@d.kr\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\ny",
    ],
)
def test_what_is_no_whole_mail_is_not_read(data: bytes) -> None:
    with pytest.raises(NotAMail):
        read_mail(data)


def test_every_planted_break_is_seen_by_the_second_reader() -> None:
    whole = read_mail(compose(letter()))

    broken = list(breaks("mail.eml", compose(letter()), seed=3))

    assert is_breakable("mail.eml")
    assert len(broken) > 20
    for each in broken:
        assert read_mail(each.data) != whole, each.description
    assert len({each.description for each in broken}) == len(broken)


def test_addresses_are_read_in_their_order_each_once() -> None:
    typed = " kim@songpa.go.kr,lee@SEOUL.go.kr;\nkim@songpa.go.kr "

    assert addresses(typed, server=OFFICE, setting="mail_to") == ("kim@songpa.go.kr", "lee@SEOUL.go.kr")
    assert addresses("", server=OFFICE, setting="mail_to") == ()


@pytest.mark.parametrize("typed", ["kim", "kim@", "김@songpa.go.kr", "a@b@songpa.go.kr", "<kim@songpa.go.kr>"])
def test_what_is_no_address_is_named_by_its_place_alone(typed: str) -> None:
    with pytest.raises(MailAddressInvalid, match=r"2번째|number 2") as refused:
        addresses(f"lee@songpa.go.kr, {typed}", server=OFFICE, setting="mail_to")

    assert typed not in str(refused.value)


@pytest.mark.parametrize("domain", ["gmail.example", "songpa.go.kr.evil.example", "sub.songpa.go.kr", "ongpa.go.kr"])
def test_a_domain_that_is_not_allowed_is_named_with_the_setting(domain: str) -> None:
    with pytest.raises(MailDomainForbidden, match="mail_to") as refused:
        addresses(f"kim@songpa.go.kr secret.name@{domain}", server=OFFICE, setting="mail_to")

    assert domain in str(refused.value)
    assert "secret" not in refused.value.dumps()


def test_the_id_is_the_acts_key_at_the_senders_domain() -> None:
    assert message_id("petitions/mail/0a/2", sender=OFFICE.sender) == "<petitions.mail.0a.2@songpa.go.kr>"


def test_a_break_is_the_same_for_the_same_seed() -> None:
    data = compose(letter())
    assert [each.data for each in breaks("mail.eml", data, seed=1)] == [
        each.data for each in breaks("mail.eml", data, seed=1)
    ]
