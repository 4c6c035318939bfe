insert into word_frequency
(corpus, task, language, word, n_occurrences, n_documents, entropy, rank, is_function)
values
('golden', 'ner', 'br', 'an', 9, 9, 2.0, 1, true);

insert into embedding (embedding, encoder, layer, pooling, casing) values ('m', 'enc', 6, 'mlm', 'kept');

insert into proposal (embedding, text_set, sentence, position, rank, form, probability)
select
    'm' as embedding,
    (select text_set from text_set where split = 'test') as text_set,
    sentence,
    position,
    rank,
    form,
    1 / (rank + 1) as probability
from (
    values
    (0, 0, 1, 'bras'),
    (0, 0, 2, 'an'),
    (0, 0, 3, 'Bihan'),
    (0, 2, 1, '12'),
    (0, 2, 2, 'Kêr'),
    (0, 2, 3, 'bihan'),
    (1, 0, 1, 'Kozh')
) as proposed (sentence, position, rank, form);
