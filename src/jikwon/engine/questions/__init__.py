"""Questions to people: asked, taken in hand, shown with what they are about, and answered."""
