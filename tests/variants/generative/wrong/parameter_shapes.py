"""Wrong ways of writing ``parameter_shapes``, and what their messages say."""

EDITS = """
    (hidden_dim, input_dim) -> (input_dim, hidden_dim); (output_dim, hidden_dim) -> (hidden_dim,
        output_dim)  # W1: this is the transpose
    (output_dim, hidden_dim) -> (hidden_dim, output_dim)  # W2: this is the transpose
    (hidden_dim,) -> hidden_dim; (output_dim,) -> output_dim
        # b1: a shape is a tuple; that of a vector is written (n,)
    (hidden_dim,) -> (hidden_dim, 1); (output_dim,) -> (output_dim, 1)  # b1: a vector has one axis
    'b1': (hidden_dim,) -> 'b1': (output_dim,); 'b2': (output_dim,) -> 'b2': (hidden_dim,)
        # b1: it is added to W1 times its input
    return {'W1': (hidden_dim, input_dim), 'W2': (output_dim, hidden_dim)}
        # a dictionary with the keys
    return [(hidden_dim, input_dim), (hidden_dim,), (output_dim, hidden_dim), (output_dim,)]
        # a dictionary with the keys
    (output_dim, hidden_dim) -> (output_dim, input_dim)  # W2: it is multiplied by the hidden vector
    (hidden_dim, input_dim) -> (input_dim, input_dim)  # W1: its product is the hidden vector
    (hidden_dim, input_dim) -> (hidden_dim * input_dim,)  # W1: a matrix has two axes
    return ->  # is the `return` missing
"""
