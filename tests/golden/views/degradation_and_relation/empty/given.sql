-- Nothing was ingested, nothing was run, and nothing was published: no rows.
delete from published_score;
delete from published_overlap;
