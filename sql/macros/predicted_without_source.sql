-- A table macro: points is the name of a view, or of a step of the query around it, with the columns sample (a number,
-- or a struct of names, which is slower), source, x, y and is_complete. It returns them with what y is predicted to be
-- by a least-squares line, and Student's 95 % interval for one point more:
-- predicted +- t s sqrt(1 + 1 / n + (x - mean)^2 / sxx), s^2 = what is left of the squares / (n - 2).
-- A complete point is predicted by the line through the complete points of its sample that have another source, every
-- other point by the line through all complete ones. Without two of different x there is no line, and without three no
-- interval.
create or replace macro predicted_without_source(points) as table
    with given_point as materialized (
        from query_table(points)
    ),

    centre as (
        select
            sample,
            avg(x) as x,
            avg(y) as y
        from given_point
        where is_complete
        group by sample
    ),

    -- About the mean of the sample, so that sums of squares keep their digits.
    by_source as materialized (
        select
            point.sample,
            point.source,
            count(*) as n,
            min(point.x) as lowest,
            max(point.x) as highest,
            sum(point.x - centre.x) as x,
            sum(point.y - centre.y) as y,
            sum((point.x - centre.x) * (point.x - centre.x)) as xx,
            sum((point.x - centre.x) * (point.y - centre.y)) as xy,
            sum((point.y - centre.y) * (point.y - centre.y)) as yy
        from given_point as point
        inner join centre on point.sample = centre.sample
        where point.is_complete
        group by point.sample, point.source
    ),

    fitted_source as (
        select
            left_out.source as left_out,
            fitted.*
        from by_source as left_out
        inner join by_source as fitted on left_out.sample = fitted.sample and left_out.source <> fitted.source
        union all
        select
            null as left_out,
            fitted.*
        from by_source as fitted
    ),

    summed as (
        select
            sample,
            left_out,
            sum(n) as n,
            count(*) as n_sources,
            min(lowest) as lowest,
            max(highest) as highest,
            sum(x) / sum(n) as mean_x,
            sum(y) / sum(n) as mean_y,
            sum(xx) - sum(x) * sum(x) / sum(n) as xx,
            sum(xy) - sum(x) * sum(y) / sum(n) as xy,
            sum(yy) - sum(y) * sum(y) / sum(n) as yy
        from fitted_source
        group by sample, left_out
    ),

    line as (
        select
            summed.sample,
            summed.left_out,
            summed.n,
            summed.n_sources,
            summed.lowest,
            summed.highest,
            summed.xx,
            centre.x + summed.mean_x as mean_x,
            centre.y + summed.mean_y as mean_y,
            case when summed.lowest < summed.highest and summed.xx > 0 then summed.xy / summed.xx end as slope,
            greatest(0, summed.yy - summed.xy * summed.xy / nullif(summed.xx, 0)) / (summed.n - 2) as variance
        from summed
        inner join centre on summed.sample = centre.sample
    ),

    predicted_point as (
        select
            point.*,
            cast(coalesce(line.n, 0) as bigint) as n_fitted,
            coalesce(line.n_sources, 0) as n_sources_fitted,
            line.mean_y as mean_fitted,
            line.mean_y + line.slope * (point.x - line.mean_x) as predicted,
            case
                when line.n > 2
                    then student_t_975(cast(line.n - 2 as integer)) * sqrt(
                        line.variance * (1 + 1 / line.n + (point.x - line.mean_x) * (point.x - line.mean_x) / line.xx)
                    )
            end as margin,
            point.x not between line.lowest and line.highest as is_extrapolated
        from given_point as point
        left join line
            on
                point.sample = line.sample
                and line.left_out is not distinct from case when point.is_complete then point.source end
    )

    select
        * exclude (margin),
        predicted - margin as low,
        predicted + margin as high
    from predicted_point;

comment on macro table predicted_without_source is 'Points with y predicted from x by the least-squares line through the points of the other sources, and the 95 % prediction interval.'; -- noqa: PRS
