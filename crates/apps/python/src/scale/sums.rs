//! Members of groups, and what groups come to: `deduplication::bulk` and `aggregation` over batches.

use super::batches::{bytes, lists, optional, row_of, unlike, word, words};
use super::groups::{Grouped, sketch};
use aggregation::{Direction, Happening, MAX_COUNTED, MAX_MENTIONS, Mention, Pair, Printed, Story};
use arrow_array::builder::{
    BinaryBuilder, BooleanBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Fields};
use deduplication::bulk::{Drawer, Member};
use deduplication::{Events, Kind, Reports, Sketch, Told};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use record::{Record, comparable, hash};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;
use std::sync::Arc;

/// What is grouped of coded reports: `text`, `byline`, `record` in; one row a report or one an event out.
#[pyfunction]
pub fn members(py: Python<'_>, coded: PyRecordBatch, kind: Grouped) -> PyResult<PyRecordBatch> {
    let coded = coded.into_inner();
    let members = py.detach(|| {
        let mut members = Members::new();
        each_record(&coded, |record, sketch| members.push(kind, &record, &sketch))?;
        Ok::<_, PyErr>(members.batch())
    });
    members.map(PyRecordBatch::new)
}

/// What stories come to: `members`, lists of structs of `told` and `sketch`, in; `summed`, JSON, out.
#[pyfunction]
pub fn stories(py: Python<'_>, groups: PyRecordBatch) -> PyResult<PyRecordBatch> {
    let groups = groups.into_inner();
    py.detach(|| each_group(&groups, story)).map(PyRecordBatch::new)
}

/// What happenings come to: `members`, lists of structs of `told` and `sketch`, in; `summed`, JSON, out.
#[pyfunction]
pub fn happenings(py: Python<'_>, groups: PyRecordBatch) -> PyResult<PyRecordBatch> {
    let groups = groups.into_inner();
    py.detach(|| each_group(&groups, happening)).map(PyRecordBatch::new)
}

/// How many reports of a story are read, and how many mentions of a happening: the first ones.
#[pyfunction]
pub fn most_counted() -> (usize, usize) {
    (MAX_COUNTED, MAX_MENTIONS)
}

/// The versions of the columns and of the code lists that exports are written with.
#[pyfunction]
pub fn export_versions() -> (&'static str, &'static str) {
    (exports::SCHEMA_VERSION, exports::ONTOLOGY_VERSION)
}

/// The cells that mentions fall into in sums by pair and month: `record` in; a row a mention and pair out.
#[pyfunction]
pub fn cells(py: Python<'_>, coded: PyRecordBatch) -> PyResult<PyRecordBatch> {
    let coded = coded.into_inner();
    py.detach(|| cells_of(&coded)).map(PyRecordBatch::new)
}

/// Reads each coded report with its sketch.
fn each_record(coded: &RecordBatch, mut take: impl FnMut(Record, Rc<Sketch>)) -> PyResult<()> {
    let (records, texts, bylines) = (words(coded, "record")?, words(coded, "text")?, words(coded, "byline")?);
    for row in 0..coded.num_rows() {
        let record: Record = read(word(&records, "record", row)?, "record")?;
        let text = word(&texts, "text", row)?;
        let sketch = Sketch::of(&comparable(&record, text, optional(&bylines, row)));
        take(record, Rc::new(sketch));
    }
    Ok(())
}

fn read<T: DeserializeOwned>(json: &str, name: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| unlike(name, "what this version writes", error))
}

/// The row of each group, as JSON.
fn each_group<T: DeserializeOwned>(
    groups: &RecordBatch,
    sum_up: impl Fn(&[T], &[Sketch]) -> Option<String>,
) -> PyResult<RecordBatch> {
    let members = lists(groups, "members")?;
    let mut summed = StringBuilder::new();
    for row in 0..members.len() {
        let members = row_of(&members, row);
        let (told, sketches) = (words(&members, "told")?, bytes(&members, "sketch")?);
        let told = (0..told.len()).map(|at| read(word(&told, "told", at)?, "told")).collect::<PyResult<Vec<T>>>()?;
        let sketches = (0..sketches.len()).map(|at| sketch(sketches.value(at))).collect::<PyResult<Vec<Sketch>>>()?;
        summed.append_option(sum_up(&told, &sketches));
    }
    Ok(batch(vec![("summed", Arc::new(summed.finish()))]))
}

