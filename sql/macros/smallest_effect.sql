-- Smaller differences are of no practical interest: two points of F1 or accuracy, .3 of a correlation, five points of
-- recall on an edited mention.
create or replace macro smallest_effect(quantity) as
case
    when quantity in ('score', 'score_before', 'score_change') then cast(0.02 as double)
    when quantity in ('correlation', 'pearson_r', 'spearman_rho', 'kendall_tau') then cast(0.3 as double)
    when quantity in ('recall', 'cost_per_edit') then cast(0.05 as double)
end;

comment on macro smallest_effect is 'Smallest difference of a quantity that is of interest; NULL for a quantity without one.'; -- noqa: PRS
