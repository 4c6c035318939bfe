"""What a corpus may be called."""

import pytest

from ingest.corpus_names import check_corpus_name
from xlr_warehouse.errors import InputError


@pytest.mark.parametrize("name", ["", " ", "a b", "a/b", "-a", "a'", "a.", "<i>"])
def test_a_name_that_cannot_be_typed_or_be_part_of_a_path_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="is no name for a corpus"):
        check_corpus_name(name)


@pytest.mark.parametrize("name", ["wikiann", "MasakhaNER2", "a", "x.y-z+1", "\u0baa\u0bbe", "wikiann_2017"])
def test_a_plain_name_is_taken(name: str) -> None:
    check_corpus_name(name)
