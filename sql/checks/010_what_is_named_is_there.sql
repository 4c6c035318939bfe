-- What a row names is there: its corpus, text set, run, perturbation, vectors or tokenizer.
select distinct
    'text_set.corpus' as place,
    cast(text_set.corpus as varchar) as names_what_is_not_there
from text_set
anti join corpus on text_set.corpus = corpus.corpus
where text_set.corpus is not null
union all
select distinct
    'text_set.original' as place,
    cast(named.original as varchar) as names_what_is_not_there
from text_set as named
anti join text_set as known on named.original = known.text_set
where named.original is not null
union all
select distinct
    'source_file.corpus' as place,
    cast(source_file.corpus as varchar) as names_what_is_not_there
from source_file
anti join corpus on source_file.corpus = corpus.corpus
where source_file.corpus is not null
union all
select distinct
    'sentence.text_set' as place,
    cast(sentence.text_set as varchar) as names_what_is_not_there
from sentence
anti join text_set on sentence.text_set = text_set.text_set
where sentence.text_set is not null
union all
select distinct
    'token.text_set' as place,
    cast(token.text_set as varchar) as names_what_is_not_there
from token
anti join text_set on token.text_set = text_set.text_set
where token.text_set is not null
union all
select distinct
    'mention.text_set' as place,
    cast(mention.text_set as varchar) as names_what_is_not_there
from mention
anti join text_set on mention.text_set = text_set.text_set
where mention.text_set is not null
union all
select distinct
    'title_item.text_set' as place,
    cast(title_item.text_set as varchar) as names_what_is_not_there
from title_item
anti join text_set on title_item.text_set = text_set.text_set
where title_item.text_set is not null
union all
select distinct
    'title_option.text_set' as place,
    cast(title_option.text_set as varchar) as names_what_is_not_there
from title_option
anti join text_set on title_option.text_set = text_set.text_set
where title_option.text_set is not null
union all
select distinct
    'overlap.train_set' as place,
    cast(overlap.train_set as varchar) as names_what_is_not_there
from overlap
anti join text_set on overlap.train_set = text_set.text_set
where overlap.train_set is not null
union all
select distinct
    'overlap.test_set' as place,
    cast(overlap.test_set as varchar) as names_what_is_not_there
from overlap
anti join text_set on overlap.test_set = text_set.text_set
where overlap.test_set is not null
union all
select distinct
    'overlap_by_type.train_set' as place,
    cast(overlap_by_type.train_set as varchar) as names_what_is_not_there
from overlap_by_type
anti join text_set on overlap_by_type.train_set = text_set.text_set
where overlap_by_type.train_set is not null
union all
select distinct
    'overlap_by_type.test_set' as place,
    cast(overlap_by_type.test_set as varchar) as names_what_is_not_there
from overlap_by_type
anti join text_set on overlap_by_type.test_set = text_set.text_set
where overlap_by_type.test_set is not null
union all
select distinct
    'perturbation.train_set' as place,
    cast(perturbation.train_set as varchar) as names_what_is_not_there
from perturbation
anti join text_set on perturbation.train_set = text_set.text_set
where perturbation.train_set is not null
union all
select distinct
    'perturbation.test_set' as place,
    cast(perturbation.test_set as varchar) as names_what_is_not_there
from perturbation
anti join text_set on perturbation.test_set = text_set.text_set
where perturbation.test_set is not null
union all
select distinct
    'perturbation.perturbed_set' as place,
    cast(perturbation.perturbed_set as varchar) as names_what_is_not_there
from perturbation
anti join text_set on perturbation.perturbed_set = text_set.text_set
where perturbation.perturbed_set is not null
union all
select distinct
    'replacement.perturbation_id' as place,
    cast(replacement.perturbation_id as varchar) as names_what_is_not_there
from replacement
anti join perturbation on replacement.perturbation_id = perturbation.perturbation_id
where replacement.perturbation_id is not null
union all
select distinct
    'edit.perturbation_id' as place,
    cast(edit.perturbation_id as varchar) as names_what_is_not_there
from edit
anti join perturbation on edit.perturbation_id = perturbation.perturbation_id
where edit.perturbation_id is not null
union all
select distinct
    'word_vector.embedding' as place,
    cast(word_vector.embedding as varchar) as names_what_is_not_there
from word_vector
anti join embedding on word_vector.embedding = embedding.embedding
where word_vector.embedding is not null
union all
select distinct
    'word_piece.tokenizer' as place,
    cast(word_piece.tokenizer as varchar) as names_what_is_not_there
from word_piece
anti join tokenizer on word_piece.tokenizer = tokenizer.tokenizer
where word_piece.tokenizer is not null
union all
select distinct
    'run.train_set' as place,
    cast(run.train_set as varchar) as names_what_is_not_there
from run
anti join text_set on run.train_set = text_set.text_set
where run.train_set is not null
union all
select distinct
    'training_step.run' as place,
    cast(training_step.run as varchar) as names_what_is_not_there
from training_step
anti join run on training_step.run = run.run
where training_step.run is not null
union all
select distinct
    'evaluation.run' as place,
    cast(evaluation.run as varchar) as names_what_is_not_there
from evaluation
anti join run on evaluation.run = run.run
where evaluation.run is not null
union all
select distinct
    'evaluation.text_set' as place,
    cast(evaluation.text_set as varchar) as names_what_is_not_there
from evaluation
anti join text_set on evaluation.text_set = text_set.text_set
where evaluation.text_set is not null
union all
select distinct
    'prediction' as place,
    prediction.run || ' on text set ' || prediction.text_set as names_what_is_not_there
from prediction
anti join evaluation on prediction.run = evaluation.run and prediction.text_set = evaluation.text_set
union all
select distinct
    'predicted_mention' as place,
    predicted_mention.run || ' on text set ' || predicted_mention.text_set as names_what_is_not_there
from predicted_mention
anti join evaluation on predicted_mention.run = evaluation.run and predicted_mention.text_set = evaluation.text_set
union all
select distinct
    'title_prediction' as place,
    title_prediction.run || ' on text set ' || title_prediction.text_set as names_what_is_not_there
from title_prediction
anti join evaluation on title_prediction.run = evaluation.run and title_prediction.text_set = evaluation.text_set
order by all;
