-- The harmonic mean of precision and recall from counts; 0 where undefined, as in seqeval.
create or replace macro f1(n_correct, n_predicted, n_gold) as
case
    when n_correct = 0 then 0.0
    else
        2 * (n_correct / n_predicted) * (n_correct / n_gold)
        / ((n_correct / n_predicted) + (n_correct / n_gold))
end;

comment on macro f1 is 'Harmonic mean of precision and recall from counts; 0 where undefined, as in seqeval.'; -- noqa: PRS
