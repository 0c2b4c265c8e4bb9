"""Words of time and numbers: days, hours, dates and lengths as people name them, as stretches of a calendar."""
