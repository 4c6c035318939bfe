-- Named ahead of all results. Half of the entities that training has at all stand there once.
create or replace macro training_frequency(n) as
case
    when n = 0 then '0'
    when n = 1 then '1'
    when n < 5 then '2-4'
    when n < 20 then '5-19'
    when n >= 20 then '20+'
end;

comment on macro training_frequency is 'The bin of how often training has a text as an entity of one type: 0, 1, 2-4, 5-19 or 20+.'; -- noqa: PRS
