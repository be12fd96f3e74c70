//! Rows on their way into Arrow.

use super::{Cell, Kind, Row, Table};
use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StringDictionaryBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;
use std::sync::Arc;

/// Collects rows of one table.
pub struct Rows {
    schema: SchemaRef,
    builders: Vec<Builder>,
    n_rows: usize,
    n_bytes: usize,
}

impl Rows {
    /// None yet.
    pub fn new(table: &Table) -> Rows {
        let builders = table.columns.iter().map(|column| Builder::new(column.kind)).collect();
        Rows { schema: Arc::new(table.schema()), builders, n_rows: 0, n_bytes: 0 }
    }

    /// The schema of the batches.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// How many there are since the last batch.
    pub fn len(&self) -> usize {
        self.n_rows
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.n_rows == 0
    }

    /// About how many bytes the rows since the last batch take.
    ///
    /// A column of a batch can hold 2 GiB of words: take it long before.
    pub fn n_bytes(&self) -> usize {
        self.n_bytes
    }

    /// Adds a row.
    ///
    /// # Panics
    /// If the row is of another table; if a column has more than 2 GiB of words ([`Rows::n_bytes`]).
    pub fn push(&mut self, row: &Row) {
        assert_eq!(row.len(), self.builders.len(), "a row has a value for every column");
        self.builders.iter_mut().zip(row).for_each(|(builder, cell)| builder.push(cell));
        self.n_rows += 1;
        self.n_bytes += row.iter().map(Cell::n_bytes).sum::<usize>();
    }

    /// The rows as a batch; afterwards there are none.
    pub fn batch(&mut self) -> RecordBatch {
        let arrays = self.builders.iter_mut().map(Builder::array).collect();
        (self.n_rows, self.n_bytes) = (0, 0);
        RecordBatch::try_new(self.schema.clone(), arrays).expect("builders follow the schema and are equally long")
    }
}

/// One column on its way.
pub(super) enum Builder {
    Code(StringDictionaryBuilder<Int32Type>),
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Integer(Int64Builder),
    Number(Float64Builder),
    Flag(BooleanBuilder),
    Day(Date32Builder),
    Instant(TimestampMicrosecondBuilder),
}

impl Builder {
    /// Of [`Kind::data_type`].
    pub fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Code => Builder::Code(StringDictionaryBuilder::new()),
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Texts => Builder::Texts(ListBuilder::new(StringBuilder::new())),
            Kind::Integer => Builder::Integer(Int64Builder::new()),
            Kind::Number => Builder::Number(Float64Builder::new()),
            Kind::Flag => Builder::Flag(BooleanBuilder::new()),
            Kind::Day => Builder::Day(Date32Builder::new()),
            Kind::Instant => Builder::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
        }
    }

    /// Of [`Kind::plain_type`].
    pub fn plain(kind: Kind) -> Builder {
        if kind == Kind::Code { Builder::Text(StringBuilder::new()) } else { Builder::new(kind) }
    }

    /// # Panics
    /// If the value is of another kind.
    pub fn push(&mut self, cell: &Cell) {
        match (self, cell) {
            (Builder::Code(builder), Cell::Text(text)) => builder.append_value(text),
            (Builder::Text(builder), Cell::Text(text)) => builder.append_value(text),
            (Builder::Texts(builder), Cell::Texts(texts)) => builder.append_value(texts.iter().map(Some)),
            (Builder::Integer(builder), Cell::Integer(number)) => builder.append_value(*number),
            (Builder::Number(builder), Cell::Number(number)) => builder.append_value(*number),
            (Builder::Flag(builder), Cell::Flag(flag)) => builder.append_value(*flag),
            (Builder::Day(builder), Cell::Day(days)) => builder.append_value(*days),
            (Builder::Instant(builder), Cell::Instant(moment)) => builder.append_value(*moment),
            (builder, Cell::Missing) => builder.push_missing(),
            (_, cell) => panic!("a value is of its column's kind, unlike {cell:?}"),
        }
    }

    fn push_missing(&mut self) {
        match self {
            Builder::Code(builder) => builder.append_null(),
            Builder::Text(builder) => builder.append_null(),
            Builder::Texts(builder) => builder.append_null(),
            Builder::Integer(builder) => builder.append_null(),
            Builder::Number(builder) => builder.append_null(),
            Builder::Flag(builder) => builder.append_null(),
            Builder::Day(builder) => builder.append_null(),
            Builder::Instant(builder) => builder.append_null(),
        }
    }

    /// The values; afterwards there are none.
    pub fn array(&mut self) -> ArrayRef {
        match self {
            Builder::Code(builder) => Arc::new(builder.finish()),
            Builder::Text(builder) => Arc::new(builder.finish()),
            Builder::Texts(builder) => Arc::new(builder.finish()),
            Builder::Integer(builder) => Arc::new(builder.finish()),
            Builder::Number(builder) => Arc::new(builder.finish()),
            Builder::Flag(builder) => Arc::new(builder.finish()),
            Builder::Day(builder) => Arc::new(builder.finish()),
            Builder::Instant(builder) => Arc::new(builder.finish()),
        }
    }
}
