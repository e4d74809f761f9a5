"""What can go wrong with the home folder, keys, sealed data, the vault and destruction; no error holds content."""

from jikwon.model import InputError, JikwonError


class HomeForeign(InputError):
    """The home folder, or a folder in it, belongs to another user of the machine."""

    code = "home-foreign"


class HomeUnusable(InputError):
    """The home folder cannot be made or is not a folder."""

    code = "home-unusable"


class HomeRestoring(InputError):
    """The home folder is being filled from a backup, or that broke off."""

    code = "home-restoring"


class KeyLost(InputError):
    """Data was sealed with a key file that is gone."""

    code = "key-lost"


class KeyDamaged(InputError):
    """The key file, or the header beside it, does not have the shape it must have."""

    code = "key-damaged"


class KeyWrong(InputError):
    """The key file is not the one that this home was sealed with."""

    code = "key-wrong"


class PassphraseWrong(InputError):
    """The passphrase is not the one that this home was sealed with."""

    code = "passphrase-wrong"


class PassphraseMissing(InputError):
    """This home was sealed with a passphrase, and none was given."""

    code = "passphrase-missing"


class KeyKindDiffers(InputError):
    """A passphrase was given for a home that was sealed with a key file."""

    code = "key-kind-differs"


class OfficeKeyDiffers(InputError):
    """This machine's key is not the one that the office's records were begun with."""

    code = "office-key-differs"


class SharedFolderAbsent(InputError):
    """The shared folder is not there, or holds nothing of this office: it is not mounted."""

    code = "shared-folder-absent"


class SharedFolderOpen(InputError):
    """Others than the office's own user can enter the shared folder."""

    code = "shared-folder-open"


class SharedFolderUnfit(InputError):
    """The shared folder does not move files in one step, or keeps no rights."""

    code = "shared-folder-unfit"


class SharedFolderForeign(InputError):
    """The shared folder belongs to another office."""

    code = "shared-folder-foreign"


class SharedFolderElsewhere(InputError):
    """The office's shared folder has another path on its other machines."""

    code = "shared-folder-elsewhere"


class SharedFolderUnset(InputError):
    """The office has a shared folder, and this machine's settings do not name it."""

    code = "shared-folder-unset"


class SharedFolderNeeded(InputError):
    """A second home works on the same records and no folder is shared: neither sees the files of the other."""

    code = "shared-folder-needed"


class SharedFilesLeft(InputError):
    """Files lie in the home folder that belong into the shared one."""

    code = "shared-files-left"


class RunKeyDestroyed(JikwonError):
    """The run's key was destroyed, and with it everything that was sealed under it."""

    code = "run-key-destroyed"


class SealBroken(JikwonError):
    """Sealed data was changed, moved to another place, cut, or sealed with another key."""

    code = "seal-broken"


class SealTooLarge(JikwonError):
    """A file is larger than what is sealed in one piece."""

    code = "seal-too-large"


class SettingsInvalid(InputError):
    """The office's settings cannot be read, or hold a word that nobody knows."""

    code = "settings-invalid"
    run_wide = True


class CredentialName(InputError):
    """A credential's name holds other characters than a-z, 0-9, dot and hyphen."""

    code = "credential-name"


class CredentialEmpty(InputError):
    """The secret to be stored is empty."""

    code = "credential-empty"


class CredentialMissing(JikwonError):
    """The vault has no credential of this name."""

    code = "credential-missing"


class CredentialExpired(JikwonError):
    """The credential's last day has passed."""

    code = "credential-expired"


class OnLegalHold(JikwonError):
    """A legal hold forbids the destruction."""

    code = "on-legal-hold"


class OutsideHome(JikwonError):
    """A path that would be destroyed does not lie in the home folder."""

    code = "outside-home"


class NotDestroyed(JikwonError):
    """A working copy could not be destroyed completely."""

    code = "not-destroyed"
