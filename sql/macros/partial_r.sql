-- Partial correlation of x and y with z held constant, from the three correlations of n points.
--
-- It is the correlation of what is left of x and of y by least squares on z. Where z determines x or y there is nothing
-- left, and the quotient would be rounding alone: so 1 - r^2 counts as 0 below 1e-9. Its p-value is that of one point
-- less: correlation_p(r, n - 1).
create or replace macro partial_r(xy, xz, yz, n) as
case
    when n >= 4 and 1 - xz * xz > 1e-9 and 1 - yz * yz > 1e-9
        then greatest(-1.0, least(1.0, (xy - xz * yz) / sqrt((1 - xz * xz) * (1 - yz * yz))))
end;

comment on macro partial_r is 'Partial correlation of x and y with z held constant, from the three correlations of n points; NULL for n < 4 or where z determines x or y.'; -- noqa: PRS
