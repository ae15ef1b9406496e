"""Wrong ways of writing ``parameter_shapes``; a docstring is what its message says."""


def right(input_dim, hidden_dim, output_dim):
    w1, w2 = (hidden_dim, input_dim), (output_dim, hidden_dim)
    return {"W1": w1, "b1": (hidden_dim,), "W2": w2, "b2": (output_dim,)}


def transposed(input_dim, hidden_dim, output_dim):
    """W1: this is the transpose"""
    w1, w2 = (input_dim, hidden_dim), (hidden_dim, output_dim)
    return right(input_dim, hidden_dim, output_dim) | {"W1": w1, "W2": w2}


def second_transposed(input_dim, hidden_dim, output_dim):
    """W2: this is the transpose"""
    return right(input_dim, hidden_dim, output_dim) | {"W2": (hidden_dim, output_dim)}


def no_comma(input_dim, hidden_dim, output_dim):
    """b1: a shape is a tuple; that of a vector is written (n,)"""
    return right(input_dim, hidden_dim, output_dim) | {"b1": (hidden_dim), "b2": (output_dim)}


def column_vectors(input_dim, hidden_dim, output_dim):
    """b1: a vector has one axis"""
    b1, b2 = (hidden_dim, 1), (output_dim, 1)
    return right(input_dim, hidden_dim, output_dim) | {"b1": b1, "b2": b2}


def biases_exchanged(input_dim, hidden_dim, output_dim):
    """b1: it is added to W1 times its input"""
    b1, b2 = (output_dim,), (hidden_dim,)
    return right(input_dim, hidden_dim, output_dim) | {"b1": b1, "b2": b2}


def no_biases(input_dim, hidden_dim, output_dim):
    """a dictionary with the keys"""
    return {"W1": (hidden_dim, input_dim), "W2": (output_dim, hidden_dim)}


def only_values(input_dim, hidden_dim, output_dim):
    """a dictionary with the keys"""
    return [*right(input_dim, hidden_dim, output_dim).values()]


def second_takes_the_input(input_dim, hidden_dim, output_dim):
    """W2: it is multiplied by the hidden vector"""
    return right(input_dim, hidden_dim, output_dim) | {"W2": (output_dim, input_dim)}


def square(input_dim, hidden_dim, output_dim):
    """W1: its product is the hidden vector"""
    return right(input_dim, hidden_dim, output_dim) | {"W1": (input_dim, input_dim)}


def flat(input_dim, hidden_dim, output_dim):
    """W1: a matrix has two axes"""
    return right(input_dim, hidden_dim, output_dim) | {"W1": (hidden_dim * input_dim,)}


def nothing(input_dim, hidden_dim, output_dim):
    """is the `return` missing"""
    print(right(input_dim, hidden_dim, output_dim))
