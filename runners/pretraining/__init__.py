"""Pre-training: a small encoder of one's own, by masked language modelling on chosen text sets.

It is for experiments that need no network and say what causes what: two encoders that differ in one thing alone, such
as whether a language was seen at all, or was seen in letters that share no piece with the other. They learn from
thousands of sentences, not from billions: no substitute for mBERT, and their scores are not its scores.
"""
