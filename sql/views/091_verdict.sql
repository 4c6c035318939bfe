create or replace view verdict as
with basis as (
    select unnest(['published', 'warehouse']) as basis
),

headline as (
    select *
    from claim_evidence
    where is_headline
),

counted as (
    select
        claim,
        basis,
        encoder,
        setting,
        grouping(encoder) = 1 as is_of_all_encoders,
        grouping(setting) = 1 as is_of_all_settings,
        count(*) filter (not is_arithmetic) as n_cells,
        count(*) filter (reading = 'supported') as n_supported,
        count(*) filter (reading = 'contradicted') as n_contradicted,
        count(*) filter (reading = 'undecided') as n_undecided,
        count(*) filter (is_arithmetic) as n_arithmetic
    from headline
    group by grouping sets ((claim, basis), (claim, basis, encoder), (claim, basis, encoder, setting))
),

-- Every claim has its row on either basis, also where nothing bears on it; where two settings are compared, none is
-- told apart.
asked as (
    select
        claim.claim,
        claim.statement,
        basis.basis,
        counted.encoder,
        counted.setting,
        coalesce(counted.n_cells, 0) as n_cells,
        coalesce(counted.n_supported, 0) as n_supported,
        coalesce(counted.n_contradicted, 0) as n_contradicted,
        coalesce(counted.n_undecided, 0) as n_undecided,
        coalesce(counted.n_arithmetic, 0) as n_arithmetic
    from claim
    cross join basis
    left join counted on claim.claim = counted.claim and basis.basis = counted.basis
    where counted.claim is null or counted.is_of_all_settings or counted.setting is not null
)

select
    claim,
    statement,
    basis,
    encoder,
    setting,
    n_cells,
    n_supported,
    n_contradicted,
    n_undecided,
    n_arithmetic,
    case
        when n_cells = 0 then null
        when n_contradicted = 0 and 2 * n_supported > n_cells then 'supported'
        when n_supported = 0 and 2 * n_contradicted > n_cells then 'contradicted'
        else 'undecided'
    end as verdict,
    case
        when n_cells > 0 then null
        when n_arithmetic > 0 then 'so by construction'
        when basis = 'published' then 'nothing published bears on it'
        else 'no runs that bear on it, or xlr estimate has not been run'
    end as why_none
from asked;

comment on view verdict is 'Does each claim hold, in the paper''s own numbers and in the runs here? A row for all encoders and settings (both NULL), for each encoder (setting NULL), and for each encoder and setting.';
comment on column verdict.claim is 'Claim';
comment on column verdict.statement is 'What it says';
comment on column verdict.basis is 'published: the numbers of the paper''s repository; warehouse: the runs here';
comment on column verdict.encoder is 'Encoder, for published mbert or xlmr; NULL for all together';
comment on column verdict.setting is 'native or cross_lingual; NULL for all together';
comment on column verdict.n_cells is 'Cells of claim_evidence that were read: headline ones that are not arithmetic';
comment on column verdict.n_supported is 'Of these, supported';
comment on column verdict.n_contradicted is 'Contradicted';
comment on column verdict.n_undecided is 'Undecided';
comment on column verdict.n_arithmetic is 'Cells that are so by construction and were not read';
comment on column verdict.verdict is 'supported: no cell contradicts and more than half support; contradicted: none supports and more than half contradict; else undecided; NULL where no cell was read';
comment on column verdict.why_none is 'Why there is no verdict; NULL where there is one';
