"""`python -m parvis`: the same as the command `parvis`."""

import sys

from parvis.config.cli import main

sys.exit(main())
