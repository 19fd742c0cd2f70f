"""The first room: from the bytes of a page to a `Report`."""
