-- Joined by one number, places are found half again as fast as by three. Room for two million text sets of 67 million
-- sentences of 65 thousand tokens.
create or replace macro place_number(text_set, sentence, token) as
(cast(text_set as bigint) * 67108864 + sentence) * 65536 + token;

comment on macro place_number is 'One number for a token of a sentence of a text set.'; -- noqa: PRS
