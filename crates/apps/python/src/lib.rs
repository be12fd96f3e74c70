//! The Python module `entente._entente`: coding, the store and the knowledge for notebooks and for Spark.
//!
//! In: texts, Arrow tables (anything with `__arrow_c_stream__` or `__arrow_c_array__`), paths. Out: records as JSON, Arrow tables, rows of
//! knowledge. The package `entente` in `python/` gives this its types and documentation; what is public there is stable, this module is not. Work on
//! many reports leaves the interpreter free and uses all cores; results do not depend on how many. There are no rules of coding here.
#![forbid(unsafe_code)]

mod coder;
mod columns;
mod errors;
mod growing;
mod knowledge;
mod reading;
mod scale;
mod store;

use pyo3::prelude::*;
use std::ffi::OsString;

/// Does what the command `entente` does with these arguments, its own name first; the exit code.
#[pyfunction]
fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| cli::run(arguments))
}

#[pymodule]
fn _entente(module: &Bound<'_, PyModule>) -> PyResult<()> {
    pipeline::work::silence_guarded_panics();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<coder::Coder>()?;
    module.add_class::<knowledge::Knowledge>()?;
    module.add_function(wrap_pyfunction!(coder::columns_read, module)?)?;
    module.add_function(wrap_pyfunction!(coder::schema, module)?)?;
    module.add_function(wrap_pyfunction!(coder::canonical, module)?)?;
    module.add_class::<store::Store>()?;
    module.add_class::<store::Relation>()?;
    module.add_function(wrap_pyfunction!(knowledge::check_knowledge, module)?)?;
    reading::register(module)?;
    scale::register(module)?;
    module.add_function(wrap_pyfunction!(run_command, module)?)?;
    Ok(())
}
