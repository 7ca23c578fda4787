"""What a text proposes: patterns, contributed by plugins as data, and the one engine that applies them."""
