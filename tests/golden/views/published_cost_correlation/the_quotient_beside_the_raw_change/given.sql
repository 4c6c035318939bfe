-- Overlap of chunks 0 1 2 4 5 and change 0 -1 -2 -2 -5, in eighths. Where nothing is shared nothing was edited: left out
-- and counted. The quotients of the other four are -1 -1 -1/2 -1.
--   x (eighths) 1 2 4 5, from 3: -2 -1 1 2: Sxx 10. Quotients from -7/8, in eighths: -1 -1 3 -1: Syy 12, Sxy 4:
--   r = 4 / sqrt(120); ranks of the quotients 2 2 4 2, from 5/2: -1 -1 3 -1 halves, of x -3 -1 1 3: Sxy 4, Sxx 20, Syy 12:
--   4 / sqrt(240). With 2 degrees of freedom p = 1 - r.
--   Raw, from -5/2, in halves: 3 1 1 -5: Syy 36, Sxy -6 - 1 + 1 - 10 = -16: -16 / sqrt(360).
-- Fisher of n 4: tanh(atanh r -+ 1.959963984540054).
-- Without f the quotients are all -1, and their correlation unknown: so is the range.
delete from published_score;
delete from published_overlap;

create temp table point as
from (values ('a', 'z', 0, 0), ('b', 'v', 1, 1), ('d', 'w', 2, 2), ('f', 'x', 4, 2), ('h', 'y', 5, 5))
as point (l1, l2, shared, lost);

insert into published_score (task, model, l1, l2, setting, perturbation, f1, status, data_version, source)
select 'ner', 'mbert', l1, l2, 'cross_lingual', 'none', 0.75, 'primary', 'v', 's' from point
union all
select 'ner', 'mbert', l1, l2, 'cross_lingual', 'entity_unshared', 0.75 - lost / 8, 'primary', 'v', 's' from point;

insert into published_overlap (task, kind, l1, l2, setting, overlap_l2, status, source)
select 'ner', 'ner_entity_chunk', l1, l2, 'cross_lingual', shared / 8, 'derived', 's' from point;
