"""Lines of things stand in an order of people, whatever a label is."""

from trips_graph.web.pages.things.nodes import Node
from trips_graph.web.shown import Shown


def test_numbers_in_labels_sort_as_numbers_however_long() -> None:
    labels = ("row 10", "row 2", "row " + "9" * 10_000)
    nodes = sorted((Node(Shown(label)) for label in labels), key=lambda node: node.order)
    assert [node.shown.text for node in nodes] == ["row 2", "row 10", labels[2]]
