insert into stop_word (stop_list, language, word) values ('made', 'an', 'an');
