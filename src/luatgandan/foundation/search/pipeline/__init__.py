"""From words to results: plain values and pure functions over them."""
