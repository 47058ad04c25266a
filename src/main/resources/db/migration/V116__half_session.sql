-- Half sessions of an account are counted. Rows of earlier versions are no sessions any more: they cannot be read.
alter table spring_session add column half boolean default false not null;
