"""Staff at an assisted counter: who signed in, the PIN that unlocks it, and wrong PINs."""
