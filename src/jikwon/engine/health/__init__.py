"""Whether an installation is whole, alive and ready: said to its IT officer, service managers, proxies, and whoever watches it."""
