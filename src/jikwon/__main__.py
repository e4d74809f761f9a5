"""`python -m jikwon` is the `jikwon` command."""

import sys

from jikwon.cli import main

sys.exit(main())
