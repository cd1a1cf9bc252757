"""What is known when a filing is judged: lists, obligations and what was accepted before. Nothing is judged here."""
