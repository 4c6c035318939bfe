-- A list, to be unnested: what each part leaves out.
create or replace macro sentence_subsets() as
[
    { 'subset': 'all', 'is_leak_free': false, 'is_with_context': false },
    { 'subset': 'leak_free', 'is_leak_free': true, 'is_with_context': false },
    { 'subset': 'with_context', 'is_leak_free': false, 'is_with_context': true },
    { 'subset': 'leak_free_with_context', 'is_leak_free': true, 'is_with_context': true }
];

comment on macro sentence_subsets is 'The parts of a test set that scores are given on, and what each leaves out.'; -- noqa: PRS
