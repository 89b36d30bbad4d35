"""The table of a month of plays: all imports and pages of the month, and the plays beside its boundaries."""

from __future__ import annotations

import datetime
import hashlib
from typing import Callable, Iterable, NamedTuple, Sequence

from . import IMPORTS, PLAYS_PAGES, TABLES
from .dialect import table
from .manifest import Refused, entries_of, month_key, read_import, read_plays_page, require_bytes
from .page import NO_JSON
from .plays import (
    MINUTE, Play, match, read_entry, read_record, start_of, start_of_day, told_once_by_api, told_once_by_exports)

Read = Callable[[str], "bytes | None"]
Rejected = "list[tuple[str, int, str, bytes]]"


class Plays(NamedTuple):
    """Plays of a time, each once and in their order."""

    exports: list[Play]
    api: list[Play]

    def between(self, start: int, end: int) -> Plays:
        """The plays that ended in a time."""
        return Plays(*([play for play in plays if start <= play.end < end] for plays in self))

    def hash(self) -> str:
        """The hash of their rows, which a marker has of a boundary."""
        rows = [play.row() for plays in self for play in plays]
        return hashlib.sha256(table(TABLES["plays"], rows, "csv")).hexdigest()


def manifests_of_months(keys: Iterable[str]) -> dict[str, list[str]]:
    """The manifests of each month, those of imports first, in the order of their keys."""
    found: dict[str, list[str]] = {}
    for key in sorted(keys):
        month = month_key(key)
        if month:
            found.setdefault(month, []).append(key)
    return found


def pages_from(manifests: Iterable[str], first: datetime.date) -> Iterable[str]:
    """The manifests of pages of plays that were read since a day."""
    for key in manifests:
        month = month_key(key)
        if month and key >= f"{PLAYS_PAGES}played_month={month}/{first}T00h00m00sZ/":
            yield key


def month_after(month: str, count: int) -> str:
    """The month that is some months later; earlier, if the number is negative."""
    months = int(month[:4]) * 12 + int(month[5:]) - 1 + count
    return f"{months // 12:04}-{months % 12 + 1:02}"


def table_of(
    month: str, manifests: dict[str, Sequence[str]], read: Read, first_play: datetime.date = datetime.date.min,
) -> tuple[list, Rejected, int, dict]:
    """The rows of a month without plays of the API from before a day, the rejected records, the number of plays of the API that no record matches, and what the
    marker tells of the boundaries; raises Refused if an object of the month is missing or damaged.

    A play of the API and a record of an export that match have one row, in the month of the record, also if the two lie
    in different months: so the plays of a minute on both sides of each boundary are compared.
    """
    start, end = start_of(month), start_of(month_after(month, 1))
    rejected: Rejected = []
    first_of_api = start_of_day(str(first_play))
    own = _read(month, manifests[month], read, start, end, first_of_api, rejected)
    every = Plays(list(own.exports), list(own.api))

    def boundary(count: int, first: int, last: int, here: Plays) -> dict[str, str] | None:
        beside = month_after(month, count)
        keys = manifests.get(beside, ())
        if not any(here) or not any(key.startswith(PLAYS_PAGES) for key in (*manifests[month], *keys)):
            return None
        try:
            there = _read(beside, _near(keys, month, beside), read, first, last, first_of_api)
        except Refused:
            # When it is repaired, its marker tells of plays that this month does not know.
            return None
        if not any(there) or not (here.api or there.api):
            return None
        every.exports.extend(there.exports)
        every.api.extend(there.api)
        return {"here": here.hash(), "there": there.hash()}

    boundaries = {
        "before": boundary(-1, start - MINUTE, start, own.between(start, start + MINUTE)),
        "after": boundary(1, end, end + MINUTE, own.between(end - MINUTE, end)),
    }
    rows, unmatched = _rows(own, every)
    return rows, rejected, unmatched, {side: told for side, told in boundaries.items() if told}


def _rows(own: Plays, every: Plays) -> tuple[list[list], int]:
    matched = match(sorted(every.exports, key=Play.order), sorted(every.api, key=Play.order))
    alone = [play for play in own.api if play not in matched]
    unmatched = sum(own.exports[0].end <= play.end <= own.exports[-1].end for play in alone) if own.exports else 0
    plays = [play.with_values_of(matched[play]) if play in matched else play for play in own.exports] + alone
    return [play.row() for play in sorted(plays, key=Play.order)], unmatched


def _near(manifests: Sequence[str], month: str, beside: str) -> list[str]:
    """The manifests of a month that may have plays at the boundary: a page is of plays that ended before it was read,
    which was within an hour of its time."""
    last = datetime.datetime.fromisoformat(f"{month}-01") - datetime.timedelta(hours=1)
    first = f"{PLAYS_PAGES}played_month={beside}/{last:%Y-%m-%dT%Hh%Mm%SZ}/" if beside < month else ""
    return [key for key in manifests if key.startswith(IMPORTS) or key >= first]


def _read(
    month: str, manifests: Iterable[str], read: Read, start: int, end: int, first_of_api: int,
    rejected: Rejected | None = None,
) -> Plays:
    """The plays of a time that the manifests of a month name, those of the API from their first time."""
    exports: list[Play] = []
    api: list[Play] = []

    def reject(page: str, position: int, reason: str, raw: bytes) -> None:
        if rejected is not None:
            rejected.append((page, position, reason, raw))

    sources = [
        (key, (read_import if key.startswith(IMPORTS) else read_plays_page)(key, read(key))) for key in manifests]
    for key, listed in sources:
        if key.startswith(PLAYS_PAGES):
            for position, (value, reason, raw) in enumerate(entries_of(listed, read(listed.key))):
                play = reason or read_entry(value or {})
                if isinstance(play, str):
                    reject(listed.key, position, play, raw)
                elif max(start, first_of_api) <= play.end < end:
                    api.append(play)
            continue
        lines = require_bytes(listed, read(listed.key)).split(b"\n")
        lines = lines if lines[-1] else lines[:-1]
        for position, line in enumerate(lines):
            play = read_record(line)
            if isinstance(play, str):
                reject(listed.key, position, play, b"" if play == NO_JSON else line)
            elif start <= play.end < end:
                exports.append(play)
            else:
                reject(listed.key, position, f"its end is not in the month {month}", line)
        if len(lines) != listed.items:
            raise Refused(listed.key, f"it has {len(lines)} records, but the manifest lists {listed.items}")
    return Plays(told_once_by_exports(exports), told_once_by_api(api))
