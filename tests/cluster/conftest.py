"""The Slurm that these tests share, and none of them where there is no Slurm."""

from collections.abc import Iterator

import pytest

from tests.cluster import one_node
from tests.cluster.one_node import Cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A Slurm of one node."""
    if one_node.missing():
        pytest.skip(one_node.WHAT_TO_DO)
    started = one_node.start()
    yield started
    one_node.end(started)


@pytest.fixture(autouse=True)
def there_is_a_slurm(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command that is started in a test speaks to it."""
    monkeypatch.setenv("SLURM_CONF", cluster.environment["SLURM_CONF"])
