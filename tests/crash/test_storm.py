"""Storms."""

from pathlib import Path

import pytest
from tests.crash.storm.fleet import Setting
from tests.crash.storm.faults import FAULTS
from tests.crash.storm.storms import storm


def test_sqlite(tmp_path: Path) -> None:
    with storm(tmp_path, Setting(machines=2, services=3, has_disks=True), ["kill", "drain", "join", "receiver-forgets", "receiver-full", "receiver-cut", "disk-home"], seed=1, count=400, blows=9, delay_ms=60) as s:
        s.begin()
        s.rage()
        s.settle()
        s.fleet.assert_each_letter_once(400)
        print(s.fleet.state())
