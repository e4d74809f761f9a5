"""A D-Bus of our own: ippeveprinter wants one before it starts, and the machine's may be missing or not ours."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

READY_WITHIN_S = 10.0
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """A message bus that only we know, in a short folder (a socket's path has at most 107 bytes)."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="jikwon-bus-"))
        socket = self._folder / "bus"
        config = self._folder / "bus.conf"
        config.write_text(_CONFIG.format(socket=socket), "utf-8")
        self.address = f"unix:path={socket}"
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, env={"PATH": os.environ.get("PATH", os.defpath)},
        )  # fmt: skip
        until = time.monotonic() + READY_WITHIN_S
        while not socket.exists():
            if self._process.poll() is not None or time.monotonic() > until:
                self.close()
                raise RuntimeError("dbus-daemon did not start: apt-get install dbus-daemon")
            time.sleep(0.01)

    def close(self) -> None:
        """End the bus and take its folder away."""
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
