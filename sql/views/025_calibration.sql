create or replace view calibration as
with token as (
    select
        run,
        text_set,
        greatest(1, cast(ceil(15 * cast(probability as double)) as integer)) as bin,
        gold_probability = probability as is_right,
        -- O said of a token that is in no entity: all others have a gold or a predicted entity tag.
        tag = 'O' and gold_probability = probability as is_outside,
        cast(probability as double) as probability
    from prediction
    where probability is not null and gold_probability is not null
),

token_count as (
    select
        run,
        text_set,
        bin,
        is_outside,
        count(*) as n,
        sum(probability) as total,
        sum(probability * probability) as total_square,
        count(*) filter (where is_right) as n_right,
        coalesce(sum(probability) filter (where is_right), 0) as total_right
    from token
    group by run, text_set, bin, is_outside
),

item_count as (
    select
        answer.run,
        answer.text_set,
        greatest(1, cast(ceil(15 * cast(answer.probability as double)) as integer)) as bin,
        count(*) as n,
        sum(cast(answer.probability as double)) as total,
        sum(cast(answer.probability as double) * cast(answer.probability as double)) as total_square,
        count(*) filter (where answer.option = title_item.correct) as n_right,
        coalesce(sum(cast(answer.probability as double)) filter (where answer.option = title_item.correct), 0)
            as total_right
    from title_prediction as answer
    inner join title_item on answer.text_set = title_item.text_set and answer.item = title_item.item
    where answer.is_chosen
    group by answer.run, answer.text_set, bin
),

counted as (
    select
        run,
        text_set,
        'token' as unit,
        bin,
        sum(n) as n,
        sum(total) as total,
        sum(total_square) as total_square,
        sum(n_right) as n_right,
        sum(total_right) as total_right
    from token_count
    group by run, text_set, bin
    union all
    select
        run,
        text_set,
        'entity_token' as unit,
        bin,
        n,
        total,
        total_square,
        n_right,
        total_right
    from token_count
    where not is_outside
    union all
    select
        run,
        text_set,
        'item' as unit,
        bin,
        n,
        total,
        total_square,
        n_right,
        total_right
    from item_count
)

select
    run,
    text_set,
    unit,
    bin,
    cast(n as bigint) as n,
    total / n as confidence,
    n_right / n as accuracy,
    (total_square - 2 * total_right + n_right) / n as brier
from counted;

comment on view calibration is 'How often is a run right when it is so sure? By fifteen equal bins of the probability of what was predicted; a bin with nothing in it has no row. A token is right where its tag has the gold tag''s probability, so a tie of the two counts as right. What has no probabilities, as many imported runs, is left out here and counted in calibration_error.';
comment on column calibration.run is 'Run';
comment on column calibration.text_set is 'Text set tested on';
comment on column calibration.unit is 'token (all of them, O included); entity_token (those whose gold or predicted tag is not O); item (section titles: the chosen option)';
comment on column calibration.bin is 'From 1 to 15: bin b holds probabilities above (b - 1) / 15 up to b / 15';
comment on column calibration.n is 'Tokens or items in the bin';
comment on column calibration.confidence is 'Mean probability of what was predicted';
comment on column calibration.accuracy is 'Share that is right';
comment on column calibration.brier is 'Mean square of the probability minus 1 where right, minus 0 where wrong';
