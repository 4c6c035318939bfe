-- The |r| that a two-sided test at .05 finds with 80 % power in n points: Fisher's atanh(r) is normal with standard
-- error 1 / sqrt(n - 3), so |r| = tanh((z(.975) + z(.8)) / sqrt(n - 3)), z(.975) + z(.8) = 1.959963984540054 +
-- 0.8416212335729143 (Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, chapter 3). At
-- small n it errs on the safe side: the t test of 13 points has a power of .84 there.
create or replace macro detectable_r(n) as
case when n >= 4 then tanh(2.8015852181129683 / sqrt(n - 3)) end;

comment on macro detectable_r is 'Smallest |r| that is found in n points with 80 % power at two-sided .05 (Fisher); NULL for n < 4.'; -- noqa: PRS
