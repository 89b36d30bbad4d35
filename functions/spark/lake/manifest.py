"""Manifests of the raw bucket, and the keys of what they name. What is not as the C# function needs it is refused."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from contextlib import contextmanager
from typing import Any, Iterator, NamedTuple

from . import ENDPOINTS, IMPORTS, PLAYLISTS, PLAYS_PAGES
from .page import Entry, PageFault, entries, refuse

MANIFEST = "manifest.json"
RECORDS = "records.jsonl"

_TEXT_OR_NONE = (str, type(None))
_MAX_DOCUMENT = 16 << 20
_MAX_RECORDS = 64 << 20
_SNAPSHOT = re.compile(f"{PLAYLISTS}([^/]*)/snapshot_date=([^/]*)/([^/]*)/{MANIFEST}", re.DOTALL)
_IMPORT = re.compile(f"{IMPORTS}month=([^/]*)/[^/]+/{MANIFEST}", re.DOTALL)
_PLAYS_PAGE = re.compile(f"{PLAYS_PAGES}played_month=([^/=]*)/[^/]+/{MANIFEST}", re.DOTALL)
_TIME = re.compile("(.{10})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")


class Refused(Exception):
    """An object of the raw bucket is missing or damaged; nothing is written of the snapshot or month. The message is
    one line, with escapes for control characters of a manifest's values."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__("".join(
            character if character.isprintable() else f"\\u{ord(character):04x}" for character in f"{key}: {reason}"))


SnapshotKey = NamedTuple("SnapshotKey", [("playlist_id", str), ("date", str), ("folder", str)])
Listed = NamedTuple("Listed", [("key", str), ("items", int), ("bytes", int), ("sha256", str)])
SnapshotManifest = NamedTuple("SnapshotManifest", [
    ("key", str), ("playlist_id", str), ("name", str), ("owner_id", str), ("snapshot_id", str), ("track_count", int),
    ("extracted_at", str), ("snapshot_date", str), ("endpoint", str), ("pages", "list[Listed]")])


def snapshot_key(key: str) -> SnapshotKey | None:
    """The playlist and day of a snapshot's manifest; None if the key is another one's."""
    found = _SNAPSHOT.fullmatch(key)
    return SnapshotKey(found[1], found[2], key[:-len(MANIFEST)]) if found and is_day(found[2]) else None


def month_key(key: str) -> str | None:
    """The month of the manifest of an import, or of a page of plays; None if the key is another one's."""
    found = _IMPORT.fullmatch(key) or _PLAYS_PAGE.fullmatch(key)
    return found[1] if found and is_day(found[1] + "-01") and "0001-01" < found[1] < "9999-12" else None


def is_day(given: str) -> bool:
    """Determines whether the text is a day like 2026-11-21."""
    try:
        return str(datetime.date.fromisoformat(given)) == given
    except ValueError:
        return False


def read_snapshot(key: str, body: bytes | None) -> SnapshotManifest:
    """The manifest of a snapshot; raises Refused."""
    with _document(key, body) as given:
        taken = snapshot_key(key)
        pages = [_page(taken, page) for page in given["pages"]]
        playlist = _fields(
            given["playlist"], id=str, name=_TEXT_OR_NONE, owner_id=_TEXT_OR_NONE, snapshot_id=str, track_count=int)
        *taking, _, _ = _fields(
            given, extracted_at=str, snapshot_date=str, endpoint=str, api_base_address=str, code_version=str)
        manifest = SnapshotManifest(key, *playlist, *taking, [page for _, page in pages])
        time = _TIME.fullmatch(manifest.extracted_at)
        if not time or not is_day(time[1]) or time[1] != manifest.snapshot_date:
            raise ValueError(f"its extracted_at is {manifest.extracted_at}, its snapshot_date {manifest.snapshot_date}")
        entries = 0
        for offset, page in pages:
            if offset != entries or page.items < 0 or page.bytes < 0:
                raise ValueError(f"its {page.key} has {page.items} items in {page.bytes} bytes at offset {offset}")
            entries += page.items
        if entries != manifest.track_count or manifest.endpoint not in ENDPOINTS:
            raise ValueError(f"it lists {entries} of {manifest.track_count} items of the endpoint {manifest.endpoint}")
        if (manifest.playlist_id, manifest.snapshot_date) != taken[:2]:
            raise ValueError(f"it is of playlist {manifest.playlist_id} on {manifest.snapshot_date}")
        return manifest


