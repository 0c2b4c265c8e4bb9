"""Questions for controls and forms: what is ticked, chosen, typed and clicked, and when it was sent off."""
