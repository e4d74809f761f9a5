"""What can go wrong with a printer, by what it takes to mend it."""

from jikwon.model import Handling, InputError, JikwonError


class PrinterOff(JikwonError):
    """Nothing answers at the printer's address, or the line broke."""

    code = "printer-off"
    handling = Handling.WAIT
    out_of_reach = True


class PrinterOffline(JikwonError):
    """The printer, or the queue in front of it, answers and says itself that it is off or cut off from its paper.

    No other machine would find it otherwise, and a job that it has taken is its own.
    """

    code = "printer-offline"
    handling = Handling.WAIT


class PaperOut(JikwonError):
    """The printer has no paper, or not the paper that the job wants."""

    code = "printer-paper-out"
    handling = Handling.WAIT


class PaperJam(JikwonError):
    """Paper is stuck in the printer."""

    code = "printer-paper-jam"
    handling = Handling.WAIT


class CoverOpen(JikwonError):
    """A cover or a door of the printer is open."""

    code = "printer-cover-open"
    handling = Handling.WAIT


class SupplyEmpty(JikwonError):
    """Toner, ink or a drum is used up, or the waste box is full."""

    code = "printer-supply-empty"
    handling = Handling.WAIT


class OutputFull(JikwonError):
    """The tray that takes the printed sheets is full or missing."""

    code = "printer-output-full"
    handling = Handling.WAIT


class PrinterPaused(JikwonError):
    """Somebody has paused the printer."""

    code = "printer-paused"
    handling = Handling.WAIT


class PrinterStopped(JikwonError):
    """The printer has stopped and says why in a word of its own (`reason`)."""

    code = "printer-stopped"
    handling = Handling.WAIT


class PrinterBusy(JikwonError):
    """The printer takes no job at the moment."""

    code = "printer-busy"
    handling = Handling.WAIT


class JobUnderWay(JikwonError):
    """The job waits or prints still; it is there and will not be sent again."""

    code = "printer-job-under-way"
    handling = Handling.WAIT


class JobHeld(JikwonError):
    """The printer holds the job until somebody releases it."""

    code = "printer-job-held"
    handling = Handling.WAIT


class JobAborted(JikwonError):
    """The printer has given the job up; what of it is on paper only a person sees."""

    code = "printer-job-aborted"
    handling = Handling.ASK


class JobCancelled(JikwonError):
    """Somebody has cancelled the job at the printer."""

    code = "printer-job-cancelled"
    handling = Handling.ASK


class JobLost(JikwonError):
    """The printer has forgotten a job that was under way: it was restarted, or its list was cleared."""

    code = "printer-job-lost"
    handling = Handling.ASK


class DocumentRefused(JikwonError):
    """The printer does not take this document."""

    code = "printer-document-refused"


class PrinterForbids(JikwonError):
    """The printer does not let us in, or asks for a password."""

    code = "printer-forbids"
    run_wide = True


class PrinterUnproven(JikwonError):
    """The printer does not prove the certificate of the settings: it may be another machine."""

    code = "printer-unproven"
    run_wide = True


class PrinterLacks(JikwonError):
    """The printer cannot do what the settings ask for (`what`)."""

    code = "printer-lacks"
    run_wide = True


class NotAPrinter(JikwonError):
    """Something answers at the address, but no printer does."""

    code = "printer-not-there"
    run_wide = True


class PrinterRefuses(JikwonError):
    """The printer refused a request with an IPP status (`status`) that nothing here can mend."""

    code = "printer-refuses"
    run_wide = True


class PrinterAddressInvalid(InputError):
    """The address is not one of a printer."""

    code = "printer-address-invalid"
