"""The graded suite of topic ``flows``: formulas and derivations, so no test is a matter of luck."""

from labsupport.checks.flows import chains, couplings, derivations, maps
from labsupport.grading.suite import arrives, asks, follows

test_the_product_of_u_and_w_is_kept_above_minus_one = asks(
    maps.PLANAR_CONSTRAINT.on_random_inputs, points=2
)
test_planar_constraint_takes_other_sizes = asks(maps.PLANAR_CONSTRAINT.on_other_sizes)
test_planar_constraint_has_the_right_gradients = asks(maps.PLANAR_CONSTRAINT.on_gradients)
test_planar_constraint_keeps_dtype_and_device = asks(maps.PLANAR_CONSTRAINT.on_kind)

test_points_and_log_determinants_of_a_planar_map_are_right = asks(
    maps.PLANAR_FORWARD.on_random_inputs, points=2
)
test_planar_forward_takes_other_sizes = asks(maps.PLANAR_FORWARD.on_other_sizes)
test_planar_forward_has_the_right_gradients = asks(maps.PLANAR_FORWARD.on_gradients)
test_planar_forward_keeps_dtype_and_device = asks(maps.PLANAR_FORWARD.on_kind)

test_points_and_log_determinants_of_a_radial_map_are_right = asks(
    maps.RADIAL_FORWARD.on_random_inputs, points=2
)
test_radial_forward_takes_other_sizes = asks(maps.RADIAL_FORWARD.on_other_sizes)
test_radial_forward_has_the_right_gradients = asks(maps.RADIAL_FORWARD.on_gradients)
test_radial_forward_keeps_dtype_and_device = asks(maps.RADIAL_FORWARD.on_kind)

test_the_annealed_free_energy_is_right = asks(chains.FLOW_FREE_ENERGY.on_random_inputs, points=3)
test_flow_free_energy_takes_other_sizes = asks(chains.FLOW_FREE_ENERGY.on_other_sizes)
test_flow_free_energy_has_the_right_gradients = asks(chains.FLOW_FREE_ENERGY.on_gradients)
test_flow_free_energy_keeps_dtype_and_device = asks(chains.FLOW_FREE_ENERGY.on_kind)

test_a_coupling_changes_the_second_half_alone = asks(
    couplings.COUPLING_FORWARD.on_random_inputs, points=2
)
test_coupling_forward_takes_other_sizes = asks(couplings.COUPLING_FORWARD.on_other_sizes)
test_coupling_forward_has_the_right_gradients = asks(couplings.COUPLING_FORWARD.on_gradients)
test_coupling_forward_keeps_dtype_and_device = asks(couplings.COUPLING_FORWARD.on_kind)

test_a_coupling_is_undone = asks(couplings.COUPLING_INVERSE.on_random_inputs, points=2)
test_coupling_inverse_takes_other_sizes = asks(couplings.COUPLING_INVERSE.on_other_sizes)
test_coupling_inverse_has_the_right_gradients = asks(couplings.COUPLING_INVERSE.on_gradients)
test_coupling_inverse_keeps_dtype_and_device = asks(couplings.COUPLING_INVERSE.on_kind)

test_coordinates_see_those_before_them_alone = asks(
    couplings.AUTOREGRESSIVE_FORWARD.on_random_inputs, points=2
)
test_autoregressive_forward_takes_other_sizes = asks(
    couplings.AUTOREGRESSIVE_FORWARD.on_other_sizes
)
test_autoregressive_forward_has_the_right_gradients = asks(
    couplings.AUTOREGRESSIVE_FORWARD.on_gradients
)
test_autoregressive_forward_keeps_dtype_and_device = asks(couplings.AUTOREGRESSIVE_FORWARD.on_kind)

test_a_step_is_half_a_kick_a_move_and_half_a_kick = asks(chains.LEAPFROG.on_random_inputs, points=2)
test_leapfrog_takes_other_sizes = asks(chains.LEAPFROG.on_other_sizes)
test_leapfrog_has_the_right_gradients = asks(chains.LEAPFROG.on_gradients)
test_leapfrog_keeps_dtype_and_device = asks(chains.LEAPFROG.on_kind)

test_every_line_of_the_change_of_variables_follows = follows(derivations.CHANGE_OF_VARIABLES)
test_the_lines_lead_to_the_log_density_after_the_map = arrives(derivations.CHANGE_OF_VARIABLES)

test_every_line_about_the_determinant_follows = follows(derivations.PLANAR_DETERMINANT)
test_the_lines_lead_to_one_plus_a_product = arrives(derivations.PLANAR_DETERMINANT)

test_every_line_about_the_bound_follows = follows(derivations.FLOW_ELBO)
test_the_lines_lead_to_a_mean_under_the_start_of_the_chain = arrives(derivations.FLOW_ELBO)
