-- Pearson's r of a group; NULL where it is undefined (fewer than two points, or a constant).
create or replace macro pearson(x, y) as
case
    when count(*) filter (x is not null and y is not null) >= 2 and isfinite(corr(x, y))
        then greatest(-1.0, least(1.0, corr(x, y)))
end;

comment on macro pearson is 'Pearson correlation of a group; NULL for fewer than two points or a constant.'; -- noqa: PRS
