"""Whether an installation is whole, alive and ready: said to people, service managers, proxies, and any watcher."""
