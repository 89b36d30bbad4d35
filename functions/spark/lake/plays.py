"""Plays of the account's own export and of the Web API: read, each told once, and those of both places as one."""

from __future__ import annotations

import datetime
import re
from typing import Any, Callable, Iterable, NamedTuple

from . import EXPORT_FIELDS, KINDS
from .page import record
from .values import duration_of, excess_of, item_of, kind_of, known, member, text

SECOND, MINUTE = 1000, 60_000
EXTENDED, SMALL, API = range(3)
"""The sources of plays: the extended streaming history, the small account export, the Web API."""

TOLERANCE = 5000
"""The greatest distance between the ends of one play, in milliseconds."""

_EXACT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{0,7}))?Z")
_TO_THE_MINUTE = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2}):([0-9]{2})()()")


class Play(NamedTuple):
    """One play. An empty text and None mean unknown. Plays are ordered by their members, one after the other."""

    end: int
    played_at: str
    ms_played: int | None
    kind: str
    song_id: str = ""
    song: str = ""
    artist: str = ""
    album: str = ""
    isrc: str = ""
    album_id: str = ""
    artist_id: str = ""
    duration_ms: int | None = None
    context_type: str = ""
    context_uri: str = ""
    skipped: bool | None = None
    source: int = EXTENDED

    def order(self) -> tuple:
        """The key by which plays are sorted: None comes first."""
        return tuple((value is not None, value) for value in self)

    def row(self) -> list[Any]:
        """The row of the table."""
        return [*self[1:-1], "api" if self.source == API else "export"]

    def names(self) -> tuple[str, str]:
        """Song and artist."""
        return self.song, self.artist

    def is_same_song(self, other: Play) -> bool:
        """Determines whether the song is the same: by id, or by its names if one has no id."""
        if self.song_id and other.song_id:
            return self.song_id == other.song_id
        return bool(self.song) and self.names() == other.names()

    def with_values_of(self, api: Play) -> Play:
        """This record of an export, with the values of a play of the API where it has none."""
        lacking = [name for name, value in self._asdict().items() if value in ("", None)]
        return self._replace(**{name: getattr(api, name) for name in lacking if name not in ("ms_played", "skipped")})


def start_of(month: str) -> int:
    """The first millisecond of a month like 2026-11, counted from 1970-01-01, UTC."""
    return start_of_day(f"{month}-01")


def start_of_day(day: str) -> int:
    """The first millisecond of a day like 2026-11-21."""
    return _milliseconds(_EXACT, f"{day}T00:00:00Z")


def read_record(line: bytes) -> Play | str:
    """A record of an export, or the reason for which it cannot be read."""
    fields = record(line)
    if isinstance(fields, str):
        return fields
    given: dict[str, str] = {}
    ms_played, skipped = None, None
    for name, value in fields:
        if name in (EXPORT_FIELDS["MsPlayed"], EXPORT_FIELDS["ShortMsPlayed"]):
            ms_played = known(value, int)
        elif name == EXPORT_FIELDS["Skipped"]:
            skipped = known(value, bool)
        else:
            given[name] = text(value)

    def field(name: str) -> str:
        return given.get(EXPORT_FIELDS[name], "")

    for name, pattern in (("Ts", _EXACT), ("EndTime", _TO_THE_MINUTE)):
        end = _milliseconds(pattern, field(name))
        if end is not None:
            return _extended(field, end, ms_played, skipped) if name == "Ts" else _small(field, end, ms_played)
        if field(name):
            return f"its {EXPORT_FIELDS[name]} is not a time"
    return f"it has neither {EXPORT_FIELDS['Ts']} nor {EXPORT_FIELDS['EndTime']}"


def read_entry(entry: dict[str, Any]) -> Play | str:
    """A play of the API, or the reason for which it cannot be read."""
    item = item_of(entry)
    if excess_of(item):
        return excess_of(item)
    played_at = text(entry.get("played_at"))
    end = _milliseconds(_EXACT, played_at)
    if end is None:
        return "its played_at is not a time" if played_at else "it has no played_at"
    given = item or {}
    artist = (known(given.get("artists"), list) or [None])[0]
    album, context = given.get("album"), entry.get("context")
    return Play(
        end, played_at, None, kind_of(entry, item), text(given.get("id")), text(given.get("name")),
        text(member(artist, "name")), text(member(album, "name")), text(member(given.get("external_ids"), "isrc")),
        text(member(album, "id")), text(member(artist, "id")), duration_of(given), text(member(context, "type")),
        text(member(context, "uri")), None, API)


