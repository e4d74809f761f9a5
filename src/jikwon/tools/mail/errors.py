"""What can go wrong with mail, by what it takes to mend it; of recipients it names domains alone."""

from jikwon.model import Handling, InputError, JikwonError


class MailAddressInvalid(InputError):
    """A recipient is not one plain mail address."""

    code = "mail-address-invalid"


class MailDomainForbidden(InputError):
    """A recipient's domain is not one that the office's settings allow."""

    code = "mail-domain-forbidden"


class MailOff(JikwonError):
    """Nothing answers at the mail server's address, or the line broke before the mail was handed over."""

    code = "mail-off"
    handling = Handling.WAIT
    out_of_reach = True


class MailBusy(JikwonError):
    """The server takes the mail later, as it says (4xx: greylisting, a full queue); nothing was sent."""

    code = "mail-busy"
    handling = Handling.WAIT


class MailRecipientsRefused(JikwonError):
    """The server refuses some recipients for good; nothing was sent to anybody."""

    code = "mail-recipients-refused"
    handling = Handling.ASK


class MailRefused(JikwonError):
    """The server refuses the mail for good (5xx); nothing was sent."""

    code = "mail-refused"
    handling = Handling.ASK


class MailAnswerLost(JikwonError):
    """The line broke after the mail was handed over and before the server's answer: it may have been sent."""

    code = "mail-answer-lost"
    handling = Handling.RETRY


class MailForbids(JikwonError):
    """The server does not take the account; once only, for accounts lock."""

    code = "mail-forbids"
    run_wide = True


class MailUnproven(JikwonError):
    """The server's certificate is not one that the machine, or the office's authority, vouches for."""

    code = "mail-unproven"
    run_wide = True


class MailLacks(JikwonError):
    """The server cannot do what the settings want of it (STARTTLS, a login)."""

    code = "mail-lacks"
    run_wide = True


class MailNotOurs(JikwonError):
    """What is to be sent is not a message of ours: it has no recipient, or one of another domain."""

    code = "mail-not-ours"


class RecordUnreadable(JikwonError):
    """The folder that remembers what was sent cannot be read."""

    code = "mail-record-unreadable"
    handling = Handling.RETRY
    out_of_reach = True
