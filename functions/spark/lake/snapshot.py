"""The seven tables of a snapshot: a manifest, and the bytes of its pages."""

from __future__ import annotations

from typing import Any, Iterable

from . import KINDS, TABLES, TOP_TRACKS
from .manifest import SnapshotManifest, entries_of
from .users import Users
from .values import artists_of, duration_of, excess_of, item_of, kind_of, known, member, text


class SnapshotTables:
    """The rows of a snapshot in the playlist's order. Of an item that occurs twice, the first occurrence counts."""

    def __init__(self, manifest: SnapshotManifest, users: Users) -> None:
        self.tables: dict[str, list[list[Any]]] = {name: [] for name in TABLES if name != "plays"}
        self.rejected: list[tuple[str, int, str, bytes]] = []
        self.tables["playlists"].append([
            manifest.playlist_id, manifest.name, users.of(manifest.owner_id), manifest.snapshot_id,
            manifest.track_count, manifest.extracted_at,
        ])
        self._known: set[tuple[str, str]] = set()
        self._users = users
        self._playlist_id = manifest.playlist_id
        self._position = 0

    def reject(self, page: str, reason: str, raw: bytes) -> None:
        """Keeps an element that is no entry, in place of a row."""
        self.rejected.append((page, self._position, reason, self._users.rejected(raw)))
        self._position += 1

    def add(self, entry: dict[str, Any], item: dict[str, Any] | None) -> None:
        """Adds the rows of an entry. The item is None if it was removed."""
        kind = kind_of(entry, item)
        song_id = text(member(item, "id"))
        self.tables["playlist_entries"].append([
            self._playlist_id, self._position, kind, song_id, text(member(item, "name")),
            _unless("1970-01-01", text(entry.get("added_at"))),
            self._users.of(text(member(entry.get("added_by"), "id"))),
        ])
        self._position += 1
        if kind == KINDS["Track"] and song_id and self._is_new("track", song_id):
            self._add_song(song_id, item)

    def _add_song(self, song_id: str, track: dict[str, Any]) -> None:
        album = track.get("album")
        album_id = text(member(album, "id"))
        self.tables["songs"].append([
            song_id, text(track.get("name")), album_id, duration_of(track), known(track.get("explicit"), bool),
            *(known(track.get(name), int) for name in ("popularity", "disc_number", "track_number")),
            text(member(track.get("external_ids"), "isrc")), _url("track", song_id, track),
        ])
        for artist_id, position, artist in artists_of(track):
            self.tables["song_artists"].append([song_id, artist_id, position])
            if self._is_new("artist", artist_id):
                self.tables["artists"].append([artist_id, text(artist.get("name")), _url("artist", artist_id, artist)])
        if album_id and self._is_new("album", album_id):
            self._add_album(album_id, album)

    def _add_album(self, album_id: str, album: dict[str, Any]) -> None:
        self.tables["albums"].append([
            album_id, text(album.get("name")), text(album.get("album_type")),
            _unless("0000", text(album.get("release_date"))), text(album.get("release_date_precision")),
            known(album.get("total_tracks"), int), _url("album", album_id, album),
        ])
        for artist_id, position, artist in artists_of(album):
            self.tables["album_artists"].append([album_id, artist_id, position, text(artist.get("name"))])

    def _is_new(self, kind: str, item_id: str) -> bool:
        before = len(self._known)
        self._known.add((kind, item_id))
        return len(self._known) > before


def tables_of(manifest: SnapshotManifest, pages: Iterable[bytes | None], users: Users) -> SnapshotTables:
    """The rows of a snapshot; raises Refused if a page is not the one that the manifest lists."""
    tables = SnapshotTables(manifest, users)
    for listed, body in zip(manifest.pages, pages):
        for value, reason, raw in entries_of(listed, body):
            entry, item = ({}, value) if manifest.endpoint == TOP_TRACKS else (value or {}, item_of(value or {}))
            reason = reason or excess_of(item)
            if reason:
                tables.reject(listed.key, reason, raw)
            else:
                tables.add(entry, item)
    return tables


def _unless(unknown: str, given: str) -> str:
    return "" if given.startswith(unknown) else given


def _url(kind: str, item_id: str, item: dict[str, Any]) -> str:
    return text(member(item.get("external_urls"), "spotify")) or f"https://open.spotify.com/{kind}/{item_id}"
