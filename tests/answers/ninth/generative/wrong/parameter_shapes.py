"""Wrong answers to parameter_shapes."""


def brackets_that_make_no_tuple(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Writes (hidden_dim) without a comma, so the shapes of the vectors are plain numbers."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim),
    }


def second_matrix_transposed(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Gives W2 as (hidden, output), so it cannot multiply a hidden column from the left."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def bias_as_long_as_the_input(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Makes each bias as long as what its layer gets and not as what it gives."""
    shapes: dict[str, tuple[int, ...]] = {}
    for number, (before, after) in enumerate(
        ((input_dim, hidden_dim), (hidden_dim, output_dim)), start=1
    ):
        shapes[f"W{number}"] = (after, before)
        shapes[f"b{number}"] = (before,)
    return shapes
