-- Without the published numbers there are no rows.
delete from published_score;
