insert into name (language, kind, name, source)
values
('br', 'place', 'Kemper', 's'), ('br', 'place', 'Lok Ronan', 's'), ('br', 'given_name', 'Anna', 's'),
('fr', 'place', 'Paris', 's');
