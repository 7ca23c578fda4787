"""What a Chinese office text says: its outline, its sentences, its quantities and its moments."""
