-- A table macro: tests is the name of a view, or of a step of the query around it, with the columns family, correction
-- (holm, benjamini_hochberg or NULL) and p; it returns them with p_corrected. Tests of one family and correction are
-- corrected together, and those without a p are not counted. Holm 1979 (Scandinavian Journal of Statistics 6): the
-- running maximum of (m - place + 1) p. Benjamini & Hochberg 1995 (Journal of the Royal Statistical Society B 57): the
-- running minimum, from the largest p, of p m / place. Equal p are corrected to equal ones.
create or replace macro corrected(tests) as table
    with placed_test as (
        select
            *,
            row_number() over (partition by family, correction order by p) as place_of_p,
            count(p) over (partition by family, correction) as n_of_family
        from query_table(tests)
    )

    select
        * exclude (place_of_p, n_of_family),
        case
            when p is null then null
            when correction = 'holm'
                then least(
                    1.0,
                    max((n_of_family - place_of_p + 1) * p) over (partition by family, correction order by place_of_p)
                )
            when correction = 'benjamini_hochberg'
                then least(
                    1.0,
                    min(p * n_of_family / place_of_p) over (partition by family, correction order by place_of_p desc)
                )
        end as p_corrected
    from placed_test;

comment on macro table corrected is 'Tests with their p-values corrected within family and correction: holm or benjamini_hochberg.'; -- noqa: PRS