def told_once_by_exports(records: Iterable[Play]) -> list[Play]:
    """The plays of records in their order, without repeats and without what a better record tells."""
    distinct = _distinct(records, SECOND, lambda play: (play.ms_played, play.source == SMALL, *_identity(play)))
    better = {
        (unit, _unit(play, unit), play.ms_played, play.names(), by_id)
        for play in distinct if play.source == EXTENDED
        for unit in (SECOND, MINUTE) for by_id in {False, bool(play.song_id)}}

    def is_told_better(play: Play) -> bool:
        # A record of the small export by any of the other one, a record of that one by one with an id.
        unit, by_id = (MINUTE, False) if play.source == SMALL else (SECOND, True)
        return not play.song_id and (unit, _unit(play, unit), play.ms_played, play.names(), by_id) in better

    return [play for play in distinct if not is_told_better(play)]


def told_once_by_api(plays: Iterable[Play]) -> list[Play]:
    """The plays of the API in their order, without repeats."""
    return _distinct(plays, 1, _identity)


def match(exports: list[Play], api: list[Play]) -> dict[Play, Play]:
    """The record that matches a play of the API, and the play that matches a record: the nearest ones first, and each
    one once. Both lists are in their order."""
    pairs, first = [], 0
    for index, play in enumerate(api):
        while first < len(exports) and exports[first].end < play.end - TOLERANCE:
            first += 1
        for at in range(first, len(exports)):
            if exports[at].end > play.end + TOLERANCE:
                break
            if exports[at].is_same_song(play):
                pairs.append((abs(exports[at].end - play.end), at, index))
    matched: dict[Play, Play] = {}
    for _, at, index in sorted(pairs):
        if exports[at] not in matched and api[index] not in matched:
            matched[exports[at]], matched[api[index]] = api[index], exports[at]
    return matched


def _milliseconds(pattern: re.Pattern, given: str) -> int | None:
    found = pattern.fullmatch(given)
    if not found:
        return None
    try:
        time = datetime.datetime(*(int(group or 0) for group in found.groups()[:6]))
    except ValueError:
        return None
    since = time - datetime.datetime(1970, 1, 1)
    return since // datetime.timedelta(milliseconds=1) + int((found[7] or "").ljust(3, "0")[:3])


def _extended(field: Callable[[str], str], end: int, ms_played: int | None, skipped: bool | None) -> Play:
    play = Play(end, field("Ts"), ms_played, KINDS["Missing"], skipped=skipped)
    song = {"song": field("Track"), "artist": field("AlbumArtist"), "album": field("Album")}
    track, episode, chapter = (field(name).rpartition(":")[2] for name in ("TrackUri", "EpisodeUri", "ChapterUri"))
    if track and field("TrackUri").startswith("spotify:track:"):
        return play._replace(kind=KINDS["Track"], song_id=track, **song)
    if not episode and chapter:
        names = {"song": field("Chapter"), "album": field("Audiobook")}
        return play._replace(kind=KINDS["Audiobook"], song_id=chapter, **names)
    if not episode and (field("Track") or field("TrackUri").startswith("spotify:local:")):
        return play._replace(kind=KINDS["Local"], **song)
    kind = KINDS["Episode"] if episode else play.kind
    return play._replace(kind=kind, song_id=episode, song=field("Episode"), album=field("Show"))


def _small(field: Callable[[str], str], end: int, ms_played: int | None) -> Play:
    play = Play(end, field("EndTime").replace(" ", "T") + ":00Z", ms_played, KINDS["Track"], source=SMALL)
    if field("ShortShow") or field("ShortEpisode"):
        return play._replace(kind=KINDS["Episode"], song=field("ShortEpisode"), album=field("ShortShow"))
    return play._replace(song=field("ShortTrack"), artist=field("ShortArtist"))


def _unit(play: Play, unit: int) -> int:
    # Towards 1970 from both sides, as the function divides.
    return play.end // unit if play.end >= 0 else -(-play.end // unit)


def _identity(play: Play) -> tuple:
    return (play.song_id,) if play.song_id else play.names()


def _distinct(plays: Iterable[Play], unit: int, identity: Callable[[Play], tuple]) -> list[Play]:
    """The plays in their order; of those that are the same in one unit of time the last one."""
    latest = {(_unit(play, unit), identity(play)): play for play in sorted(plays, key=Play.order)}
    return sorted(latest.values(), key=Play.order)
