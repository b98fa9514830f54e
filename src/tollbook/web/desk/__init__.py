"""The correction desk: whoever is concerned by a published figure can correct or withdraw, and is answered."""
