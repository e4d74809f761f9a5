"""The one time zone of the office."""

from datetime import datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def moment(unix_s: float) -> datetime:
    """Make an aware moment (Asia/Seoul) of Unix seconds."""
    return datetime.fromtimestamp(unix_s, SEOUL)
