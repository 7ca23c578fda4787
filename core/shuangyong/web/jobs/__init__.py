"""Long work: asked for on a page, done in a process of its own, told with a progress bar; nothing of it is lost."""
