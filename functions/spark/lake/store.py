"""Objects of a bucket of S3, or of a folder that is laid out like one."""

from __future__ import annotations

import datetime
import functools
import os
from typing import Any, Iterator, NamedTuple

Stored = NamedTuple("Stored", [("body", bytes), ("version", str)])


class Folder:
    """A folder with a file for each key. Nobody else writes to it."""

    def __init__(self, root: str) -> None:
        self._root = root

    def keys(self, prefix: str, since: datetime.date = datetime.date.min) -> Iterator[str]:
        """The keys that begin with a prefix, of objects that were written since a day."""
        for folder, _, names in os.walk(os.path.dirname(self._path(prefix))):
            keys = (os.path.relpath(os.path.join(folder, name), self._root).replace(os.sep, "/") for name in names)
            yield from (key for key in keys if key.startswith(prefix) and self._day(key) >= since)

    def find(self, key: str) -> Stored | None:
        """An object; None if there is none."""
        try:
            with open(self._path(key), "rb") as file:
                return Stored(file.read(), "")
        except FileNotFoundError:
            return None

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Writes an object."""
        os.makedirs(os.path.dirname(self._path(key)), exist_ok=True)
        with open(self._path(key), "wb") as file:
            file.write(body)

    def replace(self, key: str, body: bytes, content_type: str, over: Stored | None) -> bool:
        """Writes an object, unless another one is there by now than the one that was found: then returns False."""
        self.put(key, body, content_type)
        return True

    def delete(self, key: str) -> None:
        """Deletes an object, if it exists."""
        if os.path.exists(self._path(key)):
            os.remove(self._path(key))

    def _day(self, key: str) -> datetime.date:
        time = os.path.getmtime(self._path(key))
        return datetime.datetime.fromtimestamp(time, datetime.timezone.utc).date()

    def _path(self, key: str) -> str:
        return os.path.join(self._root, *key.split("/"))


class Bucket:
    """A bucket, with the methods of a folder. It can be sent to Spark's workers, which connect by themselves."""

    def __init__(self, name: str) -> None:
        self._name = name

    def keys(self, prefix: str, since: datetime.date = datetime.date.min) -> Iterator[str]:
        for page in _client().get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=prefix):
            yield from (found["Key"] for found in page.get("Contents", ()) if found["LastModified"].date() >= since)

    def find(self, key: str) -> Stored | None:
        try:
            found = _client().get_object(Bucket=self._name, Key=key)
        except _client().exceptions.NoSuchKey:
            return None
        return Stored(found["Body"].read(), found["ETag"])

    def put(self, key: str, body: bytes, content_type: str) -> None:
        _client().put_object(Bucket=self._name, Key=key, Body=body, ContentType=content_type)

    def replace(self, key: str, body: bytes, content_type: str, over: Stored | None) -> bool:
        condition = {"If-Match": over.version} if over else {"If-None-Match": "*"}
        events, event = _client().meta.events, "before-call.s3.PutObject"

        def add_condition(params: dict[str, Any], **_: Any) -> None:
            # Before version 1.35.70 the client has no parameter for it.
            params["headers"].update(condition)

        events.register(event, add_condition)
        try:
            self.put(key, body, content_type)
            return True
        except _client().exceptions.ClientError as error:
            if error.response["Error"]["Code"] in ("PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"):
                return False
            raise
        finally:
            events.unregister(event, add_condition)

    def delete(self, key: str) -> None:
        _client().delete_object(Bucket=self._name, Key=key)


@functools.lru_cache(maxsize=None)
def _client() -> Any:
    # Glue has it, and a folder does not need it.
    import boto3

    return boto3.client("s3")
