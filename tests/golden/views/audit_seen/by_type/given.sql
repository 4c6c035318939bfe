-- The Breton test set (3) has Anna twice and Yann (PER), Brest (LOC) and Ofis (ORG).
-- Breton training (1) has Anna as PER and as LOC, and Brest as ORG only: PER 2 of 3 seen, as PER too; LOC 1 of 1, as LOC 0.
-- French training (2) has Ofis as ORG, twice. The test set dealt anew (5) meets the training set dealt anew (4) alone.
-- Validation (6), a perturbed form (7) and another corpus (8) are not compared.
insert into text_set (text_set, corpus, task, language, split, perturbation, original, n_items, n_tokens, sha256)
values
(1, 'c', 'ner', 'br', 'train', 'none', 1, 1, 1, 'a'), (2, 'c', 'ner', 'fr', 'train', 'none', 2, 1, 1, 'b'),
(3, 'c', 'ner', 'br', 'test', 'none', 3, 1, 1, 'c'), (4, 'c', 'ner', 'br', 'train_leak_free', 'none', 4, 1, 1, 'd'),
(5, 'c', 'ner', 'br', 'test_leak_free', 'none', 5, 1, 1, 'e'),
(6, 'c', 'ner', 'br', 'validation', 'none', 6, 1, 1, 'f'), (7, 'c', 'ner', 'br', 'test', 'swap', 3, 1, 1, 'g'),
(8, 'o', 'ner', 'br', 'test', 'none', 8, 1, 1, 'h');

insert into mention (text_set, sentence, mention, first_token, end_token, type, text, starts_with_b)
values
(1, 0, 0, 0, 1, 'PER', 'Anna', true), (1, 1, 0, 0, 1, 'LOC', 'Anna', true), (1, 2, 0, 0, 1, 'ORG', 'Brest', true),
(2, 0, 0, 0, 1, 'ORG', 'Ofis', true), (2, 1, 0, 0, 1, 'ORG', 'Ofis', true),
(3, 0, 0, 0, 1, 'PER', 'Anna', true), (3, 1, 0, 0, 1, 'PER', 'Anna', true), (3, 2, 0, 0, 1, 'PER', 'Yann', true),
(3, 3, 0, 0, 1, 'LOC', 'Brest', true), (3, 4, 0, 0, 1, 'ORG', 'Ofis', true),
(4, 0, 0, 0, 1, 'PER', 'Anna', true), (5, 0, 0, 0, 1, 'PER', 'Anna', true), (6, 0, 0, 0, 1, 'PER', 'Anna', true),
(7, 0, 0, 0, 1, 'PER', 'Vari', true), (8, 0, 0, 0, 1, 'PER', 'Anna', true);
