"""What a Chinese office text says: its outline, its sentences, its quantities and its moments."""

from .analysing import analyse
from .analysis import Analysis, Clause, Heading, Item, Mark, Moment, Quantity, Sentence, Vague

__all__ = ["Analysis", "Clause", "Heading", "Item", "Mark", "Moment", "Quantity", "Sentence", "Vague", "analyse"]
