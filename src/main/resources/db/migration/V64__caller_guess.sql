-- Codes for a caller check are counted beside wrong passwords now, by what was typed.
drop table caller_guess;
