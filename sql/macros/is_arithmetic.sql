-- Perturbations that choose what they replace by whether training has it: the share they edit is the overlap, or what
-- is left of it, so their raw change of score follows overlap by construction. All of them are named entity_* or
-- title_*; only title_option_only takes every word away, whatever training has.
create or replace macro is_arithmetic(perturbation) as
perturbation <> 'title_option_only' and (starts_with(perturbation, 'entity_') or starts_with(perturbation, 'title_'));

comment on macro is_arithmetic is 'Does the raw change of score under a perturbation follow overlap by construction, because it edits what is shared (or what is not)?'; -- noqa: PRS
