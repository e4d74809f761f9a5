"""Acts outside, exactly once; and the outside as the engine has it in hand: sites, their turns, waiting for them."""
