-- Without any numbers nothing is said of the defects.
delete from published_score;
