"""What keeps people's data safe: the home folder, keys, sealing, the vault, masks, the audit chain, destruction."""