/// A story as its row tells it.
#[derive(Serialize)]
struct StoryRow<'s> {
    id: String,
    report: &'s str,
    n_sources: usize,
}

fn story(reports: &[Printed], sketches: &[Sketch]) -> Option<String> {
    let Ok(story) = Story::of(reports, |at| Ok::<_, std::convert::Infallible>(&sketches[at]));
    let story = story?;
    let first = &reports[story.report].id;
    let row = StoryRow { id: hash::id(&["story", first, "0"]), report: first, n_sources: story.n_sources };
    Some(written(&row))
}

/// A happening as its row tells it.
#[derive(Serialize)]
struct HappeningRow<'h> {
    id: String,
    event: &'h str,
    report: &'h str,
    pairs: Vec<PairRow>,
    #[serde(flatten)]
    happening: &'h Happening,
}

/// Who does something to whom, or both together.
#[derive(Serialize)]
struct PairRow {
    source: String,
    target: String,
    mutual: bool,
}

impl From<Pair> for PairRow {
    fn from(pair: Pair) -> PairRow {
        let Pair { first, second, direction } = pair;
        match direction {
            Direction::Back => PairRow { source: second, target: first, mutual: false },
            Direction::Forth => PairRow { source: first, target: second, mutual: false },
            Direction::Mutual => PairRow { source: first, target: second, mutual: true },
        }
    }
}

fn happening(mentions: &[Mention], sketches: &[Sketch]) -> Option<String> {
    let Ok(happening) = Happening::of(mentions, |at| Ok::<_, std::convert::Infallible>(&sketches[at]));
    let happening = happening?;
    let first = mentions.iter().min_by(|one, other| one.order().cmp(&other.order()))?;
    let standing = &mentions[happening.standing];
    Some(written(&HappeningRow {
        id: hash::id(&["happening", &first.event, "0"]),
        event: &standing.event,
        report: &standing.report.id,
        pairs: happening.pairs().into_iter().map(PairRow::from).collect(),
        happening: &happening,
    }))
}

fn written(row: &impl Serialize) -> String {
    serde_json::to_string(row).expect("strings, numbers and lists are JSON")
}

/// Rows of members.
struct Members {
    identities: Int64Builder,
    contents: Int64Builder,
    drawers: ListBuilder<StructBuilder>,
    sketches: BinaryBuilder,
    numbers: Int64Builder,
    told: StringBuilder,
    /// By [`WORDS`].
    words: [StringBuilder; 7],
}

/// Columns of words of members, in order.
const WORDS: [&str; 7] = ["event_id", "report_id", "published", "text_sha256", "url", "title", "publisher"];

impl Members {
    fn new() -> Members {
        let fields: Fields = ["key", "after"].map(|name| Field::new(name, DataType::Int64, false)).to_vec().into();
        let item = Field::new("element", DataType::Struct(fields.clone()), false);
        Members {
            identities: Int64Builder::new(),
            contents: Int64Builder::new(),
            drawers: ListBuilder::new(StructBuilder::from_fields(fields, 0)).with_field(item),
            sketches: BinaryBuilder::new(),
            numbers: Int64Builder::new(),
            told: StringBuilder::new(),
            words: std::array::from_fn(|_| StringBuilder::new()),
        }
    }

    fn push(&mut self, kind: Grouped, record: &Record, sketch: &Rc<Sketch>) {
        match kind {
            Grouped::Stories => self.push_report(record, sketch),
            Grouped::Happenings => self.push_events(record, sketch),
        }
    }

    fn push_report(&mut self, record: &Record, sketch: &Rc<Sketch>) {
        self.push_member(&Member::of::<Reports>(sketch), &Reports::packed(sketch));
        self.push_told(&Printed::of(record), 0);
        self.push_words(record, None);
    }

