-- What two text sets share is a part of either.
select
    measure,
    train_set,
    test_set,
    tokenizer,
    shared_train,
    n_train,
    shared_test,
    n_test,
    shared_types,
    types_train,
    types_test
from overlap
where
    shared_train not between 0 and n_train
    or shared_test not between 0 and n_test
    or shared_types not between 0 and least(types_train, types_test)
    or types_train > n_train
    or types_test > n_test
    or (shared_types = 0) <> (shared_test = 0)
    or (shared_types = 0) <> (shared_train = 0)
order by all;
