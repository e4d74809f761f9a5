"""`python -m jikwon_practice` is the `jikwon-practice` command."""

import sys

from jikwon_practice.cli import main

sys.exit(main())
