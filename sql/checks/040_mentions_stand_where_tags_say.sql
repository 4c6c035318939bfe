-- A mention stands where the tags say: its tokens have its type, and no token with a tag is outside a mention.
with tagged as (
    select
        token.text_set,
        token.sentence,
        count(*) as n_tagged
    from token
    where token.tag <> 'O'
    group by token.text_set, token.sentence
),

named as (
    select
        mention.text_set,
        mention.sentence,
        mention.first_token,
        mention.end_token - mention.first_token as n_tokens,
        count(token.position) as n_agreeing,
        string_agg(token.form, ' ' order by token.position) as form,
        any_value(mention.text) as text
    from mention
    left join token
        on
            mention.text_set = token.text_set
            and mention.sentence = token.sentence
            and token.position >= mention.first_token
            and token.position < mention.end_token
            and substr(token.tag, 3) = mention.type
            and (substr(token.tag, 1, 1) = 'I' or (token.position = mention.first_token and mention.starts_with_b))
    group by mention.text_set, mention.sentence, mention.first_token, mention.end_token
),

covered as (
    select
        text_set,
        sentence,
        sum(n_tokens) as n_named,
        sum(n_agreeing) as n_agreeing,
        count(*) filter (nfc_normalize(form) is distinct from text) as n_other_text
    from named
    group by text_set, sentence
)

select
    coalesce(tagged.text_set, covered.text_set) as text_set,
    coalesce(tagged.sentence, covered.sentence) as sentence,
    coalesce(tagged.n_tagged, 0) as n_tagged,
    coalesce(covered.n_named, 0) as n_in_mentions,
    coalesce(covered.n_agreeing, 0) as n_agreeing,
    coalesce(covered.n_other_text, 0) as n_mentions_of_other_text
from tagged
full join covered on tagged.text_set = covered.text_set and tagged.sentence = covered.sentence
where
    tagged.n_tagged is distinct from covered.n_named
    or tagged.n_tagged is distinct from covered.n_agreeing
    or covered.n_other_text > 0
order by all;
