"""The practice office: portals and made-up people for tests, demos and training. Shipped code never imports it."""
