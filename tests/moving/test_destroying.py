"""What was destroyed after the backup does not come back with it, as far as anybody kept a record."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.moving.conftest import Machine

from jikwon.engine.backup.errors import LogUnreadable
from jikwon.trust.destroy import destroy


def destroyed(machine: Machine, what: Path) -> None:
    destroy(machine.office.home, what, rule="records 30 days", by="engine", at=datetime.now(UTC))


def test_what_was_destroyed_after_the_backup_does_not_come_back(machine: Machine) -> None:
    row = machine.run(("L1", "김하나"), approve=True)
    kept = machine.run(("L2", "이두리"), approve=True)
    made = machine.backup()
    destroyed(machine, machine.out / row.id)
    log = machine.folder / "destruction-copy.log"
    shutil.copy(machine.home / "logs" / "destruction.log", log)
    machine.lose()

    done = machine.restore(made, machine.empty_home(), destroyed=log)

    assert done.destroyed == 1
    assert not (machine.out / row.id).exists()
    assert (machine.out / kept.id).exists()
    lines = (machine.home / "logs" / "destruction.log").read_text("utf-8").splitlines()
    assert [json.loads(each)["what"] for each in lines] == [f"outputs/{row.id}"] * 2


def test_a_file_that_is_no_record_of_destruction_is_refused(machine: Machine) -> None:
    made = machine.backup()
    log = machine.folder / "destruction-copy.log"
    log.write_text("something else\n")

    with pytest.raises(LogUnreadable):
        machine.restore(made, machine.empty_home(), destroyed=log)
