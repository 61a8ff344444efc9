"""Events that tell what nobody foresaw, and go on where somebody is served.

In: an event of the adapter. Out: the same, guarded.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from mkdocs.exceptions import Abort, BuildError

Event = TypeVar("Event", bound=Callable[..., Any])


class Telling(Protocol):
    """Whose events are guarded."""

    def engine_fault(self, error: Exception, doing: str) -> None:
        """Tell a fault that nobody foresaw."""


def guarded(event: Event) -> Event:
    """``event``, but what nobody foresaw is told in a sentence; in a serve session on every page, and the server stays.

    In that session an event that fails gives back what it was given, and nothing more is made of the build.
    """

    @wraps(event)
    def inner(self: Telling, *given: Any, **more: Any) -> Any:
        try:
            return event(self, *given, **more)
        except (BuildError, Abort):
            raise
        except Exception as error:
            self.engine_fault(error, event.__name__)
            return given[0] if given else None

    return cast(Event, inner)
