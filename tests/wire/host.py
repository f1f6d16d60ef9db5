"""`glassbox run`, led to a stand-in: `python -m tests.wire.host ADDRESS`. Token and settings come as they always do."""

import sys

from bot.cli import main
from tests.wire.stand_in import lead_to

if __name__ == "__main__":
    lead_to(sys.argv[1])
    main(["run"])
