"""What people outside send in: with a receipt, a secret address to follow it up, and an answer."""
