"""Assignment: who goes with whom so that the weights of all together are the greatest."""

from collections.abc import Sequence


def assign(weights: Sequence[Sequence[int]]) -> list[int]:
    """For each row the column that it is given, each column once, so that the sum of the weights
    is the greatest that there is. There are no more rows than columns; weights are whole numbers.

    Source: H. W. Kuhn, "The Hungarian method for the assignment problem", 1955, and J. Munkres,
    1957, with one shortest path for each row (J. Edmonds and R. M. Karp, 1972): O(n³). Of several
    answers that are equally good it is always the same one for the same weights.
    """
    columns = range(len(weights[0]) if weights else 0)
    # `over[row] + under[column]` never exceeds the cost of the two; where they are equal, they fit.
    over = [0] * len(weights)
    under = [0] * len(columns)
    if len(weights) == len(columns):  # each column will be given: nearer the end from the start
        under = [-max(row[column] for row in weights) for column in columns]
    row_of: list[int | None] = [None] * len(columns)
    for start, near in enumerate(weights):
        # The distance of each column, and the row before it.
        far = [-near[column] - under[column] for column in columns]
        came = [start] * len(columns)
        waiting, done = list(columns), []
        while True:
            column = min(waiting, key=far.__getitem__)
            reach = far[column]
            waiting.remove(column)
            row = row_of[column]
            if row is None:
                break
            done.append(column)
            near, base = weights[row], reach - over[row]
            for other in waiting:
                if (length := base - near[other] - under[other]) < far[other]:
                    far[other], came[other] = length, row
        over[start] += reach
        for each in done:
            over[row_of[each]] += reach - far[each]
            under[each] -= reach - far[each]
        _give(row_of, came, column, start)
    given = [0] * len(weights)
    for column, row in enumerate(row_of):
        if row is not None:
            given[row] = column
    return given


def _give(row_of: list[int | None], came: list[int], column: int, start: int) -> None:
    """Along the path that was found, each row takes the column after it, and frees its own."""
    columns = {row: each for each, row in enumerate(row_of) if row is not None}
    while True:
        row = came[column]
        row_of[column] = row
        if row == start:
            return
        column = columns[row]