def read_import(key: str, body: bytes | None) -> Listed:
    """The records that the manifest of an import lists."""
    with _document(key, body) as given:
        month, *listed = _fields(given, month=str, records=int, bytes=int, sha256=str)
        records = Listed(key[:-len(MANIFEST)] + RECORDS, *listed)
        if month != month_key(key) or not 0 <= records.bytes <= _MAX_RECORDS:
            raise ValueError(f"it is of the month {month}, and lists {records.bytes} bytes")
        return records


def read_plays_page(key: str, body: bytes | None) -> Listed:
    """The page that a manifest of plays lists, which may be in the folder of another month."""
    with _document(key, body) as given:
        month, *_ = _fields(given, month=str, extracted_at=str, api_base_address=str, code_version=str)
        page = Listed(*_fields(given["page"], key=str, items=int, bytes=int, sha256=str))
        if month != month_key(key) or not page.key.startswith(PLAYS_PAGES):
            raise ValueError(f"it is of the month {month}, and refers to {page.key}")
        return page


def require_bytes(listed: Listed, body: bytes | None) -> bytes:
    """The bytes of an object; raises Refused if they are not those that the manifest lists."""
    if not body:
        raise Refused(listed.key, "it is not there, or has expired" if body is None else "it is empty")
    found = hashlib.sha256(body).hexdigest()
    if found != listed.sha256:
        listing = f"but the manifest lists {listed.bytes} with {listed.sha256}"
        raise Refused(listed.key, f"it has {len(body)} bytes with SHA-256 {found}, {listing}")
    return body


def entries_of(listed: Listed, body: bytes | None) -> Iterator[Entry]:
    """The entries of a page; raises Refused if it is not the one that the manifest lists."""
    count = 0
    try:
        for count, entry in enumerate(entries(require_bytes(listed, body)), 1):
            yield entry
    except PageFault as fault:
        raise Refused(listed.key, f"the page cannot be read: {fault}") from fault
    if count != listed.items:
        raise Refused(listed.key, f"the page has {count} entries, but the manifest lists {listed.items}")


@contextmanager
def _document(key: str, body: bytes | None) -> Iterator[dict[str, Any]]:
    if body is None:
        raise Refused(key, "it is not there")
    try:
        if len(body) > _MAX_DOCUMENT:
            raise ValueError(f"it is larger than {_MAX_DOCUMENT >> 20} MB")
        given = json.loads(body.decode("utf-8"), parse_constant=refuse)
        if _fields(given, schema_version=int) != [1]:
            raise ValueError(f"its schema_version is {given['schema_version']}, and this code reads 1")
        yield given
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise Refused(key, f"the manifest cannot be read: {error}") from error


def _page(taken: SnapshotKey, page: Any) -> tuple[int, Listed]:
    name, *listed, offset = _fields(page, name=str, items=int, bytes=int, sha256=str, offset=int)
    folder = page.get("folder")
    of = taken if folder is None else snapshot_key(f"{folder}{MANIFEST}")
    if not of or of.playlist_id != taken.playlist_id:
        raise ValueError(f"it refers to {folder}, which is not a snapshot of the same playlist")
    return offset, Listed(of.folder + name, *listed)


def _fields(given: Any, **types: Any) -> list[Any]:
    values = [given[name] for name in types]
    for value, (name, kind) in zip(values, types.items()):
        if not isinstance(value, kind) or isinstance(value, bool):
            raise ValueError(f"its {name} is {value!r}")
        if kind is int and not -(1 << 31) <= value < 1 << 31:
            raise ValueError(f"its {name} is {value}")
        str(value).encode()
    return values
