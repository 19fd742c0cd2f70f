"""What a release says of itself, over HTTP: catalogue, service, dataset, interface."""
