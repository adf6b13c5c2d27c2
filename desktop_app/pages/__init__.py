"""The five pages, in the user's order. No page imports another; each is given the session and what it shares."""
