"""What is found in real minutes, beside what a person found in them."""
