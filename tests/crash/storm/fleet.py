"""An office on several machines: its services, its server, its receiver and its people, while a storm goes on."""

import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.acting.receiving import RunningReceiver
from tests.crash.kills import Killer
from tests.crash.programs import WITHIN_S
from tests.crash.storm import disks, leftovers, networks
from tests.crash.storm.clocks import Clock
from tests.crash.storm.disks import Disk
from tests.crash.storm.machines import Machine, Service
from tests.crash.storm.networks import Network
from tests.crash.storm.servers import Server
from tests.crash.storm.wires import Wires

LOOK_EVERY_S = 0.5
PEOPLE_EVERY_S = 1.0
"""So often somebody looks whether the run waits for people."""
CLERK = Path(__file__).with_name("clerk.py")
LANES = 16


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What an office of a storm is made of."""

    services: int = 4
    machines: int = 3
    slots: int = 4
    has_server: bool = False
    has_networks: bool = False
    has_clocks: bool = False
    has_disks: bool = False
    settles_s: int = 0


class Fleet(Killer):
    """The office. `disks` are those that may be filled, by what lies on them."""

    def __init__(self, folder: Path, receiver: RunningReceiver, setting: Setting, *, seed: int) -> None:
        super().__init__(folder, receiver, seed=seed)
        self.setting = setting
        self.disks: dict[str, Disk] = {}
        self.machines: list[Machine] = []
        self.services: list[Service] = []
        self.server: Server | None = None
        self.may_be_down = False
        self.told: list[str] = []
        self.answered = 0
        self._home = self.files = folder / "home"
        self._stack = ExitStack()
        self._began = time.monotonic()
        self._people_at = 0.0
        self._seen: tuple[float, str, str, int] = (0.0, "none", "none", 0)

    # Making it

    def gather(self) -> None:
        """Make disks, server, machines; start the services."""
        leftovers.mark(self.folder)
        leftovers.clear_clocks()
        leftovers.end_programs(self.folder.parent)
        if not disks.missing():
            disks.clear()
        leftovers.clear_folders(self.folder.parent)
        place = self._disk("files", mb=512)
        if self.setting.has_server:
            self._make_server()
            self.files = place / "shared"
            self.files.mkdir(mode=0o700)
            self._make_home(self.home)
        else:
            self.home = self.files = place / "home"
        made = self.start("doctor")  # makes the home, its key and its records
        made.wait(WITHIN_S)
        assert (self.home / "key").exists(), self.said()
        if self.setting.has_networks:
            networks.clear()
        self._make_machines()
        self.services = [
            Service(self.machines[number % len(self.machines)], slots=self.setting.slots)
            for number in range(self.setting.services)
        ]
        for service in self.services:
            service.attend()

    def _disk(self, what: str, *, mb: int) -> Path:
        """Give a place for something: a small disk that may be filled, where there may be one."""
        if not self.setting.has_disks:
            return self.folder
        self.disks[what] = self._stack.enter_context(disks.disk(self.folder, what, mb=mb))
        return self.disks[what].root

    def _make_home(self, home: Path) -> None:
        """Make the home of one of several machines: its files are the office's, and so is its key."""
        home.mkdir(mode=0o700)
        (home / "settings.toml").write_text(f'[shared]\nfolder = "{self.files}"\n', "utf-8")
        if home != self.home:
            shutil.copy2(self.home / "key", home / "key")

    def _make_server(self) -> None:
        root = self._disk("database", mb=1024)
        folder = root / "server"
        folder.mkdir()
        for each in (self.folder, root):  # the server's user must come through
            each.chmod(0o711)
        self.server = Server(folder)
        self._stack.callback(self.server.stop)
        self.server.make()

    def _make_machines(self) -> None:
        wires = Wires()
        self._stack.callback(wires.close)
        first = self._disk("home", mb=64) if self.server else self.folder
        for number in range(self.setting.machines):
            home = self.home
            if self.server is not None:
                home = (self.folder if number else first) / f"home-{number}"
                self._make_home(home)
            network = Network(number) if self.setting.has_networks else None
            if network is not None:
                self._stack.callback(network.remove)
                network.make()
            at = network.gateway if network else "127.0.0.1"
            receiver = wires.wire(at, lambda: ("127.0.0.1", self.receiver.port))
            self._stack.callback(receiver.close)
            database, url = None, ""
            if self.server is not None:
                database = wires.wire(at, self.server.place)
                self._stack.callback(database.close)
                url = self.server.url(at, database.port)
            clock = Clock(self._folder_of(number)) if self.setting.has_clocks else None
            self.machines.append(
                Machine(number, home, self.folder / f"machine-{number}.log", receiver=receiver,
                        database=database, network=network, clock=clock, url=url)
            )  # fmt: skip

    def _folder_of(self, number: int) -> Path:
        folder = self.folder / f"machine-{number}"
        folder.mkdir()
        return folder

    def disband(self) -> None:
        """Leave nothing running and nothing mounted."""
        for service in self.services:
            for program in service.programs:
                if program.poll() is None:
                    program.send_signal(signal.SIGCONT)
                    program.kill()
                    program.wait()
        self.clear()
        self._stack.close()
        leftovers.clear_clocks()

    # What the people in the office do

    @property
    def home(self) -> Path:
        """The home folder of whoever sits at the console."""
        return self._home

    @home.setter
    def home(self, home: Path) -> None:
        self._home = home

    def environment(self) -> dict[str, str]:
        """Give the environment of commands that no fault meets."""
        found = super().environment()
        if self.server is not None:
            found["JIKWON_DATABASE_URL"] = self.server.url("127.0.0.1", self.server.port)
        return found

    def clerk(self, *words: str) -> str:
        """Let somebody do something at the console; "" if it did not go."""
        try:
            done = subprocess.run(
                [sys.executable, str(CLERK), *words], env=self.environment(), capture_output=True, text=True,
                check=False, timeout=WITHIN_S,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            self.note(f"clerk {words[0]}: no end")
            return ""
        self.note(f"clerk {words[0]}: {'done' if done.returncode == 0 else done.stderr.strip()[-200:]}")
        return done.stdout.strip() if done.returncode == 0 else ""

    def attend(self, *, is_calm: bool) -> None:
        """Start services that fell; let the run go on where it waits for people. They answer only when it is calm."""
        for service in self.services:
            service.attend()
        if time.monotonic() - self._people_at < PEOPLE_EVERY_S:
            return
        self._people_at = time.monotonic()
        state = self.state()
        if state == "awaiting-approval":
            self.clerk("approve", self.newest())
        elif state == "failed":
            self.note(f"failed: {self.error()}")
            self.clerk("go-on", self.newest())
        elif state == "needs-people" and is_calm:
            self.answered += self.answer_from_the_record()
            self.clerk("go-on", self.newest())

    def error(self) -> str:
        """Give the code of the error with which the newest run has failed."""
        found = self.read("SELECT error FROM runs ORDER BY created_at DESC LIMIT 1")
        return str(found[0][0])[:200] if found else ""

    # What is seen of it

    def read(self, sql: str) -> list[Any]:
        """Look into the records, past everything that a storm does; [] where the server does not answer."""
        if self.server is None:
            return super().read(sql)
        try:
            return self.server.run(sql)
        except OSError:
            return []

    def state(self) -> str:
        """Tell the state of the newest run, as it was last seen."""
        return self._look()[0]

    def stage(self) -> str:
        """Tell the stage of the newest run, as it was last seen."""
        return self._look()[1]

    def settled(self) -> int:
        """Count the items that have been judged, as was last seen."""
        return self._look()[2]

    def _look(self) -> tuple[str, str, int]:
        if time.monotonic() - self._seen[0] > LOOK_EVERY_S and (found := self.read(_STANDING)):
            state, stage, settled = found[0]
            self._seen = (time.monotonic(), str(state), str(stage), int(settled))
        return self._seen[1:]

    def arrived(self) -> int:
        """Count the letters at the receiver: this needs no database."""
        with suppress(FileNotFoundError):
            return self.receiver.record.read_bytes().count(b"\n")
        return 0

    def busy(self, wanted: int) -> Service | None:
        """Choose a living service, by preference one that has a lane in hand."""
        alive = [each for each in self.services if each.is_alive() and not each.is_stopped]
        pids = self.performers()
        doing = [each for each in alive if each.program is not None and each.program.pid in pids]
        chosen = doing or alive
        return chosen[wanted % len(chosen)] if chosen else None

    def performers(self) -> list[int]:
        """List the processes that have a lane in hand."""
        return [int(pid) for (pid,) in self.read(_PERFORMERS)]

    def note(self, what: str) -> None:
        """Note what happens, with the seconds since the storm began."""
        self.told.append(f"{time.monotonic() - self._began:7.2f}s {what}")

    def story(self) -> str:
        """Tell all that happened, and the end of what the programs said."""
        said = [machine.said()[-1500:] for machine in self.machines]
        server = self.server.said() if self.server else ""
        return "\n".join([*self.told, *self.crashes(), self.said(), *said, server])

    def crashes(self) -> list[str]:
        """Tell where a program stood that the interpreter itself could not go on with."""
        said = [machine.said() for machine in self.machines]
        return [each[each.rindex(_FATAL) :][:3000] for each in said if _FATAL in each]


_FATAL = "Fatal Python error"
_STANDING = (
    "SELECT state, stage, (SELECT COUNT(*) FROM items WHERE state <> 'open') FROM runs ORDER BY created_at DESC LIMIT 1"
)
_PERFORMERS = "SELECT DISTINCT e.pid FROM lanes l JOIN executors e ON e.id = l.executor WHERE e.state = 'alive'"
