"""Questions that the whole run waits for: about its setting, a file, a column."""

from collections.abc import Iterator

from jikwon.model import Ask, Choice, Place, Run, Subject, SubjectKind

POSTSCRIPT = "추신"
_COLUMN = Subject(kind=SubjectKind.COLUMN, key=POSTSCRIPT)


def about_paper(run: Run) -> Iterator[Ask]:
    """Ask which paper is meant where the setting says so."""
    if run.setting("paper") == "ask" and not run.answer("paper-missing", Subject.run()):
        papers = (Choice(code="plain", label="흰 종이"), Choice(code="colour", label="색종이"))
        yield Ask(code="paper-missing", about=Subject.run(), choices=papers, free=False)


def about_files(run: Run) -> Iterator[Ask]:
    """Ask whether a file with 확인 in its name is meant."""
    for source in run.sources("letters"):
        if "확인" in source.name and not use_of(run, source.name):
            uses = (Choice(code="use", label="쓴다"), Choice(code="skip", label="뺀다"))
            at = (Place(source="letters", file=source.name),)
            yield Ask(code="file-doubted", about=_file(source.name), at=at, choices=uses, free=False)


def about_postscript(run: Run, at: Place) -> Iterator[Ask]:
    """Ask once what the column 추신 means; the office remembers the answer."""
    if not use_of_postscript(run):
        uses = (Choice(code="print", label="인쇄한다"), Choice(code="leave", label="뺀다"))
        code, remember = "postscript-unknown", POSTSCRIPT
        yield Ask(code=code, about=_COLUMN, at=(at,), choices=uses, free=False, remember=remember)


def use_of(run: Run, file: str) -> str:
    """Give `use` or `skip` as a person has answered about a file, "" while nobody has."""
    answer = run.answer("file-doubted", _file(file))
    return answer.choice if answer else ""


def use_of_postscript(run: Run) -> str:
    """Give `print` or `leave` as a person has answered in this run or an earlier one."""
    answer = run.answer("postscript-unknown", _COLUMN) or run.remembered("postscript-unknown", POSTSCRIPT)
    return answer.choice if answer else ""


def _file(name: str) -> Subject:
    return Subject(kind=SubjectKind.FILE, key=name)
