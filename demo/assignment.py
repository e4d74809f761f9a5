"""The demo's fourth part: every person in quarantine has one official, chosen fairly and provably best."""

from telling import answer_prepared, folder_of, inputs_of, jikwon, newest, say, show_files

OPTIONS = ("--set", "cap=2", "--set", "soft_cap=4", "--as-of", "2021-11-12T09:00")


def show() -> None:
    """Walk through it."""
    say(
        "4. 전담공무원: 세대를 나누지 않고, 맡은 사람을 지키고, 가깝고 고르게 배정합니다. 최적임을 증명합니다.",
        "4. Dedicated officials: households whole, present officials kept, near and even; proved to be the optimum.",
    )
    jikwon("run", "assignment", *inputs_of("assignment"), *OPTIONS, expect=3)
    answer_prepared("assignment", newest(), release_date_differs="2021-11-19 12:00", phone_unclear="010-0123-4567")
    folder = folder_of(newest())
    jikwon("proof", "verify", str(folder), expect=0)
    show_files(folder, "assignments.xlsx", "notices", "proof.html")
