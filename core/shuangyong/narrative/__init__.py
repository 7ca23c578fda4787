"""Old plans and summaries: text out of documents, what it says, what is wrong with it."""
