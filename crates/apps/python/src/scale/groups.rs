//! Links and groups of nodes: `deduplication::bulk` over batches.

use super::batches::{bytes, lists, numbers, row_of};
use crate::errors::Exception;
use arrow_array::builder::Int64Builder;
use arrow_array::{Array, ArrayRef, Int64Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use deduplication::{Events, Judge, Kind, Likeness, Reports, Sketch, Told, bulk};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// What is grouped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouped {
    /// Reports, to stories.
    Stories,
    /// Tellings of events, to happenings.
    Happenings,
}

impl<'py> FromPyObject<'_, 'py> for Grouped {
    type Error = PyErr;

    fn extract(written: Borrowed<'_, 'py, PyAny>) -> PyResult<Grouped> {
        match written.extract::<String>()?.as_str() {
            "stories" => Ok(Grouped::Stories),
            "happenings" => Ok(Grouped::Happenings),
            other => Err(Exception::Input.with(format!("kind: expected stories or happenings, found `{other}`"))),
        }
    }
}

/// A kind whose sketches are read from bytes.
trait Unpacked: Kind {
    fn unpacked(bytes: &[u8]) -> PyResult<Self::Sketch>;
}

impl Unpacked for Reports {
    fn unpacked(bytes: &[u8]) -> PyResult<Rc<Sketch>> {
        sketch(bytes).map(Rc::new)
    }
}

impl Unpacked for Events {
    fn unpacked(bytes: &[u8]) -> PyResult<Told> {
        let sketch = Rc::new(sketch(bytes)?);
        Told::of(&sketch, 0).ok_or_else(|| Exception::Input.with("expected a sketch of an event, found none of it"))
    }
}

/// Reads the bytes of a sketch.
pub fn sketch(bytes: &[u8]) -> PyResult<Sketch> {
    Sketch::unpacked(bytes).map_err(|error| Exception::Input.of(&error))
}

/// Nodes of a drawer that are compared with others.
#[pyfunction]
pub fn most_active(kind: Grouped) -> usize {
    match kind {
        Grouped::Stories => Reports::ACTIVE,
        Grouped::Happenings => Events::ACTIVE,
    }
}

/// Nodes of a component at most, and the likenesses that links must have, level by level.
#[pyfunction]
pub fn most_joined(kind: Grouped) -> (usize, Vec<Likeness>) {
    let most = match kind {
        Grouped::Stories => Reports::MAX_COMPONENT,
        Grouped::Happenings => Events::MAX_COMPONENT,
    };
    (most, deduplication::graph::LEVELS.to_vec())
}

/// Which pairs of nodes are linked: `one`, `other`, `one_sketch`, `other_sketch` in; `one`, `other`, `likeness` out.
#[pyfunction]
pub fn links(py: Python<'_>, pairs: PyRecordBatch, kind: Grouped) -> PyResult<PyRecordBatch> {
    let pairs = pairs.into_inner();
    let linked = py.detach(|| match kind {
        Grouped::Stories => linked::<Reports>(&pairs),
        Grouped::Happenings => linked::<Events>(&pairs),
    });
    linked.map(PyRecordBatch::new)
}

/// The groups of components: `members`, lists of structs of `identity` and `sketch`, in; `identity`, `group` out, one row a node. A group is
/// called by the least identity of its nodes.
#[pyfunction]
pub fn parts(py: Python<'_>, components: PyRecordBatch, kind: Grouped) -> PyResult<PyRecordBatch> {
    let components = components.into_inner();
    let parted = py.detach(|| match kind {
        Grouped::Stories => parted::<Reports>(&components),
        Grouped::Happenings => parted::<Events>(&components),
    });
    parted.map(PyRecordBatch::new)
}

/// The components of links that fit in memory: `one`, `other`, `likeness` in; `identity`, `component` out, one row a node that is linked.
#[pyfunction]
pub fn components(py: Python<'_>, links: PyRecordBatch, kind: Grouped) -> PyResult<PyRecordBatch> {
    let links = links.into_inner();
    py.detach(|| joined(&links, most_joined(kind).0)).map(PyRecordBatch::new)
}

