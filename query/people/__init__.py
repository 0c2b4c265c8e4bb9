"""Questions for who wrote what, and when."""
