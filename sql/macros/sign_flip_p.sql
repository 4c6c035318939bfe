-- Exact sign-flip test of a list of paired differences: were no sign more likely than the other, how often would their
-- sum be as far from 0 as it is? All 2^n ways to choose the signs are looked at, which is done in no time for the
-- pairs of a study; NULL beyond 20. Sums that differ by rounding alone count as equal.
create or replace macro sign_flip_p(differences) as
case
    when len(differences) between 1 and 20
        then len(
            list_filter(
                range(0, cast(pow(2, len(differences)) as bigint)),
                lambda flips: abs(
                    list_sum(
                        list_transform(
                            range(0, len(differences)),
                            lambda place: differences[place + 1] * (1 - 2 * ((flips >> place) & 1))
                        )
                    )
                ) >= abs(list_sum(differences))
                - 1e-12 * list_sum(list_transform(differences, lambda difference: abs(difference)))
            )
        ) / pow(2, len(differences))
end;

comment on macro sign_flip_p is 'Two-sided p-value of paired differences by the exact sign-flip test; NULL for none or more than 20.'; -- noqa: PRS
