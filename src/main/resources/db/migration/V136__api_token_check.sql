-- A keyed hash of the row, by which the portal knows the tokens that it made itself.
alter table api_token add column check_value varchar(100);
