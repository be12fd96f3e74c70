//! What is known of the world.

use crate::errors::Exception;
use crate::store::day;
use answers::{Asked, meanings, stock};
use compilation::Problem;
use gazetteer::Gazetteer;
use pyo3::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The shipped knowledge with folders over it.
#[pyclass(frozen, subclass, module = "entente._entente")]
pub struct Knowledge {
    knowledge: loading::Knowledge,
    folders: Vec<PathBuf>,
}

/// File, line from 1, what is wrong, what to do about it.
type Told = (PathBuf, usize, String, String);

#[pymethods]
impl Knowledge {
    #[new]
    #[pyo3(signature = (*folders))]
    fn new(py: Python<'_>, folders: Vec<PathBuf>) -> PyResult<Knowledge> {
        let knowledge = py.detach(|| loading::Knowledge::open(&folders));
        let knowledge = knowledge.map_err(|error| Exception::Knowledge.of(&error))?;
        Ok(Knowledge { knowledge, folders })
    }

    #[getter]
    fn folders(&self) -> Vec<PathBuf> {
        self.folders.clone()
    }

    #[getter]
    fn hash(&self) -> String {
        self.knowledge.gazetteer.hash().to_string()
    }

    /// What is wrong with rows of the folders.
    fn problems_told(&self) -> Vec<Told> {
        self.knowledge.problems.iter().map(|misfit| told(&misfit.folder, &misfit.problem)).collect()
    }

    /// Each meaning of a name as JSON, likeliest first.
    #[pyo3(signature = (name, date, context))]
    fn meanings(
        &self,
        py: Python<'_>,
        name: &str,
        date: Option<Bound<'_, PyAny>>,
        context: Option<&str>,
    ) -> PyResult<Vec<String>> {
        let asked = Asked { name, date: day("date", date.as_ref())?, context };
        let found = py.detach(|| meanings(&asked, &self.knowledge.gazetteer));
        Ok(found.iter().map(|meaning| meaning.value.to_string()).collect())
    }

    /// Counts and freshness as JSON.
    fn stock(&self, py: Python<'_>) -> String {
        py.detach(|| stock(&self.knowledge.gazetteer).to_string())
    }
}

impl Knowledge {
    /// What is known, to be shared.
    pub fn gazetteer(&self) -> Arc<Gazetteer> {
        Arc::clone(&self.knowledge.gazetteer)
    }
}

/// Every problem of a folder, compiled over the shipped knowledge.
#[pyfunction]
pub fn check_knowledge(py: Python<'_>, folder: PathBuf) -> PyResult<Vec<Told>> {
    let checked = py.detach(|| loading::check(&folder)).map_err(|error| Exception::Knowledge.of(&error))?;
    Ok(checked.0.iter().map(|problem| told(&folder, problem)).collect())
}

fn told(folder: &Path, problem: &Problem) -> Told {
    (folder.join(&problem.file), problem.line, problem.what.clone(), problem.remedy.clone())
}
