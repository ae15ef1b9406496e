"""Wrong answers to parameter_shapes."""


def for_rows_times_matrices(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The shapes for x W with a row x: both matrices are transposed."""
    return {
        "W1": (input_dim, hidden_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def biases_as_columns(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The biases are matrices of one column, not vectors of one number."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim, 1),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim, 1),
    }


def brackets_without_a_comma(input_dim: int, hidden_dim: int, output_dim: int):
    """The shapes of the biases are whole numbers: the comma that makes a tuple is missing."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim),
    }


def bias_as_long_as_what_comes_in(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Each bias is as long as the vector that goes into its layer, not as what comes out."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (input_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (hidden_dim,),
    }


def second_matrix_transposed(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Only W2 is transposed: (hidden_dim, output_dim)."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def small_letters(input_dim: int, hidden_dim: int, output_dim: int) -> dict[str, tuple[int, ...]]:
    """The matrices have the names w1 and w2, not W1 and W2."""
    return {
        "w1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "w2": (output_dim, hidden_dim),
        "b2": (output_dim,),
    }
