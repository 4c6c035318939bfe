-- Named ahead of all results, as the paper plots them: shared entities, and words of the truncated sections.
create or replace macro primary_measure(task) as
case task when 'ner' then 'entity_chunk' when 'title' then 'title_text' end;

comment on macro primary_measure is 'The overlap measure of a task that confirmatory correlations are about; the others explore.'; -- noqa: PRS
