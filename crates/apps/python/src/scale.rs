//! What jobs of many machines call on their parts of the data: members of groups, links, groups, what groups come to.
//!
//! Each function takes a batch and gives one; nothing is kept in between, so that a part that is done twice gives the same. How the parts fit
//! together is told in `deduplication::bulk` and done in `python/entente/spark`.

mod batches;
mod groups;
mod sums;

use pyo3::prelude::*;

/// Adds what is here to the module.
pub fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(groups::most_active, module)?)?;
    module.add_function(wrap_pyfunction!(groups::most_joined, module)?)?;
    module.add_function(wrap_pyfunction!(groups::links, module)?)?;
    module.add_function(wrap_pyfunction!(groups::components, module)?)?;
    module.add_function(wrap_pyfunction!(groups::parts, module)?)?;
    module.add_function(wrap_pyfunction!(sums::members, module)?)?;
    module.add_function(wrap_pyfunction!(sums::most_counted, module)?)?;
    module.add_function(wrap_pyfunction!(sums::stories, module)?)?;
    module.add_function(wrap_pyfunction!(sums::happenings, module)?)?;
    module.add_function(wrap_pyfunction!(sums::cells, module)?)?;
    module.add_function(wrap_pyfunction!(sums::export_versions, module)?)
}
