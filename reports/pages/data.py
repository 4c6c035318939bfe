"""Runs and data: how models were trained and what is missing, what was read, from where, and what is wrong with it."""

from collections.abc import Iterator, Sequence

from reports.blocks import Column, Page, Prose, Section, Table
from reports.next_step import lacking
from reports.query import ask
from reports.sections.configurations import configurations
from reports.sections.gaps import gaps
from reports.sections.sources import files, imported, languages
from reports.sections.training import loss_curves, runs, speed, versions
from xlr_warehouse.warehouse import Warehouse

_CORPORA = """
select
    corpus.corpus,
    corpus.task,
    corpus.source,
    corpus.revision,
    corpus.licence,
    count(distinct text_set.language) as n_languages,
    count(text_set.text_set) as n_text_sets
from corpus
left join text_set
    on corpus.corpus = text_set.corpus and corpus.task = text_set.task and text_set.perturbation = 'none'
group by all
order by corpus.corpus, corpus.task
"""

_TEXT_SETS = """
select corpus, task, language, split, left(sha256, 12) as sha256_short, sha256, n_items, n_tokens
from text_set
where perturbation = 'none'
order by corpus, task, language, split, sha256
"""

_AUDITED = """
select
    audited.corpus,
    audited.task,
    audited.language,
    audited.split,
    audited.n_items,
    audited.repeated,
    audited.near_repeated,
    share(len(near_in_training.sentences), audited.n_items) as in_training,
    audited.one_token,
    audited.no_context,
    audited.template,
    audited.wrong_script
from audit_text_set as audited
left join train_test_pair as pair on audited.text_set = pair.test_set and pair.setting = 'native'
left join near_in_training on pair.train_set = near_in_training.train_set and pair.test_set = near_in_training.test_set
order by audited.corpus, audited.task, audited.language, audited.text_set
"""


def _sections(warehouse: Warehouse) -> Sequence[Section]:
    missing = lacking(warehouse, "text")
    return (missing,) if missing else tuple(_filled(warehouse))


def _filled(warehouse: Warehouse) -> Iterator[Section]:
    if warehouse.one("select count(*) > 0 from run"):
        yield Section(title="Training", blocks=(*loss_curves(warehouse), speed(warehouse)))
        yield Section(title="What was set", blocks=(*configurations(warehouse), *versions(warehouse)))
        yield Section(title="Failures and gaps", blocks=tuple(gaps(warehouse)))
        yield Section(title="Runs", blocks=(runs(warehouse), *imported(warehouse)))
    else:
        text = "No model has been trained yet. Next: `xlr train`."
        yield Section(title="Runs", blocks=(Prose(text=text, kind="next"),))
    yield Section(title="Corpora", blocks=(_corpora(warehouse), *files(warehouse)))
    yield Section(title="Languages", blocks=(languages(warehouse),))
    yield Section(title="Text sets", blocks=(_text_sets(warehouse),))
    yield Section(title="Audit", blocks=(_audited(warehouse),))


def _corpora(warehouse: Warehouse) -> Table:
    query, frame = ask(warehouse, _CORPORA)
    columns = (
        Column(name="corpus", heading="corpus"),
        Column(name="task", heading="task"),
        Column(name="source", heading="source"),
        Column(name="revision", heading="revision"),
        Column(name="licence", heading="licence"),
        Column(name="n_languages", heading="languages", format="count"),
        Column(name="n_text_sets", heading="text sets", format="count"),
    )
    return Table(caption="Where the text came from", frame=frame, columns=columns, query=query)


def _text_sets(warehouse: Warehouse) -> Table:
    query, frame = ask(warehouse, _TEXT_SETS)
    columns = (
        Column(name="corpus", heading="corpus"),
        Column(name="task", heading="task"),
        Column(name="language", heading="language"),
        Column(name="split", heading="split"),
        Column(name="sha256_short", heading="sha256, first 12"),
        Column(name="n_items", heading="sentences or items", format="count"),
        Column(name="n_tokens", heading="tokens", format="count"),
    )
    return Table(caption="Text sets as they came", frame=frame, columns=columns, query=query)


def _audited(warehouse: Warehouse) -> Table | Prose:
    if not warehouse.one("select count(*) > 0 from sentence_audit"):
        text = "What of the text repeats, leaks or follows a template has not been worked out yet. Next: `xlr audit`."
        return Prose(text=text, kind="next")
    query, frame = ask(warehouse, _AUDITED)
    columns = (
        Column(name="corpus", heading="corpus"),
        Column(name="task", heading="task", only_if_varied=True),
        Column(name="language", heading="language"),
        Column(name="split", heading="split"),
        Column(name="n_items", heading="sentences or items", format="count"),
        Column(name="repeated", heading="repeated", format="share"),
        Column(name="near_repeated", heading="nearly", format="share"),
        Column(name="in_training", heading="nearly in training", format="share"),
        Column(name="one_token", heading="of one token", format="share"),
        Column(name="no_context", heading="no context", format="share"),
        Column(name="template", heading="template", format="share"),
        Column(name="wrong_script", heading="other script", format="share"),
    )
    return Table(
        caption="Shares of the sentences of each text set, as the audit found them; in training means that of the same "
        "language",
        frame=frame,
        columns=columns,
        query=query,
    )


PAGE = Page(title="Runs and data", order=60, sections=_sections)
