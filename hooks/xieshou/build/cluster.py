"""A cluster that does a share of the work, for whoever has one: the workers of a Dask scheduler.

In: the scheduler's address. Out: its executor. Workers need the program and its libraries, of this version, and nothing
of the project: what they work on travels (``xieshou.core.far``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from xieshou.build.publish import PublishFault
from xieshou.core.far import Far

ADDRESS = "XIESHOU_CLUSTER"
"""Where the scheduler is: a matter of the machine, not of the project."""
_PATIENCE = 10
"""Seconds to wait for the scheduler."""


@contextmanager
def cluster(address: str) -> Iterator[Far | None]:
    """The cluster at ``address`` (``tls://host:8786``); none of no address. Raises ``PublishFault``."""
    if not address:
        yield None
        return
    try:
        from distributed import Client  # the extra ``cluster``: few have one
    except ImportError:
        raise PublishFault("cluster_lacking") from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise PublishFault("cluster_silent", address=address, why=error) from None
    with client:
        yield client.get_executor(pure=False)
