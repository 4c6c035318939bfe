-- Esperanto and Ido are planned, qaa and qab generated (of one genus each): no family, no relation.
-- Arabic and Hindi are the control of the paper, related by borrowing alone, and differ in their script.
-- Arabic and Esperanto: nothing is known of their relation.
delete from language;
delete from language_distance;

insert into language (language, name, family, genus, script, iso639_3)
values
('ar', 'Arabic', 'Afro-Asiatic', 'Semitic', 'Arab', 'ara'),
('hi', 'Hindi', 'Indo-European', 'Indic', 'Deva', 'hin'),
('eo', 'Esperanto', 'Constructed', 'Constructed', 'Latn', 'epo'),
('io', 'Ido', 'Constructed', 'Constructed', 'Latn', 'ido'),
('qaa', 'One', 'Lab', 'Pair 1', 'Cyrl', 'qaa'),
('qab', 'Two', 'Lab', 'Pair 1', 'Cyrl', 'qab');
