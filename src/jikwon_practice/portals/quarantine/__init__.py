"""The portal `quarantine`: the administrator's page of a self-quarantine app, with its users' daily answers."""
