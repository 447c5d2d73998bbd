"""Mappings whose values are made when they are asked for: of ten thousand notes a build may need twenty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Lazy(Mapping[str, T]):
    """A mapping whose values are made when they are asked for, once; `keys` is in the order of the mapping."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        made = self._made.get(key)
        if made is None:
            if key not in self._keys:
                raise KeyError(key)
            made = self._made[key] = self._make(key)
        return made

    def replaced(self, values: Mapping[str, T]) -> Lazy[T]:
        """The same with other values for some of its keys."""
        other = Lazy(self._keys, self._make)
        other._made = {**self._made, **values}
        return other

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def with_values(mapping: Mapping[str, T], values: Mapping[str, T]) -> Mapping[str, T]:
    """`mapping` with other values for some of its keys; what has not been made is not made for that."""
    return mapping.replaced(values) if isinstance(mapping, Lazy) else {**mapping, **values}
