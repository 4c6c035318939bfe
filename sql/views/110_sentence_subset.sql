create or replace view sentence_subset as
with known as (
    select distinct
        text_set,
        duplicate_of
    from sentence
),

near as (
    select
        train_set,
        test_set,
        unnest(sentences) as sentence
    from near_in_training
)

select
    pair.train_set,
    pair.test_set,
    sentence.sentence,
    known.text_set is not null as is_in_training,
    case when near_in_training.train_set is not null then near.sentence is not null end as is_nearly_in_training,
    sentence.has_context
from train_test_pair as pair
inner join sentence on pair.test_set = sentence.text_set
left join known on pair.train_set = known.text_set and sentence.duplicate_of = known.duplicate_of
left join near_in_training
    on pair.train_set = near_in_training.train_set and pair.test_set = near_in_training.test_set
left join near
    on pair.train_set = near.train_set and pair.test_set = near.test_set and sentence.sentence = near.sentence;

comment on view sentence_subset is 'Which test sentences stand in a training set, and which have context? A perturbed form of a test set numbers its sentences as the original does.';
comment on column sentence_subset.train_set is 'Text set trained on';
comment on column sentence_subset.test_set is 'Original text set tested on';
comment on column sentence_subset.sentence is 'Sentence, or title item, from 0';
comment on column sentence_subset.is_in_training is 'Whether it stands in training token for token';
comment on column sentence_subset.is_nearly_in_training is 'Whether it stands there exactly or nearly; NULL before xlr audit, and for titles';
comment on column sentence_subset.has_context is 'Whether any token lies outside the entities (true for titles)';
