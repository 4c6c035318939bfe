create table language (
    language varchar not null,
    name varchar not null,
    family varchar not null,
    genus varchar not null,
    script varchar not null,
    iso639_3 varchar not null,
    glottocode varchar,
    primary key (language)
);

comment on table language is 'A language.';
comment on column language.language is 'WikiANN code; other corpora use any well-formed ISO 639 code, the lab those reserved for local use (qaa to qtz)';
comment on column language.name is 'English name';
comment on column language.family is 'Language family';
comment on column language.genus is 'Genus within the family';
comment on column language.script is 'Main script, ISO 15924';
comment on column language.iso639_3 is 'ISO 639-3 code';
comment on column language.glottocode is 'Glottolog code; NULL where none is known';