fn linked<K: Unpacked>(pairs: &RecordBatch) -> PyResult<RecordBatch> {
    let judge = Judge::shipped();
    let (ones, others) = (numbers(pairs, "one")?, numbers(pairs, "other")?);
    let (one_sketches, other_sketches) = (bytes(pairs, "one_sketch")?, bytes(pairs, "other_sketch")?);
    let mut rows: [Int64Builder; 3] = std::array::from_fn(|_| Int64Builder::new());
    let mut last: Option<(i64, K::Sketch)> = None;
    for row in 0..pairs.num_rows() {
        let one = ones.value(row);
        let sketch = match last.take().filter(|(identity, _)| *identity == one) {
            Some((_, sketch)) => sketch,
            None => K::unpacked(one_sketches.value(row))?,
        };
        let likeness = bulk::link::<K>(&judge, &sketch, &K::unpacked(other_sketches.value(row))?);
        if let Some(likeness) = likeness {
            push(&mut rows, [one, others.value(row), i64::from(likeness)]);
        }
        last = Some((one, sketch));
    }
    Ok(batch(["one", "other", "likeness"], &mut rows))
}

fn parted<K: Unpacked>(components: &RecordBatch) -> PyResult<RecordBatch> {
    let judge = Judge::shipped();
    let members = lists(components, "members")?;
    let mut rows: [Int64Builder; 2] = std::array::from_fn(|_| Int64Builder::new());
    for row in 0..members.len() {
        let members = row_of(&members, row);
        let (identities, sketches) = (numbers(&members, "identity")?, bytes(&members, "sketch")?);
        let sketches: Vec<K::Sketch> =
            (0..sketches.len()).map(|at| K::unpacked(sketches.value(at))).collect::<PyResult<_>>()?;
        for group in bulk::parts::<K>(&judge, &sketches) {
            let first = identities.value(group[0]);
            group.into_iter().for_each(|at| push(&mut rows, [identities.value(at), first]));
        }
    }
    Ok(batch(["identity", "group"], &mut rows))
}

fn joined(links: &RecordBatch, most: usize) -> PyResult<RecordBatch> {
    let (ones, others) = (numbers(links, "one")?, numbers(links, "other")?);
    let likenesses = numbers(links, "likeness")?;
    let nodes = places(&ones, &others);
    let identities: Vec<i64> = nodes.keys().copied().collect();
    let link = |row: usize| {
        let likeness = Likeness::try_from(likenesses.value(row)).unwrap_or_default();
        (nodes[&ones.value(row)], nodes[&others.value(row)], likeness)
    };
    let links: Vec<_> = (0..links.num_rows()).map(link).collect();
    let mut rows: [Int64Builder; 2] = std::array::from_fn(|_| Int64Builder::new());
    for component in bulk::components(identities.len(), &links, most) {
        let first = identities[component[0]];
        component.into_iter().for_each(|node| push(&mut rows, [identities[node], first]));
    }
    Ok(batch(["identity", "component"], &mut rows))
}

/// Nodes by their identities, numbered in this order.
fn places(ones: &Int64Array, others: &Int64Array) -> BTreeMap<i64, usize> {
    let mut nodes: BTreeMap<i64, usize> = ones.values().iter().chain(others.values()).map(|node| (*node, 0)).collect();
    nodes.values_mut().enumerate().for_each(|(at, place)| *place = at);
    nodes
}

fn push<const N: usize>(rows: &mut [Int64Builder; N], row: [i64; N]) {
    rows.iter_mut().zip(row).for_each(|(column, value)| column.append_value(value));
}

fn batch<const N: usize>(names: [&str; N], rows: &mut [Int64Builder; N]) -> RecordBatch {
    let schema = Schema::new(names.map(|name| Field::new(name, DataType::Int64, false)).to_vec());
    let columns: Vec<ArrayRef> = rows.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
    RecordBatch::try_new(Arc::new(schema), columns).expect("every row has a value in each column")
}
