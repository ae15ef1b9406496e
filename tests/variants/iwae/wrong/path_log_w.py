"""Wrong ways of writing ``path_log_w``, and what their messages say."""

EDITS = """
    fixed_mean, fixed_log_var = mean, log_var  # q's parameters move in log q as well
    mean, log_var = mean.detach(), log_var.detach()  # the draws z do not move with q's parameters
"""
