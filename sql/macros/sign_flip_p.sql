-- Exact sign-flip test of a list of paired differences: were no sign more likely than the other, how often would their
-- sum be as far from 0 as it is? All ways to choose the signs are looked at: the sums grow by one difference at a time,
-- in both directions, but for the first, as to turn all signs round changes no distance. That takes no time for the
-- pairs of a study; NULL beyond 20. Sums that differ by rounding alone count as equal.
create or replace macro sign_flip_p(differences) as
case
    when len(differences) between 1 and 20
        then len(
            list_filter(
                list_reduce( -- noqa: LT01
                    list_transform(differences[2:], lambda difference: [difference]), -- noqa: PRS
                    lambda sums, difference: list_concat(
                        list_transform(sums, lambda so_far: so_far + difference[1]),
                        list_transform(sums, lambda so_far: so_far - difference[1])
                    ),
                    [differences[1]]
                ),
                lambda flipped: abs(flipped) >= abs(list_sum(differences))
                - 1e-12 * list_sum(list_transform(differences, lambda difference: abs(difference)))
            )
        ) / pow(2, len(differences) - 1)
end;

comment on macro sign_flip_p is 'Two-sided p-value of paired differences by the exact sign-flip test; NULL for none or more than 20.'; -- noqa: PRS
