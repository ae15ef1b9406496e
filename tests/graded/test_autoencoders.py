"""The graded suite of topic ``autoencoders``.

Tests of random draws state how often they fail a right answer (`labsupport.checks.rates`);
``python -m benchmarks.false_alarms`` adds that up for the whole suite, which is below 1e-5.
"""

from labsupport.checks.autoencoders import derivations, draws, formulas, mixture
from labsupport.grading.suite import arrives, asks, follows

test_pca_finds_the_mean_and_the_directions = asks(
    formulas.spanned(formulas.PCA.at(15, 6, 3)), of="fit_pca"
)
test_pca_takes_other_shapes = asks(
    formulas.spanned(formulas.PCA.on_other_sizes), formulas.as_many_as_images, of="fit_pca"
)
test_pca_keeps_dtype_and_device = asks(formulas.PCA.on_kind)


test_codes_are_inner_products_with_the_directions = asks(
    *(formulas.ENCODE.at(*size) for size in formulas.SIZES[:2])
)
test_encode_takes_other_shapes_and_is_differentiable = asks(
    formulas.ENCODE.on_other_sizes, formulas.ENCODE.on_gradients, points=0.5
)
test_encode_keeps_dtype_and_device = asks(formulas.ENCODE.on_kind, points=0.5)


test_images_are_the_mean_plus_weighted_directions = asks(
    *(formulas.DECODE.at(*size) for size in formulas.SIZES[:2])
)
test_decode_takes_other_shapes_and_is_differentiable = asks(
    formulas.DECODE.on_other_sizes, formulas.DECODE.on_gradients, points=0.5
)
test_decode_keeps_dtype_and_device = asks(formulas.DECODE.on_kind, points=0.5)

test_the_error_is_summed_over_pixels_and_averaged_over_images = asks(
    formulas.ERROR.on_random_inputs
)
test_the_error_takes_other_shapes_and_is_differentiable = asks(
    formulas.ERROR.on_other_sizes, formulas.ERROR.on_gradients, points=0.5
)
test_error_keeps_dtype_and_device = asks(formulas.ERROR.on_kind, points=0.5)


test_responsibilities_follow_bayes_rule = asks(mixture.E_STEP.at(6, 4, 2))
test_the_e_step_takes_other_shapes_and_is_differentiable = asks(
    mixture.E_STEP.on_other_sizes, mixture.E_STEP.on_gradients
)

test_the_e_step_is_right_far_away_from_all_gaussians = asks(mixture.E_STEP.on_random_inputs)

test_the_e_step_keeps_dtype_and_device = asks(mixture.E_STEP.on_kind)


test_the_m_step_is_share_mean_and_covariance = asks(
    *(mixture.M_STEP.at(12, 4, 3, ridge) for ridge in (0.3, 0.0)), points=2
)
test_the_m_step_takes_other_shapes_and_is_differentiable = asks(
    mixture.M_STEP.on_other_sizes, mixture.M_STEP.on_gradients
)
test_the_m_step_keeps_dtype_and_device = asks(mixture.M_STEP.on_kind)


test_images_are_those_of_the_codes = asks(draws.shapes, of="sample_mixture")
test_codes_are_drawn_from_the_mixture = asks(draws.distribution, of="sample_mixture")
test_every_call_draws_anew = asks(draws.counts_vary, of="sample_mixture")
test_codes_and_images_keep_dtype_and_device = asks(draws.kind, of="sample_mixture")

test_every_line_from_the_weighted_likelihood_follows = follows(derivations.M_STEP_MEAN)
test_the_lines_lead_to_the_slope_in_the_mean = arrives(derivations.M_STEP_MEAN)
