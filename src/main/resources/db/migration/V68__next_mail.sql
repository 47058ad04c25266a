-- Links that end soon leave first; what is the same in all that waits stands in front.
drop index mail_due;
create index mail_next on mail (sent_at, given_up_at, useful_until nulls last, next_attempt_at, id);
