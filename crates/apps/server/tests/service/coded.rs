//! A store of a few invented reports, coded once by the pipeline; some of them mean harm.

use crate::service::{AT, Service, config, report};
use pipeline::Pipeline;
use record::{Provenance, Record, hash};
use serde::Deserialize;
use server::Config;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use store::{Content, Identity, Incoming, Reader, Store};
use text::Document;

/// Reports of two publishers on talks, an attack and a deal of arms, and three by somebody who tries scripts, SQL and odd letters.
const REPORTS: &str = include_str!("reports.jsonl");

/// A person whose name no page and no statement should take for its own.
pub const HOSTILE_NAME: &str = "<img src=x onerror=alert(1)> O'Neil\"; DROP TABLE stored_names;--";

/// Id of the report that names him.
pub const HOSTILE_ID: &str = "x/../../etc/passwd%2e%00?a=b&c#d";

/// A report as it is printed.
#[derive(Deserialize)]
pub struct Printed {
    pub id: String,
    pub title: String,
    pub text: String,
    pub published: String,
    pub publisher: String,
    pub url: Option<String>,
}

/// The reports, in the order of their days.
pub fn printed() -> Vec<Printed> {
    REPORTS.lines().map(|line| serde_json::from_str(line).expect("a report")).collect()
}

impl Printed {
    pub fn document(&self) -> Document {
        let mut document = Document::new(self.text.clone()).expect("short");
        document.id = Some(self.id.clone());
        document.title = Some(self.title.clone());
        document.publisher = Some(self.publisher.clone());
        document.url = self.url.clone();
        document.published = Some(self.published.parse().expect("a day"));
        document
    }
}

/// What `pipeline` makes of a report.
pub fn coded(pipeline: &Pipeline, printed: &Printed) -> Incoming {
    let provenance = Provenance { version: "1", models: pipeline.models_hash(), knowledge: pipeline.knowledge_hash() };
    let coding = pipeline.worker().code(printed.document());
    let (text, record) = (coding.document.text().to_string(), Record::from_coding(&coding, &provenance));
    let content = Content::of(&[Some(&text)]);
    Incoming { identity: Identity::Given(printed.id.clone()), content, source: None, byline: None, text, record }
}

/// A report that was not coded from its text: what the pipeline would not take for a name.
fn hostile() -> Incoming {
    let mut incoming = report(HOSTILE_ID);
    let record = &mut incoming.record;
    record.title = Some("--><svg/onload=alert(1)>".into());
    record.publisher = Some("</script><script>alert(1)</script>".into());
    record.url = Some("javascript:alert(1)//".into());
    record.entities[0].name = HOSTILE_NAME.into();
    record.events[0].id = hash::sha256(HOSTILE_ID.as_bytes())[..16].into();
    incoming
}

/// The file of the store, made when the first test asks for it.
static STORE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("entente.db");
    let pipeline = Pipeline::new().expect("a pipeline");
    let mut batch: Vec<Incoming> = printed().iter().map(|printed| coded(&pipeline, printed)).collect();
    batch.push(hostile());
    let mut store = Store::open(&path).expect("a store");
    store.add(&batch, AT).expect("added");
    store.vacuum().expect("one file");
    drop(store);
    std::fs::read(&path).expect("a file")
});

impl Service {
    /// Over the coded reports.
    pub async fn coded() -> Service {
        Service::coded_with(|_| {}).await
    }

    /// Over the coded reports, and coding texts itself.
    pub async fn coding() -> Service {
        let load = || Pipeline::new().map_err(|error| error.to_string());
        Service::coded_with(|config| config.load = Arc::new(load)).await
    }

    pub async fn coded_with(change: impl FnOnce(&mut Config)) -> Service {
        Service::with(|config| {
            write_store(&config.store);
            change(config);
        })
        .await
    }

    /// A hand on the store, to look at it beside the service.
    pub fn reader(&self) -> Reader {
        Reader::open(&config(self.folder()).store).expect("a store")
    }
}

fn write_store(path: &Path) {
    for file in store::files(path) {
        let _ = std::fs::remove_file(file);
    }
    std::fs::write(path, STORE.as_slice()).expect("written");
}

/// `text` as part of an address.
pub fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
