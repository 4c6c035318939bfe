-- Two-sided p-value of a correlation r of n points under Student's t with n - 2 degrees of freedom.
--
-- p is the regularised incomplete beta function I_x(a, 1/2) at x = 1 - r^2, a = (n - 2) / 2. With
-- c = gamma(a + 1/2) / (gamma(a) gamma(1/2)) it has two series of positive terms (DLMF 8.17.8), both with closed terms:
--   p     =   c x^a |r| / a     * sum over k of (a + 1/2)_k / (a + 1)_k x^k          used in the tail, where p is small
--   1 - p = 2 c x^a |r|         * sum over k of (a + 1/2)_k / (3/2)_k   r^(2k)       used where t^2 < 4
-- In the first t^2 >= 4 bounds the ratio of terms by (n - 2) / (n + 2), in the second r^2 is below 4 / (n + 2): so many
-- terms bring 17 digits. (The bounds also hold for rows whose other branch DuckDB works out in vain.)
-- Neither cancels, so tiny p-values keep their relative accuracy. (1 - r^2 is taken as (1 - |r|)(1 + |r|).)
create or replace macro correlation_p(r, n) as
case
    when r is null or n < 3 then null
    when abs(r) >= 1 then 0.0
    when r = 0 then 1.0
    when r * r * (n - 2) < 4 * (1 - abs(r)) * (1 + abs(r))
        then 1 - 2 * abs(r) * exp(
            lgamma((n - 1) / 2) - lgamma((n - 2) / 2) - lgamma(0.5)
            + (n - 2) / 2 * ln((1 - abs(r)) * (1 + abs(r)))
        )
        * list_sum(
            list_transform(
                range(0, 100 + cast(least(300, 40 / -ln(r * r)) as bigint)),
                lambda k: exp(
                    lgamma((n - 1) / 2 + k) - lgamma((n - 1) / 2) - lgamma(1.5 + k) + lgamma(1.5)
                    + 2 * k * ln(abs(r))
                )
            )
        )
    else exp(
        lgamma((n - 1) / 2) - lgamma((n - 2) / 2) - lgamma(0.5)
        + (n - 2) / 2 * ln((1 - abs(r)) * (1 + abs(r)))
    ) * abs(r) / ((n - 2) / 2)
    * list_sum(
        list_transform(
            range(0, 20 + cast(least(12.0 * n, 40 / -ln((1 - abs(r)) * (1 + abs(r)))) as bigint)),
            lambda k: exp(
                lgamma((n - 1) / 2 + k) - lgamma((n - 1) / 2) - lgamma(n / 2 + k) + lgamma(n / 2)
                + k * ln((1 - abs(r)) * (1 + abs(r)))
            )
        )
    )
end;

comment on macro correlation_p is 'Two-sided p-value of a correlation r of n points, by Student''s t with n - 2 degrees of freedom; NULL for n < 3.'; -- noqa: PRS
