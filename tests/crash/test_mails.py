"""`kill -9` around a mail: the server's record has it once, or a person is asked who looks into the mailbox."""

from pathlib import Path

import pytest
from tests.crash.mails import sending


@pytest.mark.slow
def test_killed_when_the_server_has_the_mail_and_nobody_its_answer_it_is_sent_once(tmp_path: Path) -> None:
    with sending(tmp_path, seed=1) as sender:
        sender.peer.faults(slow_s=0.3)
        first = sender.run()
        sender.wait_until_it_acts(first)
        while not sender.peer.record() and first.poll() is None:
            pass
        sender.kill(first)
        sender.peer.faults()

        sender.settle()

        sender.assert_sent_once()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_killed_again_and_again_at_any_moment_it_is_sent_once(tmp_path: Path, seed: int) -> None:
    with sending(tmp_path, seed=seed) as sender:
        sender.peer.faults(slow_s=0.05 * (seed % 5), drop_taken=seed % 3 == 0, greylisted=seed % 2)
        sender.kill_while_it_sends(sender.run(), longest_s=0.3)
        for _ in range(3):
            if sender.is_sent():
                break
            sender.answer_from_the_record()
            sender.kill_while_it_sends(sender.start("resume", sender.newest(), "--approve"), longest_s=1.5)
        sender.peer.faults()

        sender.settle()

        sender.assert_sent_once()
