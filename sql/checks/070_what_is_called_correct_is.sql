-- A predicted mention is called correct where the gold text has a mention of its tokens and its type, and only there.
select
    predicted_mention.run,
    predicted_mention.text_set,
    predicted_mention.sentence,
    predicted_mention.first_token,
    predicted_mention.type,
    predicted_mention.is_correct
from predicted_mention
left join mention
    on
        predicted_mention.text_set = mention.text_set
        and predicted_mention.sentence = mention.sentence
        and predicted_mention.first_token = mention.first_token
        and predicted_mention.end_token = mention.end_token
        and predicted_mention.type = mention.type
where predicted_mention.is_correct <> (mention.text_set is not null)
order by all;
