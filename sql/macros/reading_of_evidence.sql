-- Supported: corrected p below .05, the interval wholly in the claimed direction, the estimate at least of the smallest
-- size of interest, and of the same sign without every source. Contradicted: all of that the other way round, or an
-- interval within that size on either side of 0. What is unknown supports and contradicts nothing.
create or replace macro reading_of_evidence(
    estimate, low, high, p_corrected, without_source_low, without_source_high, smallest, direction
) as
case
    when
        p_corrected < 0.05
        and least(low * direction, high * direction) > 0
        and estimate * direction >= smallest
        and least(without_source_low * direction, without_source_high * direction) > 0
        and low is not null and high is not null
        and without_source_low is not null and without_source_high is not null
        then 'supported'
    when
        p_corrected < 0.05
        and greatest(low * direction, high * direction) < 0
        and -estimate * direction >= smallest
        and greatest(without_source_low * direction, without_source_high * direction) < 0
        and low is not null and high is not null
        and without_source_low is not null and without_source_high is not null
        then 'contradicted'
    when low > -smallest and high < smallest then 'contradicted'
    else 'undecided'
end;

comment on macro reading_of_evidence is 'What a cell of evidence says of a claim: supported, contradicted or undecided.'; -- noqa: PRS
