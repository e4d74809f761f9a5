"""JIKWON_DATABASE_URL: what it may say, what is said where it is wrong, and that no password is ever told."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.acting.receiving import RunningReceiver
from tests.postgres import PORT, Cluster, Databases, name_of
from tests.server.office import Office

from jikwon.model import strings
from jikwon.records import database, postgres
from jikwon.records.postgres import (
    DatabaseEncoding,
    DatabaseRightMissing,
    DatabaseTooOld,
    DatabaseUnreachable,
    DatabaseUrlInvalid,
    Server,
)  # fmt: skip

SECRET = "geheim-77"


def chosen(url: str, **environ: str) -> Server | None:
    return postgres.chosen({"JIKWON_DATABASE_URL": url, **environ})


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("postgresql://jikwon@db.office:5433/records", "db.office:5433/records"),
        ("postgres://jikwon@db.office/records", "db.office/records"),
        ("postgresql://jikwon@/records?host=/run/postgresql", "/run/postgresql/records"),
        ("postgresql:///records?host=/run/postgresql&port=5433", "/run/postgresql:5433/records"),
        (f"postgresql://jikwon:{SECRET}@db.office/%EA%B8%B0%EB%A1%9D?sslmode=require", "db.office/기록"),
        ("postgresql://jikwon@[::1]:5432/records", "::1:5432/records"),
    ],
)
def test_an_address_of_libpqs_names_the_database(url: str, where: str) -> None:
    found = chosen(url)
    assert found is not None
    assert found.where == where


@pytest.mark.parametrize(
    ("url", "environ", "where"),
    [
        ("postgresql:///?service=office", {}, "service=office"),
        ("postgresql:///records?service=office", {}, "service=office/records"),
        ("postgresql://", {"PGSERVICE": "office"}, "service=office"),
        ("postgresql://", {"PGDATABASE": "records", "PGHOST": "db.office"}, "db.office/records"),
        ("postgresql://jikwon@db.office", {"PGDATABASE": "records"}, "db.office/records"),
        ("postgresql://jikwon@db.office/mine", {"PGDATABASE": "records"}, "db.office/mine"),
    ],
)
def test_what_an_address_leaves_out_may_stand_where_libpq_looks(url: str, environ: dict[str, str], where: str) -> None:
    found = chosen(url, **environ)
    assert found is not None
    assert found.where == where


@pytest.mark.slow
@pytest.mark.parametrize("url", ["postgresql:///?service=office", "postgresql://"])
def test_an_office_works_whose_database_is_named_in_the_service_file_or_the_environment(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    made = cluster.fresh()
    told = {"host": str(cluster.folder), "port": str(PORT), "user": "jikwon", "dbname": name_of(made)}
    if "service" in url:
        (tmp_path / "services").write_text("[office]\n" + "".join(f"{name}={told[name]}\n" for name in told))
        monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "services"))
    else:
        for name, value in told.items():
            monkeypatch.setenv("PGDATABASE" if name == "dbname" else f"PG{name.upper()}", value)

    office = office_at(tmp_path, url)

    said = office("runs"), office("backup", str(tmp_path / "a.tar")), office("audit", "verify")
    assert [each.exit for each in said] == [0, 0, 0], [each.err for each in said]
    assert cluster.tell("SELECT count(*) FROM audit", name_of(made)) == [(1,)]


@pytest.mark.parametrize("url", ["", "  "])
def test_no_address_means_a_file(url: str) -> None:
    assert chosen(url) is None


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://u:{SECRET}@h/x", f"sqlite:///{SECRET}", f"postgresql+psycopg://u:{SECRET}@h/x", "records",
        f"postgresql://u:{SECRET}@h:port/x", f"postgresql://u:{SECRET}@h", f"postgresql://u:{SECRET}@h/x?{SECRET}=1",
        f"postgresql://u:{SECRET}@h/x?host", f"postgresql://u:{SECRET}%@h/x",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(DatabaseUrlInvalid) as met:
        found = chosen(url)
        assert found is not None
        found.connect("x")  # a port that is no number shows here
    assert SECRET not in f"{met.value} {met.value!r} {met.value.dumps()} {met.value.__cause__}"


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_an_address(text: str) -> None:
    with suppress(DatabaseUrlInvalid):
        chosen(f"postgresql://{text}")


def test_what_the_address_says_of_a_session_stands_above_ours() -> None:
    found = chosen("postgresql://u@h/x?connect_timeout=3&options=-c%20lock_timeout%3D5s")
    assert found is not None
    options = found.options("worker-0")
    assert options["connect_timeout"] == "3"
    assert options["options"].endswith("-c lock_timeout=5s")


def test_a_password_is_in_no_repr_of_a_server() -> None:
    assert SECRET not in repr(chosen(f"postgresql://u:{SECRET}@h/x"))


def test_a_password_is_in_nothing_that_a_command_says_or_writes(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.fresh().replace("jikwon@", f"jikwon:{SECRET}@")
    office, gone = office_at(tmp_path, url), office_at(tmp_path, url.replace("/office_", "/nowhere_"))

    said = [office("doctor", JIKWON_DEBUG="1"), gone("runs"), gone("doctor"), office("worker", "--until-idle")]

    assert "PostgreSQL" in said[0].out
    assert said[1].exit == 2
    assert SECRET not in "".join(each.out + each.err for each in said)
    assert not [path for path in office.home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def office_at(folder: Path, url: str) -> Office:
    return Office(folder, RunningReceiver(folder / "nothing"), url)


def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("JIKWON_DATABASE_URL", url)
    monkeypatch.setattr(Databases, "of", lambda *_: url)
    database.open_records(tmp_path / "records.sqlite")


def test_a_user_who_may_not_make_tables_is_told_before_any_is_made(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = cluster.empty()
    cluster.tell("DROP ROLE IF EXISTS guest")
    cluster.tell("CREATE ROLE guest LOGIN")

    with pytest.raises(DatabaseRightMissing):
        opened(tmp_path, monkeypatch, url.replace("jikwon@", "guest@"))

    assert cluster.tell("SELECT 1 FROM pg_tables WHERE schemaname = 'public'", name_of(url)) == []


def test_a_database_that_cannot_hold_korean_is_refused(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DatabaseEncoding, match="LATIN1"):
        opened(tmp_path, monkeypatch, cluster.empty("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"))


def test_a_server_that_nobody_maintains_any_more_is_refused(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "OLDEST", 99)

    with pytest.raises(DatabaseTooOld):
        opened(tmp_path, monkeypatch, cluster.empty())


def test_a_database_that_does_not_exist_is_unreachable(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DatabaseUnreachable):
        opened(tmp_path, monkeypatch, cluster.url("nobody_made_it"))


def test_rows_come_in_one_order_whatever_the_language_of_the_database(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(
        tmp_path, monkeypatch,
        cluster.empty("LOCALE_PROVIDER icu ICU_LOCALE 'ko-KR' LOCALE 'C.UTF-8' TEMPLATE template0"),
    )  # fmt: skip
    words = ["b", "B", "a-1", "a1", "가", "나", "A", "_"]
    for each in words:
        database.run_sql("INSERT INTO wishes (account, text, at) VALUES ('kim', %s, 0)", (each,))

    found = [text for (text,) in database.rows("SELECT text FROM wishes ORDER BY text")]

    assert found == sorted(words)


def test_commands_that_come_at_once_make_the_tables_once(cluster: Cluster, tmp_path: Path) -> None:
    office = office_at(tmp_path, cluster.empty())

    begun = [office.begin("runs") for _ in range(4)]

    said = [each.communicate(timeout=120) for each in begun]
    assert [each.returncode for each in begun] == [0, 0, 0, 0], said


def test_every_refusal_has_its_words_in_both_languages() -> None:
    says = strings.of("jikwon.records")
    for code in ("database-url-invalid", "database-unreachable", "database-too-old", "records-unreachable"):
        for language in ("ko", "en"):
            assert says.text("errors", code, language=language, variable="", where="", found="", needed="", waited_s=0)
