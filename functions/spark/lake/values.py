"""Values of Spotify's objects. One of an unexpected type is unknown."""

from __future__ import annotations

import re
from typing import Any, Iterator

from . import KINDS, MAX_ARTISTS

_SURROGATE = re.compile("[\ud800-\udfff]")


def text(value: Any) -> str:
    """A text; empty if it is unknown."""
    if type(value) is not str:
        return ""
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value)


def known(value: Any, kind: type) -> Any:
    """A value of a type; None if it is of another one. True and false are no numbers."""
    return value if type(value) is kind else None


def member(value: Any, name: str) -> Any:
    """A member of an object; None if there is none."""
    return value.get(name) if type(value) is dict else None


def item_of(entry: dict[str, Any]) -> dict[str, Any] | None:
    """The track or episode of an entry, under its name of 2026 or the former one; None if it was removed."""
    item = known(entry.get("item"), dict)
    return known(entry.get("track"), dict) if item is None else item


def kind_of(entry: dict[str, Any], item: dict[str, Any] | None) -> str:
    """The kind of an entry. Items without a type are tracks: answers from before podcasts have none."""
    given = known(member(item, "type"), str)
    if item is None or given not in (None, "track", "episode"):
        return KINDS["Missing"]
    if entry.get("is_local") is True or item.get("is_local") is True:
        return KINDS["Local"]
    return KINDS["Episode" if given == "episode" else "Track"]


def artists_of(owner: dict[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The artists of a song or an album that have an id, each once, with their positions among all."""
    found: set[str] = set()
    for position, artist in enumerate(known(owner.get("artists"), list) or ()):
        artist_id = text(member(artist, "id"))
        if artist_id and artist_id not in found:
            found.add(artist_id)
            yield artist_id, position, artist


def excess_of(item: dict[str, Any] | None) -> str | None:
    """The reason for which an entry with this item is rejected: it or its album has too many artists. None if it has
    not."""
    owners = (item, member(item, "album"))
    is_excessive = any(len(known(member(owner, "artists"), list) or ()) > MAX_ARTISTS for owner in owners)
    return f"its song or album has more than {MAX_ARTISTS} artists" if is_excessive else None


def duration_of(item: dict[str, Any]) -> int | None:
    """The milliseconds of a song: a number, or (seen once) an object with them."""
    given = item.get("duration_ms")
    return known(given.get("totalMilliseconds") if type(given) is dict else given, int)
