"""The files of a playlist and day, or of a month of plays: first the tables, and last the marker that names them."""

from __future__ import annotations

import hashlib
import json
from typing import Any, NamedTuple, Sequence

from . import IMPORTS, MARKERS, PLAYLISTS, PLAYS_MARKERS, PLAYS_PAGES, REJECTED, TABLES, VERSION
from .dialect import CONTENT_TYPES, document, rejected_records, table
from .manifest import Refused, read_snapshot, snapshot_key
from .month import manifests_of_months, month_after, pages_from, table_of
from .retention import Kept
from .snapshot import tables_of
from .store import Bucket, Folder, Stored
from .users import Users

_ATTEMPTS = 5
_JSON = "application/json"
_JSON_LINES = "application/x-ndjson"


class Work(NamedTuple):
    """A playlist and day with its manifests, or a month of plays, which has no playlist: what one worker makes."""

    partition: str
    playlist_id: str | None = None
    manifests: Sequence[str] = ()

    def key(self, zone: str, extension: str) -> str:
        """The key of one of its files."""
        if self.playlist_id is None:
            return f"{zone}played_month={self.partition}/plays.{extension}"
        return f"{zone}snapshot_date={self.partition}/{self.playlist_id}.{extension}"


class Totals(NamedTuple):
    """The numbers of what was made, and what was refused by name. Snapshots are those that are no months; of a month,
    only the rejected records that its former tables did not have are new."""

    made: int = 0
    rows: dict[str, int] = {}
    rejected: int = 0
    refused: tuple[str, ...] = ()
    snapshots: int = 0
    newly_rejected: int = 0

    def add(self, other: Totals) -> Totals:
        """Both together."""
        rows = {name: self.rows.get(name, 0) + other.rows.get(name, 0) for name in {**self.rows, **other.rows}}
        return Totals(
            self.made + other.made, rows, self.rejected + other.rejected, self.refused + other.refused,
            self.snapshots + other.snapshots, self.newly_rejected + other.newly_rejected)


