-- Without claims nothing is read.
delete from claim;
