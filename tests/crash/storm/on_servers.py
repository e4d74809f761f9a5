"""Faults of what the machines talk to: the database, the receiver."""

from tests.crash.storm.blows import Blow, Mend
from tests.crash.storm.fleet import Fleet


def restart_database(fleet: Fleet, blow: Blow) -> Mend | None:
    """Stop the server, in order or as a power cut would, and start it again."""
    server = fleet.server
    assert server is not None
    if not server.is_up():
        return None
    met = bool(server.backends())
    server.stop(crash=blow.way == "crash")

    def start() -> bool:
        server.start()
        return met

    return start


def kill_backend(fleet: Fleet, blow: Blow) -> Mend | None:
    """End one connection at the server: by its own command, or so that the whole server recovers."""
    server = fleet.server
    assert server is not None
    try:
        found = server.backends()
        if not found:
            return None
        hit = found[blow.target % len(found)]
        if blow.way == "crash":
            server.kill_backend(hit)
        else:
            server.run("SELECT pg_terminate_backend(%s)", (hit,))
    except OSError:
        return None  # it is just recovering
    return lambda: True


def forget(fleet: Fleet, _blow: Blow) -> Mend:
    """Restart the receiver: it has forgotten everything."""
    fleet.receiver.restart()
    return lambda: True


def switch_off(fleet: Fleet, _blow: Blow) -> Mend:
    """Switch the receiver off for a while; it forgets."""
    fleet.receiver.stop()

    def on() -> bool:
        fleet.receiver.start()
        return True

    return on


def empty_paper(fleet: Fleet, _blow: Blow) -> Mend:
    """Take the receiver's paper away: it takes no letters until it is back."""
    fleet.receiver.has_paper(there=False)

    def refill() -> bool:
        fleet.receiver.has_paper(there=True)
        return True

    return refill
