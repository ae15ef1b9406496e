"""Wrong ways of writing ``parameter_shapes``; a docstring is what its message says."""


def transposed(input_dim, hidden_dim, output_dim):
    """W1: this is the transpose"""
    return {
        "W1": (input_dim, hidden_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def second_transposed(input_dim, hidden_dim, output_dim):
    """W2: this is the transpose"""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (hidden_dim, output_dim),
        "b2": (output_dim,),
    }


def no_comma(input_dim, hidden_dim, output_dim):
    """b1: a shape is a tuple; that of a vector is written (n,)"""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim),
    }


def column_vectors(input_dim, hidden_dim, output_dim):
    """b1: a vector has one axis"""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim, 1),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim, 1),
    }


def biases_exchanged(input_dim, hidden_dim, output_dim):
    """b1: it is added to W1 times its input"""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (output_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (hidden_dim,),
    }


def bias_of_the_input(input_dim, hidden_dim, output_dim):
    """b1: it is added to W1 times its input"""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (input_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim,),
    }


def no_biases(input_dim, hidden_dim, output_dim):
    """a dictionary with the keys"""
    return {"W1": (hidden_dim, input_dim), "W2": (output_dim, hidden_dim)}


def only_values(input_dim, hidden_dim, output_dim):
    """a dictionary with the keys"""
    return [(hidden_dim, input_dim), (hidden_dim,), (output_dim, hidden_dim), (output_dim,)]


def second_takes_the_input(input_dim, hidden_dim, output_dim):
    """W2: it is multiplied by the hidden vector"""
    return {
        "W1": (hidden_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (output_dim, input_dim),
        "b2": (output_dim,),
    }


def square(input_dim, hidden_dim, output_dim):
    """W1: its product is the hidden vector"""
    return {
        "W1": (input_dim, input_dim),
        "b1": (hidden_dim,),
        "W2": (output_dim, hidden_dim),
        "b2": (output_dim,),
    }


def numbers_of_entries(input_dim, hidden_dim, output_dim):
    """W1: a shape is a tuple"""
    return {
        "W1": hidden_dim * input_dim,
        "b1": hidden_dim,
        "W2": output_dim * hidden_dim,
        "b2": output_dim,
    }


def flat(input_dim, hidden_dim, output_dim):
    """W1: a matrix has two axes"""
    return {
        "W1": (hidden_dim * input_dim,),
        "b1": (hidden_dim,),
        "W2": (output_dim * hidden_dim,),
        "b2": (output_dim,),
    }


def nothing(input_dim, hidden_dim, output_dim):
    """is the `return` missing"""
    print({"W1": (hidden_dim, input_dim), "b1": (hidden_dim,)})
