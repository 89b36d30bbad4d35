"""The part of Spark that jobs use, in one process: what would go to a worker is pickled as Spark does it."""

from __future__ import annotations

import functools
import pickle
from typing import Any, Callable, Iterable


class SparkContext:
    """A context without a cluster."""

    defaultParallelism = 1

    @staticmethod
    def getOrCreate() -> SparkContext:
        return SparkContext()

    def broadcast(self, value: Any) -> _Broadcast:
        return _Broadcast(pickle.loads(pickle.dumps(value)))

    def parallelize(self, values: Iterable[Any], slices: int) -> _Records:
        return _Records(values)


class _Broadcast:
    def __init__(self, value: Any) -> None:
        self.value = value


class _Records:
    def __init__(self, values: Iterable[Any]) -> None:
        self._values = values

    def map(self, function: Callable) -> _Records:
        sent = pickle.loads(pickle.dumps(function))
        return _Records(sent(pickle.loads(pickle.dumps(value))) for value in self._values)

    def aggregate(self, zero: Any, add: Callable, combine: Callable) -> Any:
        return combine(zero, functools.reduce(add, self._values, zero))
