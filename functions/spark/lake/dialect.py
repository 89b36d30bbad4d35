"""Rows, rejected records and markers as bytes, the same as the C# function's."""

from __future__ import annotations

import re
from typing import Any, Iterable, Sequence

from . import ESCAPED_IN_JSON_LINES

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
"""The formats of tables, which are the extensions of their keys, with their content types."""

_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_BREAK = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")
_ODD = re.compile("[\0\n\v\f\r\x85\u2028\u2029]")
_QUOTED = re.compile(f'[",\\\\]|\\A[{_SPACES}]|[{_SPACES}]\\Z')
_ESCAPED = re.compile("[\U00010000-\U0010ffff%s]" % "".join(
    "-".join(re.escape(chr(int(code, 16))) for code in codes.split("-")) for codes in ESCAPED_IN_JSON_LINES.split()))
_ESCAPED_ELSEWHERE = re.compile("[^ !#-%(-*,-;=?-\\[\\]-_a-~]")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\"}


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], table_format: str) -> bytes:
    """The file of a table. A value is a text, a number, true or false, or None, which is unknown like an empty text."""
    if table_format == "csv":
        lines = [",".join(columns), *(",".join(map(_field, row)) for row in rows)]
    else:
        names = [f'"{column}":"' for column in columns]
        lines = ["{" + ",".join([n + _member(v) + '"' for n, v in zip(names, row)]) + "}" for row in rows]
    return "".join([line + "\n" for line in lines]).encode()


def rejected_records(records: Iterable[tuple[str, int, str, bytes]]) -> bytes:
    """The file of records that cannot be read: the page's key, the position, the reason and the JSON of each."""
    return b"".join(
        f'{{"page":{_string(page)},"position":{position},"reason":{_string(reason)},"record":'.encode()
        + (raw.replace(b"\n", b" ").replace(b"\r", b" ") or b"null") + b"}\n"
        for page, position, reason, raw in records)


def document(value: Any, indent: str = "\n") -> str:
    """A marker as JSON, indented."""
    inner = indent + "  "
    if isinstance(value, dict):
        members = [f"{inner}{_string(name)}: {document(member, inner)}" for name, member in value.items()]
        return "{" + ",".join(members) + indent + "}" if members else "{}"
    if isinstance(value, list):
        return "[" + ",".join(inner + document(item, inner) for item in value) + indent + "]" if value else "[]"
    return "null" if value is None else _string(value) if isinstance(value, str) else str(value)


def _field(value: Any) -> str:
    text = _text(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '""') + '"' if _QUOTED.search(text) else text


def _member(value: Any) -> str:
    return _ESCAPED.sub(lambda found: '\\"' if found[0] == '"' else _escape(found), _text(value))


def _text(value: Any) -> str:
    """The value on one line: Athena splits records at line breaks before it reads them."""
    if isinstance(value, str):
        return _BREAK.sub(" ", value).replace("\0", "") if _ODD.search(value) else value
    return "" if value is None else str(value).lower()


def _string(text: str) -> str:
    return '"' + _ESCAPED_ELSEWHERE.sub(_escape, text) + '"'


def _escape(found: re.Match) -> str:
    units = found[0].encode("utf-16-be")
    return _SHORT.get(found[0]) or "".join(f"\\u{units[i:i + 2].hex().upper()}" for i in range(0, len(units), 2))
