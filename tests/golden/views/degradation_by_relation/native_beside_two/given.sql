-- tb is transferred to from sa and from sc, both its relatives: its native run (9 of 10 right) is one pair, of two
-- sources. The two transfers read 8 and 6 of 10 rightly. No overlap was measured.
delete from published_score;
delete from published_overlap;
delete from language;
delete from pair;

insert into language (language, name, family, genus, script, iso639_3)
values ('sa', 'S', 'F', 'G', 'Latn', 'saa'), ('sc', 'S', 'F', 'H', 'Cyrl', 'scc'), ('tb', 'T', 'F', 'G', 'Latn', 'tbb');

insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 't', 'title', 'sa', 'train', 'none', 1, 10, 90, 'a'), (2, 't', 'title', 'sc', 'train', 'none', 2, 10, 90, 'b'),
(3, 't', 'title', 'tb', 'train', 'none', 3, 10, 90, 'c'), (5, 't', 'title', 'tb', 'test', 'none', 5, 10, 90, 'e');

insert into title_item (text_set, item, page, text, correct) select 5, ten.item, 'p', 't', 'A' from range(10) as ten (item);

insert into run (run, task, encoder, train_language, train_set, seed, selection, config)
values
('sa', 'title', 'enc', 'sa', 1, 1, 'last', '{}'), ('sc', 'title', 'enc', 'sc', 2, 1, 'last', '{}'),
('tb', 'title', 'enc', 'tb', 3, 1, 'last', '{}');

insert into evaluation (run, text_set, n_tokens, n_truncated, seconds) select run, 5, 90, 0, null from run;

insert into title_prediction (run, text_set, item, option, probability, is_chosen)
select run, 5, ten.item, case when ten.item < n_right then 'A' else 'B' end, 0.9, true
from (values ('sa', 8), ('sc', 6), ('tb', 9)) as tested (run, n_right) cross join range(10) as ten (item);
