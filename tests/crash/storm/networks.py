"""A network namespace for each machine, joined to this one by a cable that can be pulled."""

import json
import os
import random
import shutil

from tests.crash.storm import leftovers
from tests.crash.storm.leftovers import command, name

_NET = "10.231"


def missing() -> str:
    """Say why machines cannot have networks of their own here, "" if they can."""
    if lacking := [each for each in ("ip", "nsenter", "unshare") if not shutil.which(each)]:
        return f"networks need {', '.join(lacking)}: apt-get install iproute2 util-linux"
    return _forbidden()


def _forbidden() -> str:
    if os.getuid() != 0:
        return "networks of their own need root"
    tried = name("try")
    try:
        command("ip", "netns", "add", tried)
        command("ip", "netns", "del", tried)
    except OSError as error:
        return f"networks of their own are not allowed here: {error}"
    return ""


class Network:
    """One machine's network: a namespace, and a cable (a pair of devices) to this one."""

    def __init__(self, number: int) -> None:
        self.name = name(f"n{number}")
        self.cable = name(f"c{number}")
        self.inner = name(f"i{number}")
        self.gateway = ""

    def make(self) -> None:
        """Make it. Raises `OSError`; what was made until then is removed."""
        try:
            self._make()
        except OSError:
            self.remove()
            raise

    def _make(self) -> None:
        net = f"{_NET}.{random.SystemRandom().randrange(256)}.{4 * random.SystemRandom().randrange(64)}"
        stem, _, last = net.rpartition(".")
        self.gateway, address = f"{stem}.{int(last) + 1}", f"{stem}.{int(last) + 2}"
        command("ip", "netns", "add", self.name)
        command("ip", "link", "add", self.cable, "type", "veth", "peer", "name", self.inner, "netns", self.name)
        command("ip", "address", "add", f"{self.gateway}/30", "dev", self.cable)
        command("ip", "link", "set", self.cable, "up")
        command("ip", "-n", self.name, "address", "add", f"{address}/30", "dev", self.inner)
        command("ip", "-n", self.name, "link", "set", "lo", "up")
        command("ip", "-n", self.name, "link", "set", self.inner, "up")

    def pull(self) -> None:
        """Pull the cable at the far end: what the machine sends vanishes, and nobody tells it."""
        command("ip", "link", "set", self.cable, "down")

    def plug(self) -> None:
        """Put the cable back."""
        command("ip", "link", "set", self.cable, "up")

    def within(self, host: str) -> list[str]:
        """Give the words that run the command after them in this network, on a machine of that name."""
        as_host = ["unshare", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', host]
        return ["nsenter", f"--net=/run/netns/{self.name}", *as_host]

    def remove(self) -> None:
        """Take it away, and the cable with it."""
        for words in (("ip", "link", "del", self.cable), ("ip", "netns", "del", self.name)):
            try:
                command(*words)
            except OSError:
                continue  # it was never made


def clear() -> None:
    """Remove the networks of storms that died."""
    links = [str(each["ifname"]) for each in json.loads(command("ip", "-json", "link"))]
    leftovers.clear(links, lambda each: command("ip", "link", "del", each))
    spaces = [line.split()[0] for line in command("ip", "netns", "list").splitlines() if line]
    leftovers.clear(spaces, lambda each: command("ip", "netns", "del", each))
