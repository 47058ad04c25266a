alter table account rename column password_version to generation;
