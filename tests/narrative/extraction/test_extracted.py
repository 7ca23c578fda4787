"""Lines, blocks and their offsets."""

from hypothesis import given
from hypothesis import strategies as st
from shuangyong.narrative.extracted import Extracted, Piece

TEXTS = st.text("慰问军属8户。 ", max_size=6).map(str.strip)
PIECES = st.lists(
    st.builds(Piece, text=TEXTS)
    | st.builds(lambda text, table, row: Piece(text=text, form="cell", table=table, row=row, column=1),
                TEXTS, st.integers(1, 2), st.integers(1, 2)),
    max_size=12,
)  # fmt: skip


@given(PIECES)
def test_blocks_hold_their_pieces_and_all_of_the_text(pieces):
    extracted = Extracted.of("a.txt", pieces)
    here = 0
    for block in extracted.blocks:
        assert extracted.text[block.start : block.end] == pieces[block.piece].text
        assert extracted.text[here : block.start] in ({"\t", "\n"} if block is not extracted.blocks[0] else {""})
        assert all(extracted.block_at(place) == block for place in range(block.start, block.end))
        here = block.end
    assert here == len(extracted.text)
    assert all(line.strip() for line in extracted.text.split("\n")) or not extracted.text
    assert "".join(extracted.text.split()) == "".join("".join(piece.text.split()) for piece in pieces)


def test_between_blocks_is_no_block():
    extracted = Extracted.of("a.txt", [Piece(text="甲"), Piece(text="乙")])
    assert (extracted.block_at(1), extracted.block_at(2), extracted.block_at(3)) == (None, extracted.blocks[1], None)
    assert Extracted.of("a.txt", []).block_at(0) is None
