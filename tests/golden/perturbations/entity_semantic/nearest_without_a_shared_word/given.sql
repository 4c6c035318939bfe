insert into embedding (embedding, encoder, layer, pooling, casing) values ('golden', 'encoder', 1, 'mean', 'kept');

insert into word_vector (embedding, form, vector)
select distinct
    'golden' as embedding,
    unnest([given.form, lower(given.form)]) as form,
    given.vector
from (
    values
    ('Anna', [1, 0, 0, 0]), ('PER', [0, 1, 0, 0]), ('Per', [0, 1, 0, 0]), ('ar', [0, 0, 1, 0]), ('Goz', [0, 0, 0, 1]),
    ('Goude', [1, 1, 1, 1]), ('Soaz', [1, 1, 1, -1]), ('Mona', [0, -1, 0, 0]), ('Brest', [1, 1, 0, 0]),
    ('ha', [1, 0, 0, 0]), ('e', [1, 0, 0, 0])
) as given (form, vector);
