"""The demo's last part: the console on the day's runs, with made-up people of every role; it stays until Ctrl-C."""

import os
import subprocess
import sys
import time

import pyotp
from telling import OFFICE, ROOT, say, tell

PASSWORD = "체험용-비밀번호-1006"  # the demo's own office, made up and made anew each time
SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
PEOPLE = {
    "official": ("kim.damdang", "김담당"),
    "reviewer": ("lee.geomto", "이검토"),
    "engineer": ("park.gaebal", "박개발"),
    "it-officer": ("jung.jeonsan", "정전산"),
    "manager": ("han.gwajang", "한과장"),
    "auditor": ("seo.gamsa", "서감사"),
}
PORT = 8800


def show() -> None:
    """Open the console where somebody watches; else say how to."""
    environ = {**os.environ, "JIKWON_HOME": str(OFFICE), "JIKWON_PROCESSES": ""}
    if not sys.stdout.isatty():
        say(
            "7. 콘솔: 터미널에서 make demo를 하면 열립니다.",
            "7. The console: on a terminal make demo ends with it open.",
        )
        return
    say("7. 콘솔: 오늘 한 일을 브라우저에서 봅니다.", "7. The console: the day's runs in a browser.")
    subprocess.run([sys.executable, "-X", "utf8", __file__, "make-people"], env=environ, cwd=ROOT, check=True)
    for role, (name, shown) in PEOPLE.items():
        tell(f"{name:14} {shown} ({role})", f"{name:14} {shown} ({role})")
    tell(f"비밀번호는 모두 {PASSWORD}", f"Password of all: {PASSWORD}")
    command = [sys.executable, "-X", "utf8", "-m", "jikwon", "up", "--port", str(PORT)]
    with subprocess.Popen(command, env=environ, cwd=ROOT) as console:
        try:
            while console.poll() is None:
                tell(
                    f"지금의 인증 코드: {pyotp.TOTP(SECRET).now()}",
                    f"Authentication code now: {pyotp.TOTP(SECRET).now()}",
                )
                time.sleep(30 - time.time() % 30)
        except KeyboardInterrupt:
            console.wait()


def make_people() -> None:
    """Make the accounts; a program of its own, since Django is set up once a process."""
    from jikwon.console.serving import opened

    office = opened()
    from jikwon.console.accounts import creating, second
    from jikwon.trust.rights import Role

    for role, (name, shown) in PEOPLE.items():
        account, _ = creating.make(office, name, shown, [Role(role)], department="보건소")
        account.set_password(PASSWORD)
        account.must_change = False
        account.save()
        second.keep(account, SECRET, 0)


if __name__ == "__main__":
    make_people()
