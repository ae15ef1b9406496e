"""The graded suite of topic ``flows``: formulas and derivations, so no test is a matter of luck."""

import pytest

from labsupport.checks.flows import chains, couplings, derivations, maps
from labsupport.grading.suite import arrives, expect, follows

# --- planar_constraint


@pytest.mark.exercise("planar_constraint", points=2)
def test_the_product_of_u_and_w_is_kept_above_minus_one(student, generator):
    expect(maps.PLANAR_CONSTRAINT.on_random_inputs(student.planar_constraint, generator))


@pytest.mark.exercise("planar_constraint", points=1)
def test_planar_constraint_takes_other_sizes(student, generator):
    expect(maps.PLANAR_CONSTRAINT.on_other_sizes(student.planar_constraint, generator))


@pytest.mark.exercise("planar_constraint", points=1)
def test_planar_constraint_has_the_right_gradients(student, generator):
    expect(maps.PLANAR_CONSTRAINT.on_gradients(student.planar_constraint, generator))


@pytest.mark.exercise("planar_constraint", points=1)
def test_planar_constraint_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(maps.PLANAR_CONSTRAINT.on_kind(student.planar_constraint, generator))


# --- planar_forward


@pytest.mark.exercise("planar_forward", points=2)
def test_points_and_log_determinants_of_a_planar_map_are_right(student, generator):
    expect(maps.PLANAR_FORWARD.on_random_inputs(student.planar_forward, generator))


@pytest.mark.exercise("planar_forward", points=1)
def test_planar_forward_takes_other_sizes(student, generator):
    expect(maps.PLANAR_FORWARD.on_other_sizes(student.planar_forward, generator))


@pytest.mark.exercise("planar_forward", points=1)
def test_planar_forward_has_the_right_gradients(student, generator):
    expect(maps.PLANAR_FORWARD.on_gradients(student.planar_forward, generator))


@pytest.mark.exercise("planar_forward", points=1)
def test_planar_forward_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(maps.PLANAR_FORWARD.on_kind(student.planar_forward, generator))


# --- radial_forward


@pytest.mark.exercise("radial_forward", points=2)
def test_points_and_log_determinants_of_a_radial_map_are_right(student, generator):
    expect(maps.RADIAL_FORWARD.on_random_inputs(student.radial_forward, generator))


@pytest.mark.exercise("radial_forward", points=1)
def test_radial_forward_takes_other_sizes(student, generator):
    expect(maps.RADIAL_FORWARD.on_other_sizes(student.radial_forward, generator))


@pytest.mark.exercise("radial_forward", points=1)
def test_radial_forward_has_the_right_gradients(student, generator):
    expect(maps.RADIAL_FORWARD.on_gradients(student.radial_forward, generator))


@pytest.mark.exercise("radial_forward", points=1)
def test_radial_forward_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(maps.RADIAL_FORWARD.on_kind(student.radial_forward, generator))


# --- flow_free_energy


@pytest.mark.exercise("flow_free_energy", points=3)
def test_the_annealed_free_energy_is_right(student, generator):
    expect(chains.FLOW_FREE_ENERGY.on_random_inputs(student.flow_free_energy, generator))


@pytest.mark.exercise("flow_free_energy", points=1)
def test_flow_free_energy_takes_other_sizes(student, generator):
    expect(chains.FLOW_FREE_ENERGY.on_other_sizes(student.flow_free_energy, generator))


@pytest.mark.exercise("flow_free_energy", points=1)
def test_flow_free_energy_has_the_right_gradients(student, generator):
    expect(chains.FLOW_FREE_ENERGY.on_gradients(student.flow_free_energy, generator))


@pytest.mark.exercise("flow_free_energy", points=1)
def test_flow_free_energy_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(chains.FLOW_FREE_ENERGY.on_kind(student.flow_free_energy, generator))


# --- coupling_forward


@pytest.mark.exercise("coupling_forward", points=2)
def test_a_coupling_changes_the_second_half_alone(student, generator):
    expect(couplings.COUPLING_FORWARD.on_random_inputs(student.coupling_forward, generator))


@pytest.mark.exercise("coupling_forward", points=1)
def test_coupling_forward_takes_other_sizes(student, generator):
    expect(couplings.COUPLING_FORWARD.on_other_sizes(student.coupling_forward, generator))


