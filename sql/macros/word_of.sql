-- The word a token stands for: lower case, NFC; NULL for a token without a letter (punctuation, numbers).
create or replace macro word_of(form) as
case when regexp_matches(form, '\p{L}') then lower(nfc_normalize(form)) end;

comment on macro word_of is 'The word a token stands for: lower case, NFC; NULL for a token without a letter.'; -- noqa: PRS
