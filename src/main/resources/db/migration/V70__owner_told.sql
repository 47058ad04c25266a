alter table second_step_attempts add column owner_told boolean default false not null;
