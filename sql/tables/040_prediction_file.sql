create table prediction_file (
    run varchar not null,
    text_set integer not null,
    path varchar not null,
    sha256 varchar not null,
    n_bytes bigint not null,
    reader varchar not null,
    form varchar not null,
    has_tokens boolean not null,
    n_truncated_sentences bigint not null,
    n_missing_sentences bigint not null,
    n_other_sentences bigint not null,
    n_filled bigint not null,
    primary key (run, text_set)
);

comment on table prediction_file is 'A file that the imported predictions of a run for a text set were read from, and which differences from the text were permitted.';
comment on column prediction_file.run is 'Run';
comment on column prediction_file.text_set is 'Text set predicted';
comment on column prediction_file.path is 'Name of the file below the folder it was found in';
comment on column prediction_file.sha256 is 'sha256 of its bytes, decompressed';
comment on column prediction_file.n_bytes is 'Size in bytes, decompressed';
comment on column prediction_file.reader is 'Reader and version that read it';
comment on column prediction_file.form is 'token lines, tag lines, sentence lines, Parquet or JSON';
comment on column prediction_file.has_tokens is 'Whether it names the tokens too, so that they could be compared with the text';
comment on column prediction_file.n_truncated_sentences is 'Sentences that lack their last tokens, as was permitted';
comment on column prediction_file.n_missing_sentences is 'Sentences of the text set it lacks, as was permitted';
comment on column prediction_file.n_other_sentences is 'Sentences with as many tokens, but other ones, as was permitted';
comment on column prediction_file.n_filled is 'Tokens without a prediction, which count as O';
