"""What can go wrong with a backup, a restore and a move."""

from jikwon.model import Handling, InputError, JikwonError


class BackupNotWritten(JikwonError):
    """The archive could not be written to its end; nothing lies under its name."""

    code = "backup-not-written"


class BackupInTheWay(InputError):
    """Something lies under the archive's name already."""

    code = "backup-in-the-way"


class BackupUnderWay(InputError):
    """Another backup of this home is being made."""

    code = "backup-under-way"


class RecordsUnsteady(JikwonError):
    """Runs changed so quickly that their rows and files were never seen together."""

    code = "records-unsteady"
    handling = Handling.RETRY


class NotABackup(InputError):
    """The file is no backup of ours, or of a newer version than this program reads."""

    code = "not-a-backup"


class BackupUnreadable(InputError):
    """The file cannot be opened: it is not there, or a folder, or closed to this user."""

    code = "backup-unreadable"


class BackupDamaged(InputError):
    """The archive is not as it was made: cut short, changed, or put together from two."""

    code = "backup-damaged"


class BackupOfAnotherVersion(InputError):
    """The archive's tables are of another version than this program's."""

    code = "backup-of-another-version"


class KeyNotCarried(InputError):
    """A key was to be carried in the archive, or taken from it, and there is none to carry or take."""

    code = "key-not-carried"


class PassphraseShort(InputError):
    """The passphrase that is to protect a carried key could be guessed."""

    code = "passphrase-short"


class CarriedKeyWrong(InputError):
    """The passphrase does not open the key that the archive carries."""

    code = "carried-key-wrong"


class NotEmpty(InputError):
    """What is to be filled holds something already."""

    code = "not-empty"


class CopyDiffers(JikwonError):
    """What was written, read back, is not what was to be copied."""

    code = "copy-differs"


class StillAtWork(InputError):
    """A worker, a console or a command has the records open."""

    code = "still-at-work"


class NowhereToMove(InputError):
    """No PostgreSQL database was named, or the records are not in SQLite."""

    code = "nowhere-to-move"


class AlreadyMoved(InputError):
    """The home's records were moved before."""

    code = "already-moved"


class LogUnreadable(InputError):
    """A file that should hold records of destruction holds something else."""

    code = "destruction-log-unreadable"
