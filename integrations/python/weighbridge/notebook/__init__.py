"""What a notebook shows: a report as a card, the magic %weigh, and an explanation after an error of Keras."""
