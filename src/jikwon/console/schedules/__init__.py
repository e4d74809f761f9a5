"""예약: runs that begin by themselves."""
