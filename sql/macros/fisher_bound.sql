-- A bound of the 95 % interval of Pearson's r of n points by Fisher's transformation, as in scipy: side is -1 or 1.
-- 1.959963984540054 is the .975 quantile of the normal distribution.
create or replace macro fisher_bound(r, n, side) as
case
    when r is null or n < 4 then null
    when abs(r) >= 1 then cast(r as double)
    else tanh(atanh(r) + side * 1.959963984540054 / sqrt(n - 3))
end;

comment on macro fisher_bound is 'Bound of the 95 % interval of a Pearson correlation of n points (Fisher): the lower one for side -1, the upper one for 1; NULL for n < 4.'; -- noqa: PRS
