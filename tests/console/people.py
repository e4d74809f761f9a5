"""People who are made up, one of each role, with passwords and second factors that a test knows."""

import json
import sys
from typing import Final

PASSWORD: Final = "봄날의-산책로-27"
SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PEOPLE: Final = {
    "official": "kim.damdang",
    "official-2": "choi.damdang",
    "reviewer": "lee.geomto",
    "engineer": "park.gaebal",
    "it-officer": "jung.jeonsan",
    "manager": "han.gwajang",
    "auditor": "seo.gamsa",
}
SHOWN: Final = {
    "kim.damdang": "김담당", "choi.damdang": "최담당", "lee.geomto": "이검토", "park.gaebal": "박개발",
    "jung.jeonsan": "정전산", "han.gwajang": "한과장", "seo.gamsa": "서감사",
}  # fmt: skip


def make() -> None:
    """Make the accounts in the office at JIKWON_HOME; a program of its own, since Django is set up once a process."""
    from jikwon.console.serving import opened

    office = opened()
    from jikwon.console.accounts import creating, second
    from jikwon.trust.rights import Role

    for role, name in PEOPLE.items():
        account, _ = creating.make(office, name, SHOWN[name], [Role(role.removesuffix("-2"))], department="보건소")
        account.set_password(PASSWORD)
        account.must_change = False
        account.save()
        second.keep(account, SECRET, 0)
    json.dump(PEOPLE, sys.stdout)


if __name__ == "__main__":
    make()
