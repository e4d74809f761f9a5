"""Whether an installation is alive and ready, said to service managers, proxies and whoever watches it."""
