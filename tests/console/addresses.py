"""Every address of the console with the rights that its view names; a program of its own, as people.py is."""

import json
import re
import sys


def tell() -> None:
    """Print [name, path with words put in, rights or null] of every address."""
    from jikwon.console.serving import opened

    opened()
    from jikwon.console.access import rights_of
    from jikwon.console.urls import urlpatterns

    found = []
    for each in urlpatterns:
        rights = rights_of(each.callback)
        path = re.sub(r"<int:\w+>", "1", str(each.pattern))
        path = re.sub(r"<(?:\w+:)?\w+>", "hygiene-kits", path)
        found.append([each.name, f"/{path}", sorted(right.value for right in rights) if rights is not None else None])
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    tell()