@pytest.mark.exercise("coupling_forward", points=1)
def test_coupling_forward_has_the_right_gradients(student, generator):
    expect(couplings.COUPLING_FORWARD.on_gradients(student.coupling_forward, generator))


@pytest.mark.exercise("coupling_forward", points=1)
def test_coupling_forward_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(couplings.COUPLING_FORWARD.on_kind(student.coupling_forward, generator))


# --- coupling_inverse


@pytest.mark.exercise("coupling_inverse", points=2)
def test_a_coupling_is_undone(student, generator):
    expect(couplings.COUPLING_INVERSE.on_random_inputs(student.coupling_inverse, generator))


@pytest.mark.exercise("coupling_inverse", points=1)
def test_coupling_inverse_takes_other_sizes(student, generator):
    expect(couplings.COUPLING_INVERSE.on_other_sizes(student.coupling_inverse, generator))


@pytest.mark.exercise("coupling_inverse", points=1)
def test_coupling_inverse_has_the_right_gradients(student, generator):
    expect(couplings.COUPLING_INVERSE.on_gradients(student.coupling_inverse, generator))


@pytest.mark.exercise("coupling_inverse", points=1)
def test_coupling_inverse_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(couplings.COUPLING_INVERSE.on_kind(student.coupling_inverse, generator))


# --- autoregressive_forward


@pytest.mark.exercise("autoregressive_forward", points=2)
def test_coordinates_see_those_before_them_alone(student, generator):
    expect(
        couplings.AUTOREGRESSIVE_FORWARD.on_random_inputs(student.autoregressive_forward, generator)
    )


@pytest.mark.exercise("autoregressive_forward", points=1)
def test_autoregressive_forward_takes_other_sizes(student, generator):
    expect(
        couplings.AUTOREGRESSIVE_FORWARD.on_other_sizes(student.autoregressive_forward, generator)
    )


@pytest.mark.exercise("autoregressive_forward", points=1)
def test_autoregressive_forward_has_the_right_gradients(student, generator):
    expect(couplings.AUTOREGRESSIVE_FORWARD.on_gradients(student.autoregressive_forward, generator))


@pytest.mark.exercise("autoregressive_forward", points=1)
def test_autoregressive_forward_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(couplings.AUTOREGRESSIVE_FORWARD.on_kind(student.autoregressive_forward, generator))


# --- leapfrog


@pytest.mark.exercise("leapfrog", points=2)
def test_a_step_is_half_a_kick_a_move_and_half_a_kick(student, generator):
    expect(chains.LEAPFROG.on_random_inputs(student.leapfrog, generator))


@pytest.mark.exercise("leapfrog", points=1)
def test_leapfrog_takes_other_sizes(student, generator):
    expect(chains.LEAPFROG.on_other_sizes(student.leapfrog, generator))


@pytest.mark.exercise("leapfrog", points=1)
def test_leapfrog_has_the_right_gradients(student, generator):
    expect(chains.LEAPFROG.on_gradients(student.leapfrog, generator))


@pytest.mark.exercise("leapfrog", points=1)
def test_leapfrog_is_in_the_dtype_and_on_the_device_of_its_inputs(student, generator):
    expect(chains.LEAPFROG.on_kind(student.leapfrog, generator))


# --- change_of_variables


@pytest.mark.exercise("change_of_variables", points=2)
def test_every_line_of_the_change_of_variables_follows(student, generator):
    follows(student, derivations.CHANGE_OF_VARIABLES, generator)


@pytest.mark.exercise("change_of_variables", points=1)
def test_the_lines_lead_to_the_log_density_after_the_map(student, generator):
    arrives(student, derivations.CHANGE_OF_VARIABLES, generator)


# --- planar_determinant


@pytest.mark.exercise("planar_determinant", points=2)
def test_every_line_about_the_determinant_follows(student, generator):
    follows(student, derivations.PLANAR_DETERMINANT, generator)


@pytest.mark.exercise("planar_determinant", points=1)
def test_the_lines_lead_to_one_plus_a_product(student, generator):
    arrives(student, derivations.PLANAR_DETERMINANT, generator)


# --- flow_elbo


@pytest.mark.exercise("flow_elbo", points=2)
def test_every_line_about_the_bound_follows(student, generator):
    follows(student, derivations.FLOW_ELBO, generator)


@pytest.mark.exercise("flow_elbo", points=1)
def test_the_lines_lead_to_a_mean_under_the_start_of_the_chain(student, generator):
    arrives(student, derivations.FLOW_ELBO, generator)
