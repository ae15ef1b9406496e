"""Wrong answers to parameter_shapes."""


def larger_number_first(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Puts the larger number of each matrix first: wrong where a layer is narrower than its input."""
    return {
        "W1": (max(hidden_dim, input_dim), min(hidden_dim, input_dim)),
        "b1": (hidden_dim,),
        "W2": (max(output_dim, hidden_dim), min(output_dim, hidden_dim)),
        "b2": (output_dim,),
    }


def only_second_matrix_transposed(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """W2 is (columns, rows); W1 is right."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def parentheses_without_comma(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The shapes of the biases are numbers, not tuples: the comma is missing."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim),
    }


def bias_as_long_as_the_input(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """b1 is as long as the input of its layer instead of its output."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (input_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (hidden_dim,),
    }


def biases_folded_into_the_matrices(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Each matrix has one column more for a constant input 1, and the biases are still there."""
    return {
        "W1": (hidden_dim, input_dim + 1),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim + 1),
        "b2": (output_dim,),
    }


def biases_as_columns(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The biases are matrices of one column instead of vectors."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim, 1),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim, 1),
    }


def names_of_the_library(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The names are those of nn.Linear, not those of the formula."""
    return {
        "W1.weight": (hidden_dim, input_dim),
        "W1.bias": (hidden_dim,),
        "W2.weight": (output_dim, hidden_dim),
        "W2.bias": (output_dim,),
    }


def layers_numbered_from_the_output(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """Layer 1 is the one that makes the logits: the two layers have changed their names."""
    return {
        "W2": (hidden_dim, input_dim),
        "b2": (hidden_dim,),
        "W1": (output_dim, hidden_dim),
        "b1": (output_dim,),
    }


def last_layer_counts_its_own_width(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """W2 is square: it maps the logits to the logits."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (output_dim, output_dim),
        "b2": (output_dim,),
    }


def written_for_the_digits(
    input_dim: int, hidden_dim: int, output_dim: int
) -> dict[str, tuple[int, ...]]:
    """The number of classes is taken to be 10, whatever output_dim says."""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (10, hidden_dim),
        "b2": (10,),
    }
