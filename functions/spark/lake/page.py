"""Pages and records of the raw bucket, read as strictly, and as leniently, as the C# function reads them."""

from __future__ import annotations

import json
import re
from typing import Any, Iterator, NamedTuple

MAX_VALUE = 4 << 20
"""The most bytes of an entry, or of a value outside the entries."""

MAX_DEPTH = 512
"""The most levels of a page. Deeper entries are rejected, and a page that is deeper elsewhere is at fault."""

NO_JSON = "it is not a line of JSON"
"""The reason for which a line is rejected without its text."""

_MAX_DEPTH_OF_ENTRY = MAX_DEPTH - 2
_MAX_DEPTH_OF_JSON = 1 << 20
_WHITE = r"[ \t\n\r]*"
_TEXT = r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"'
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_BLANK = re.compile(_WHITE)
_VALUE = re.compile(f"{_WHITE}(?:([\\[{{])|true|false|null|{_NUMBER}|{_TEXT})")
_NAME = re.compile(f"{_WHITE}({_TEXT}){_WHITE}:")
_START = re.compile(_WHITE + r"\{")
_END = re.compile(_WHITE + r"([\]}])")
_NEXT = re.compile(_WHITE + r"([,\]}])")
_NAMES = {"[": "an array", '"': "a string", "t": "a boolean", "f": "a boolean"}


class PageFault(Exception):
    """A page that is cut short, is not JSON, has no items, or has too long or too deep a value."""


class Entry(NamedTuple):
    """An element of a page's items: an object or null, or the reason for which it is rejected. The bytes are those of
    the page; there are none if it is nested too deep to be kept."""

    value: dict[str, Any] | None
    reason: str | None
    raw: bytes


def entries(body: bytes) -> Iterator[Entry]:
    """The elements of the first array called items; raises PageFault, if need be after the last of them. In values,
    what is not valid UTF-8 becomes U+FFFD."""
    text = body[3 if body.startswith(b"\xef\xbb\xbf") else 0:].decode("utf-8", "surrogateescape")
    at = _matched(_START, text, 0).end()
    has_items, is_open = False, not _END.match(text, at)
    while is_open:
        name = _matched(_NAME, text, at)
        at = _after_blanks(text, name.end())
        if not has_items and text.startswith("[", at) and json.loads(name[1]) == "items":
            has_items = True
            at = yield from _items(text, at + 1)
        else:
            at, depth = _measure(text, at)
            if depth >= MAX_DEPTH:
                raise PageFault(f"a value outside its entries is nested in more than {MAX_DEPTH} levels")
        mark = _matched(_NEXT, text, at)
        at, is_open = mark.end(), mark[1] == ","
    if not has_items:
        raise PageFault("it has no array of items")
    if text[at - 1] != "}" or _after_blanks(text, at) != len(text):
        raise PageFault("it is not one JSON document")


def record(line: bytes) -> list[tuple[str, Any]] | str:
    """The fields of a record of an export, each as often as it occurs; or the reason for which the line is none."""
    text = line.decode("utf-8", "replace")
    try:
        value, end = _RECORD_DECODER.raw_decode(text)
        is_flat = line.count(b"{") + line.count(b"[") <= MAX_DEPTH or _measure(text, 0)[1] <= MAX_DEPTH
    except (ValueError, RecursionError, PageFault):
        return NO_JSON
    # The function reads a number up to the character behind it, and a line has none.
    if end != len(text) or not is_flat or text[0] in "-0123456789":
        return NO_JSON
    return value if text[0] == "{" else "it is no object"


def _items(text: str, at: int) -> Iterator[Entry]:
    mark = _END.match(text, at)
    while not mark or mark[1] == ",":
        entry, end = _entry(text, _after_blanks(text, at))
        yield entry
        mark = _matched(_NEXT, text, end)
        at = mark.end()
    if mark[1] != "]":
        raise PageFault("behind an entry there is neither a comma nor the end of the items")
    return mark.end()


def _entry(text: str, at: int) -> tuple[Entry, int]:
    try:
        value, end = _DECODER.raw_decode(text, at)
        depth = text.count("{", at, end) + text.count("[", at, end)
    except RecursionError:
        value, end, depth = None, at, MAX_DEPTH
    except ValueError as error:
        raise PageFault(str(error)) from error
    if depth > _MAX_DEPTH_OF_ENTRY:
        end, depth = _measure(text, at)
    raw = text[at:end].encode("utf-8", "surrogateescape")
    if len(raw) > MAX_VALUE:
        raise PageFault(f"an entry has more than {MAX_VALUE} bytes")
    if depth > _MAX_DEPTH_OF_ENTRY:
        return Entry(None, f"it is nested in more than {MAX_DEPTH} levels of the page", b""), end
    if text[at] not in "{n":
        return Entry(None, f"it is {_NAMES.get(text[at], 'a number')} and no object", raw), end
    # A sequence of invalid bytes may be one U+FFFD: then the value is read again. Single ones become it as texts.
    repaired = raw.decode("utf-8", "replace")
    return Entry(value if len(repaired) == end - at else _DECODER.decode(repaired), None, raw), end


def _measure(text: str, at: int) -> tuple[int, int]:
    """The end of the value that begins here, and the number of levels that it has; it may be of any depth."""
    closing: list[str] = []
    deepest = 0
    while True:
        value = _matched(_VALUE, text, at)
        at = value.end()
        if value[1]:
            closing.append("}" if value[1] == "{" else "]")
            deepest = max(deepest, len(closing))
            end = _END.match(text, at)
            if not end or end[1] != closing[-1]:
                at = _matched(_NAME, text, at).end() if value[1] == "{" else at
                continue
        while closing:
            mark = _matched(_NEXT, text, at)
            at = mark.end()
            if mark[1] == ",":
                at = _matched(_NAME, text, at).end() if closing[-1] == "}" else at
                break
            if mark[1] != closing.pop():
                raise PageFault(f"it is not JSON at character {at}")
        else:
            if deepest > _MAX_DEPTH_OF_JSON:
                raise PageFault("it is nested too deep")
            return at, deepest


def _matched(pattern: re.Pattern, text: str, at: int) -> re.Match:
    match = pattern.match(text, at)
    if not match:
        raise PageFault(f"it is cut short, or not JSON, at character {at}")
    if match.end() - at > MAX_VALUE // 4 and len(match[0].encode("utf-8", "surrogateescape")) > MAX_VALUE:
        raise PageFault(f"a value outside its entries has more than {MAX_VALUE} bytes")
    return match


def _after_blanks(text: str, at: int) -> int:
    return _BLANK.match(text, at).end()


def _integer(digits: str) -> int | None:
    number = int(digits) if len(digits) <= 20 else 1 << 63
    return number if -(1 << 63) <= number < 1 << 63 else None


def _real(digits: str) -> int | None:
    number = float(digits)
    return round(number) if abs(number) < 1 << 53 else None


def refuse(name: str) -> None:
    """Refuses NaN and Infinity, which Python reads."""
    raise ValueError(f"{name} is not JSON")


# As the function reads numbers: a whole number of 64 bits, a real one rounded below 2^53, or none.
_HOOKS = {"parse_int": _integer, "parse_float": _real, "parse_constant": refuse}
_DECODER = json.JSONDecoder(**_HOOKS)
_RECORD_DECODER = json.JSONDecoder(object_pairs_hook=list, **_HOOKS)
