"""The portal: what clerks and officers use in a browser, over the same store as the command line."""