    fn push_events(&mut self, record: &Record, sketch: &Rc<Sketch>) {
        for (number, told) in Told::all(sketch).enumerate() {
            let mention = Mention::from_record(record, number).expect("a sketch has the events of its record");
            self.push_member(&Member::of::<Events>(&told), &Events::packed(&told));
            self.push_told(&mention, number);
            self.push_words(record, Some(&mention.event));
        }
    }

    fn push_member(&mut self, member: &Member, sketch: &[u8]) {
        self.identities.append_value(member.identity);
        self.contents.append_value(member.content);
        member.drawers.iter().for_each(|drawer| self.push_drawer(drawer));
        self.drawers.append(true);
        self.sketches.append_value(sketch);
    }

    fn push_drawer(&mut self, drawer: &Drawer) {
        let structs = self.drawers.values();
        for (at, key) in [drawer.key, drawer.after].into_iter().enumerate() {
            structs.field_builder::<Int64Builder>(at).expect("both fields are numbers").append_value(key);
        }
        structs.append(true);
    }

    fn push_told(&mut self, told: &impl Serialize, number: usize) {
        self.told.append_value(written(told));
        self.numbers.append_value(number as i64);
    }

    fn push_words(&mut self, record: &Record, event: Option<&str>) {
        let values = [
            event,
            Some(&record.id),
            record.published.as_deref(),
            Some(&record.text_sha256),
            record.url.as_deref(),
            record.title.as_deref(),
            record.publisher.as_deref(),
        ];
        self.words.iter_mut().zip(values).for_each(|(column, value)| column.append_option(value));
    }

    fn batch(&mut self) -> RecordBatch {
        let mut columns: Vec<(&str, ArrayRef)> = vec![
            ("identity", Arc::new(self.identities.finish())),
            ("content", Arc::new(self.contents.finish())),
            ("drawers", Arc::new(self.drawers.finish())),
            ("sketch", Arc::new(self.sketches.finish())),
            ("number", Arc::new(self.numbers.finish())),
            ("told", Arc::new(self.told.finish())),
        ];
        let words = WORDS.into_iter().zip(&mut self.words);
        columns.extend(words.map(|(name, column)| (name, Arc::new(column.finish()) as ArrayRef)));
        batch(columns)
    }
}

fn cells_of(coded: &RecordBatch) -> PyResult<RecordBatch> {
    let records = words(coded, "record")?;
    let mut words: [StringBuilder; 4] = std::array::from_fn(|_| StringBuilder::new());
    let (mut mutual, mut quads) = (BooleanBuilder::new(), Int64Builder::new());
    let mut values: [Float64Builder; 2] = std::array::from_fn(|_| Float64Builder::new());
    for row in 0..coded.num_rows() {
        let record: Record = read(word(&records, "record", row)?, "record")?;
        for mention in (0..record.events.len()).filter_map(|number| Mention::from_record(&record, number)) {
            for cell in mention.cells() {
                let pair = PairRow::from(cell.pair);
                let told = [pair.source, pair.target, cell.month, cell.status];
                words.iter_mut().zip(told).for_each(|(column, value)| column.append_value(value));
                mutual.append_value(pair.mutual);
                quads.append_value(i64::from(cell.quad));
                let sums = [mention.score, mention.goldstein];
                values.iter_mut().zip(sums).for_each(|(column, value)| column.append_value(value));
            }
        }
    }
    let [mut sources, mut targets, mut months, mut statuses] = words;
    let [mut scores, mut goldsteins] = values;
    Ok(batch(vec![
        ("source", Arc::new(sources.finish())),
        ("target", Arc::new(targets.finish())),
        ("month", Arc::new(months.finish())),
        ("mutual", Arc::new(mutual.finish())),
        ("quad", Arc::new(quads.finish())),
        ("status", Arc::new(statuses.finish())),
        ("score", Arc::new(scores.finish())),
        ("goldstein", Arc::new(goldsteins.finish())),
    ]))
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
        .expect("every row has a value in each column")
}
