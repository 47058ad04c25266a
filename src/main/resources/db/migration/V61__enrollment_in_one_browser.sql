-- Enrollments that wait at the moment of the upgrade belong to no browser: whoever goes on gets a new QR code.
alter table pending_authenticator add column browser varchar(64) default '-' not null;
