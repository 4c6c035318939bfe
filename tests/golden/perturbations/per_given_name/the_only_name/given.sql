insert into name (language, kind, name, source)
values
('br', 'given_name', 'Lena', 's'), ('br', 'given_name', 'Per Jakez', 's'), ('br', 'surname', 'Fañch', 's'),
('fr', 'given_name', 'Anna', 's');
