"""Where the frozen program begins."""

import sys

from kiosk.__main__ import main

sys.exit(main())
