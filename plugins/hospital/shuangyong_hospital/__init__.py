"""What hospitals do in 双拥 work, beyond what every unit does."""
