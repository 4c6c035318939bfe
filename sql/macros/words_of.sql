-- The words of a running text in order, as written: longest runs of letters, marks, numbers and joiners.
create or replace macro words_of(text) as
regexp_extract_all(text, '[\p{L}\p{M}\p{N}\x{200C}\x{200D}]+');

comment on macro words_of is 'The words of a running text in order, as written: longest runs of letters, marks, numbers and joiners.'; -- noqa: PRS
