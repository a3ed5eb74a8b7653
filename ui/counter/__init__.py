"""The screen of the staffed counter: its frame, its keys, and the pages that differ there."""
