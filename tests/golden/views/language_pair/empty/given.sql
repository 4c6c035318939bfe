-- Without languages there are no pairs.
delete from language;