class Lake:
    """The two buckets, and how the tables of one are made from the other. The same raw objects give the same bytes."""

    def __init__(self, raw: Folder | Bucket, processed: Folder | Bucket, table_format: str = "csv", prefix: str = "",
                 again: bool = False, kept: Kept = Kept(), users: Users = Users()) -> None:
        """The prefix is empty, or that of a replay, below which all keys are. What has its tables is made only if it is
        to be made again; what is kept no longer never is."""
        self._raw, self._processed = raw, processed
        self._format, self._prefix, self._again = table_format, prefix, again
        self._kept, self._users = kept, users

    def work(self, first: str = "0001-01-01", last: str = "9999-12-31") -> list[Work]:
        """The days, and the months that they touch, whose tables are missing or may be outdated."""
        found: dict[tuple[str, str], list[str]] = {}
        first_day = max(first, str(self._kept.tables))
        for key in self._raw.keys(PLAYLISTS):
            taken = snapshot_key(key)
            if taken and first_day <= taken.date <= last:
                found.setdefault((taken.date, taken.playlist_id), []).append(key)
        days = [Work(day, playlist_id, keys) for (day, playlist_id), keys in sorted(found.items())]
        marked = set() if self._again else set(self._processed.keys(self._prefix + MARKERS))
        months = self._months("")
        due = set(months) if self._again else self._outdated(months)
        return [
            *(day for day in days if len(day.manifests) > 1 or self._prefix + day.key(MARKERS, "json") not in marked),
            *(Work(month) for month in sorted(due) if self._touches(month, first[:7], last[:7])),
        ]

    def _touches(self, month: str, first: str, last: str) -> bool:
        """Whether a month is one of those asked for. The plays of a new one may change the months beside it."""
        return any(first <= near <= last for near in ([month] if self._again else _around(month)))

    def make(self, work: Work) -> Totals:
        """Makes the tables of a day or a month, and last their marker."""
        for attempt in range(_ATTEMPTS):
            again = self._again or attempt > 0
            made = self._make_month(work) if work.playlist_id is None else self._make_day(work, again)
            if made:
                return made
        raise RuntimeError(f"others kept writing the marker of {work.partition}; try it again")

    def _make_day(self, work: Work, again: bool) -> Totals | None:
        """The latest snapshot of the day that is not damaged gives the tables. After an attempt at another one, which
        may have written over them, those of the marker are made again."""
        stored, marker = self._marker(work.key(MARKERS, "json"))
        present = _order(marker["extracted_at"], marker["manifest"]) if marker and not again else ()
        later, refused = [], []
        for key in sorted({*work.manifests, *([marker["manifest"]] if marker and again else ())}):
            try:
                manifest = read_snapshot(key, self._read(key))
                later.append((_order(manifest.extracted_at, key), manifest))
            except Refused as refusal:
                refused.append(str(refusal))
        for order, manifest in sorted(later, reverse=True):
            if order <= present:
                break
            try:
                made = tables_of(manifest, (self._read(page.key) for page in manifest.pages), self._users)
            except Refused as refusal:
                refused.append(str(refusal))
                continue
            tables, rejections = self._write(work, made.tables, made.rejected, marker)
            totals = Totals(
                1, {name: len(rows) for name, rows in made.tables.items()}, len(made.rejected), tuple(refused),
                1, len(made.rejected))
            return self._mark(work.key(MARKERS, "json"), stored, totals, {
                "manifest": manifest.key,
                "playlist_id": manifest.playlist_id,
                "snapshot_id": manifest.snapshot_id,
                "snapshot_date": manifest.snapshot_date,
                "extracted_at": manifest.extracted_at,
                "code_version": VERSION,
                "format": self._format,
                "tables": tables,
                "rejected": rejections,
                "users": self._users.form,
            })
        return Totals(refused=tuple(refused))

    def _make_month(self, work: Work) -> Totals | None:
        # The marker is read before the list: whoever adds a manifest meanwhile writes another one.
        stored, marker = self._marker(work.key(PLAYS_MARKERS, "json"))
        manifests = self._months(*_around(work.partition))
        try:
            rows, rejected, unmatched, boundaries = table_of(
                work.partition, manifests, self._read, self._kept.tables)
        except Refused as refusal:
            return Totals(refused=(str(refusal),))
        tables, rejections = self._write(work, {"plays": rows}, rejected, marker)
        known = ((marker or {}).get("rejected") or {}).get("records", 0)
        totals = Totals(
            1, {"plays": len(rows)}, len(rejected), newly_rejected=max(0, len(rejected) - known))
        return self._mark(work.key(PLAYS_MARKERS, "json"), stored, totals, {
            "month": work.partition,
            "code_version": VERSION,
            "format": self._format,
            "manifests": manifests[work.partition],
            "table": tables["plays"],
            "unmatched": unmatched,
            "rejected": rejections,
            **boundaries,
        })

    def _write(self, work: Work, tables: dict[str, list], rejected: list, former: dict | None) -> tuple[dict, Any]:
        """Writes the files, and returns what a marker tells of them."""
        marked = {}
        for name, rows in tables.items():
            body = table(TABLES[name], rows, self._format)
            key = self._put(work.key(name + "/", self._format), body, CONTENT_TYPES[self._format], former)
            marked[name] = {"key": key, "rows": len(rows), "bytes": len(body), "sha256": _hash(body)}
            if not self._prefix and (former or {}).get("format") != self._format:
                for other in CONTENT_TYPES.keys() - {self._format}:
                    # A query reads every file of a partition, and would have each row twice.
                    self._processed.delete(work.key(name + "/", other))
        body = rejected_records(rejected)
        key = work.key(REJECTED, "jsonl")
        if not body and (self._prefix or not self._processed.find(key)):
            return marked, None
        key = self._put(key, body, _JSON_LINES, former)
        return marked, {"key": key, "records": len(rejected), "sha256": _hash(body)} if rejected else None

    def _put(self, key: str, body: bytes, content_type: str, former: dict | None) -> str:
        """Writes an object, unless it is there with these bytes."""
        key = self._prefix + key
        present = self._processed.find(key) if former else None
        if not present or present.body != body:
            self._processed.put(key, body, content_type)
        return key

    def _mark(self, key: str, over: Stored | None, totals: Totals, marker: dict) -> Totals | None:
        body = document({"schema_version": 1, **marker}).encode()
        return totals if self._processed.replace(self._prefix + key, body, _JSON, over) else None

    def _marker(self, key: str) -> tuple[Stored | None, dict[str, Any] | None]:
        """The marker's object, and the marker; what is not a marker counts as none, and is replaced."""
        stored = self._processed.find(self._prefix + key)
        try:
            marker = json.loads(stored.body) if stored else None
            return stored, marker if isinstance(marker, dict) and marker.get("schema_version") == 1 else None
        except ValueError:
            return stored, None

    def _read(self, key: str) -> bytes | None:
        found = self._raw.find(key)
        return found.body if found else None

    def _months(self, *months: str) -> dict[str, list[str]]:
        """The manifests of some months; of all, if the month is empty. Those that are kept no longer are left out."""
        return manifests_of_months(
            key
            for month in months
            for keys in (
                self._raw.keys(f"{IMPORTS}month={month}", self._kept.imports),
                pages_from(self._raw.keys(f"{PLAYS_PAGES}played_month={month}"), self._kept.tables))
            for key in keys)

    def _outdated(self, months: dict[str, list[str]]) -> set[str]:
        """The months that have new manifests, those beside them, and those that do not know the plays of one beside."""
        markers = {month: self._marker(Work(month).key(PLAYS_MARKERS, "json"))[1] or {} for month in months}
        found: set[str] = set()
        for month, marker in markers.items():
            before, _, after = _around(month)
            if marker.get("manifests") != months[month]:
                found |= {before, month, after}
            for beside, side, other in ((before, "before", "after"), (after, "after", "before")):
                known = markers.get(beside, {}).get(other, {})
                if side in marker and marker[side]["here"] != known.get("there"):
                    found.add(beside)
        return found & months.keys()


def make_of(shared: Any, work: Work) -> Totals:
    """Makes the tables of a day or a month with the lake of a broadcast variable, which has the key for users' ids."""
    return shared.value.make(work)


def _around(month: str) -> tuple[str, ...]:
    return tuple(month_after(month, count) for count in (-1, 0, 1))


def _order(extracted_at: str, manifest: str) -> tuple[str, int, str]:
    # The readings -2 and -10 of a snapshot are later than the one without a number.
    return extracted_at, len(manifest), manifest


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
