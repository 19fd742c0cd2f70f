"""Pictures of a release: what is counted, how it is drawn, and the pages that show both."""
