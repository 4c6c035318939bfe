-- A ratio of counts; NULL, never NaN or infinity, where nothing was counted.
create or replace macro share(part, whole) as
part / nullif(whole, 0);

comment on macro share is 'Ratio of two counts; NULL where the second is 0.'; -- noqa: PRS
