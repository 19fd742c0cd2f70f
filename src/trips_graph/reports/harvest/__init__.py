"""Before the corridor: pages are fetched from the gateway into a folder of sources."""
