"""Leak-free splits: text sets of their own, named by an ending of the split."""

LEAK_FREE = "_leak_free"
"""Ending of the name of a split that was dealt anew, so that no sentence stands nearly in another split."""


def train_split(*, leak_free: bool) -> str:
    """The split that is trained on."""
    return f"train{LEAK_FREE}" if leak_free else "train"


def validation_split(*, leak_free: bool) -> str:
    """The split by which an epoch is chosen."""
    return f"validation{LEAK_FREE}" if leak_free else "validation"


def test_split(*, leak_free: bool) -> str:
    """The split that is tested on."""
    return f"test{LEAK_FREE}" if leak_free else "test"
