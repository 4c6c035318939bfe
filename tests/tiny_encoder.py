"""Small random encoders as others would have saved them, with real tokenizers where these are beside the checkout."""

import os
import shutil
from pathlib import Path
from typing import Any

TOKENIZERS = Path(os.environ.get("XLR_TOKENIZERS", Path(__file__).parents[2] / "shared" / "data" / "tokenizers"))
REAL = {"bert": "bert-base-multilingual-cased", "xlm-roberta": "xlm-roberta-base"}
FAMILIES: dict[str, dict[str, Any]] = {
    "bert": {},
    "xlm-roberta": {"pad_token_id": 1, "type_vocab_size": 1},
    "deberta-v2": {
        "relative_attention": True,
        "pos_att_type": ["p2c", "c2p"],
        "position_biased_input": False,
        "norm_rel_ebd": "layer_norm",
        "share_att_key": True,
        "position_buckets": 8,
        "type_vocab_size": 0,
    },
    "modernbert": {"local_attention": 8, "global_attn_every_n_layers": 2, "bos_token_id": 2, "eos_token_id": 3},
    "distilbert": {"hidden_dim": 16},
    "electra": {"embedding_size": 16},
    "roberta": {"pad_token_id": 1, "type_vocab_size": 1},
}
"""What makes a tiny one of each family like its published members: mDeBERTa and mmBERT are the third and the fourth."""
WORDS = ["Ana", "bor", "i", "Oslo", "reiste", "til", "Bergen", "Übersetzerin", "दिल्ली", "में", "சென்னையில்", "القاهرة"]


def tiny_encoder(folder: Path, *, kind: str = "bert", masked: bool = True, real: bool = True, **sizes: Any) -> Path:  # noqa: ANN401 (as the configuration has them)
    """A folder with an untrained model of a kind and the tokenizer of its well-known relative, else a fitted one.

    `masked` leaves the masked-language-model head in its files; not `real` is for a fitted tokenizer, which is fast.
    """
    import torch
    from transformers import AutoConfig, AutoModel, AutoModelForMaskedLM
    from transformers.utils import logging

    logging.disable_progress_bar()

    vocabulary = _tokenizer(folder, kind if real else None)
    wanted: dict[str, Any] = {
        "vocab_size": vocabulary,
        "pad_token_id": 0,
        "hidden_size": 16,
        "num_hidden_layers": 6,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "max_position_embeddings": 66,
        "initializer_range": 0.3,
    }
    torch.manual_seed(7)
    made = AutoConfig.for_model(kind, **{**wanted, **FAMILIES.get(kind, {}), **sizes})
    (AutoModelForMaskedLM if masked else AutoModel).from_config(made).save_pretrained(folder)
    return folder


def _tokenizer(folder: Path, kind: str | None) -> int:
    """Put a tokenizer into the folder; the size of its vocabulary."""
    from tokenizers import Tokenizer

    from runners.tokenizer import fit

    real = TOKENIZERS / REAL.get(kind or "", "none")
    if (real / "tokenizer.json").is_file():
        folder.mkdir(parents=True)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(real / name, folder / name)
    else:
        fit([" ".join(WORDS)] * 5, vocabulary=600, into=folder)
    return Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab_size()
