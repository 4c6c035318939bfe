"""Facts about forms, each found once: their word pieces, their Latin letters, and whether they are function words."""
