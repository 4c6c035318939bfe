-- Without the published numbers there is no evidence.
delete from published_score;
