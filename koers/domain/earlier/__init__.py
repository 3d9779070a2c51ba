"""Earlier decisions from elsewhere: what a source says, what its figures come to, what of it is new here."""
