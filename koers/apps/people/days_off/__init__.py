"""Days on which a team doesn't work: public holidays, and its own."""
