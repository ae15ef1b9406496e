"""Wrong answers to parameter_shapes."""


def biases_as_columns(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Gives the biases as matrices of one column, though a vector's shape has one number."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim, 1),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim, 1),
    }


def second_matrix_for_rows(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Turns W2 round: right only where there are as many classes as hidden units."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def biases_as_long_as_the_input(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Makes each bias as long as what its layer takes: right only where all lengths are equal."""
    shapes: dict[str, tuple[int, ...]] = {}
    for layer, (size, after) in enumerate(((input_dim, hidden_dim), (hidden_dim, output_dim)), 1):
        shapes[f"W{layer}"] = (after, size)
        shapes[f"b{layer}"] = (size,)
    return shapes
