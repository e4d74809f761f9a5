"""The demo's fourth part: every person in quarantine has one official, chosen fairly and provably best."""

from telling import folder_of, inputs_of, jikwon, newest, say, show_files


def show() -> None:
    """Walk through it."""
    say(
        "4. 전담공무원: 세대를 나누지 않고, 맡은 사람을 지키고, 가깝고 고르게 배정합니다. 최적임을 증명합니다.",
        "4. Dedicated officials: households whole, present officials kept, near and even; proved to be the optimum.",
    )
    jikwon("run", "assignment", *inputs_of("assignment"), "--as-of", "2021-10-06T09:00", "--approve", expect=0)
    folder = folder_of(newest())
    jikwon("proof", "verify", str(folder), expect=0)
    show_files(folder, "assignments.xlsx", "notices", "proof.html")
