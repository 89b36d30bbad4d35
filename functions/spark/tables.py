"""All tables of a raw bucket without Spark: a folder in, a folder out, laid out as the processed bucket.

python3 functions/spark/tables.py RAW OUT [--format csv|jsonl] [--users hashed|plain|none] [--stack NAME] [--missing]
                                          [--table-days DAYS] [--import-days DAYS]
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys

from lake.dialect import CONTENT_TYPES
from lake.files import Lake, Totals
from lake.retention import Kept
from lake.store import Folder
from lake.users import FORMS, Users, twins_key


def main() -> int:
    """Makes the tables; returns 1 if something was refused, which is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("raw", help="folder of the raw bucket")
    parser.add_argument("out", help="folder of the processed bucket")
    parser.add_argument("--format", choices=CONTENT_TYPES, default="csv", help="format of the tables")
    parser.add_argument("--users", choices=FORMS, default=FORMS[0], help="form of users' ids")
    parser.add_argument("--stack", default="dev", help="stack with whose key in the local twin ids are hashed")
    parser.add_argument("--missing", action="store_true", help="make only what has no marker")
    Kept.add_options(parser)
    options = parser.parse_args()
    if not os.path.isdir(options.raw):
        parser.error(f"there is no folder {options.raw}")
    users = Users(options.users, twins_key(options.stack) if options.users == "hashed" else "")
    lake = Lake(
        Folder(options.raw), Folder(options.out), options.format, again=not options.missing, kept=Kept.of(options),
        users=users)
    totals = functools.reduce(Totals.add, map(lake.make, lake.work()), Totals())
    print(json.dumps({**totals._asdict(), "refused": len(totals.refused)}))
    for refused in totals.refused:
        print(refused, file=sys.stderr)
    return 1 if totals.refused else 0


if __name__ == "__main__":
    sys.exit(main())
