create table romanised_form (
    romaniser varchar not null,
    form varchar not null,
    romanised varchar not null
);

comment on table romanised_form is 'A form in Latin letters; each distinct form is romanised once.';
comment on column romanised_form.romaniser is 'Library and version that romanised it';
comment on column romanised_form.form is 'The form as written';
comment on column romanised_form.romanised is 'The form in Latin letters';
