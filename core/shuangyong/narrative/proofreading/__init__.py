"""What a careful proofreader marks in a plan, a summary or a report: a module a class of flaw, one list of them."""
