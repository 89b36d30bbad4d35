"""The first days that are kept: what is older counts as deleted, as it does for the C# functions."""

from __future__ import annotations

import argparse
import datetime
from typing import NamedTuple


class Kept(NamedTuple):
    """The first day of tables and of plays of the API, and the first day on which an import may have been written."""

    tables: datetime.date = datetime.date.min
    imports: datetime.date = datetime.date.min

    @staticmethod
    def add_options(parser: argparse.ArgumentParser) -> None:
        """Adds the options that give it."""
        parser.add_argument("--table-days", type=int, metavar="DAYS", help="retention of tables and plays of the API")
        parser.add_argument("--import-days", type=int, metavar="DAYS", help="retention of imports")
        parser.add_argument(
            "--now", default=f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}", metavar="TIME",
            help="the time in UTC that the retentions count from; without it, that of the clock")

    @staticmethod
    def of(options: argparse.Namespace) -> Kept:
        """What these options keep; all, without a retention."""
        today = datetime.date.fromisoformat(options.now[:10])
        tables, imports = options.table_days, options.import_days
        return Kept(
            today - datetime.timedelta(tables) if tables else datetime.date.min,
            today - datetime.timedelta(imports - 1) if imports else datetime.date.min)
