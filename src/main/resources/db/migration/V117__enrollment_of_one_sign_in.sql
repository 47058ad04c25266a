-- Enrollments that wait at the moment of the upgrade belong to no sign-in: users who go on get a new QR code.
alter table pending_authenticator rename column browser to sign_in;
