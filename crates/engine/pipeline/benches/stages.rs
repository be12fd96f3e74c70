//! What each stage costs of coding a report, on one thread.
//!
//! `cargo bench -p entente-pipeline -- REPORTS.jsonl` prints shares of the processor time over all reports of a file.

use inference::Model;
use std::time::{Duration, Instant};

const STAGES: [&str; 11] = [
    "tokenize",
    "read (encoder)",
    "segment, parse",
    "detect mentions",
    "describe",
    "cluster",
    "resolve",
    "code events",
    "speech",
    "materiel",
    "numbers",
];

fn main() {
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("expected a file of reports: cargo bench -p entente-pipeline -- REPORTS.jsonl");
        return;
    };
    let bytes = std::fs::read(&path).expect("a file of reports");
    let models = pipeline::Models::shipped();
    let model = Model::load(models.reader, models.vocabulary).and_then(|model| model.forked(models.coder));
    let model = model.expect("the model of the repository");
    let learned = event_coding::Learned::load(models.coder).expect("the model of the repository");
    let gazetteer = shipped::gazetteer();
    let (tokenizer, segmenter) = (segmentation::Tokenizer::new(), segmentation::Segmenter::new());
    let parser = parsing::Parser::new(model.labels()).expect("known labels");
    let detector = mention_detection::Detector::new(&model.labels().names).expect("known labels");
    let origins = resolution::origins::Learned::load(models.origins).expect("the model of the repository");
    let participants =
        event_coding::participants::Learned::load(models.participants).expect("the model of the repository");
    let (resolver, coder) = (
        resolution::Resolver::new().with_origins(origins),
        event_coding::Coder::new().expect("the lexicon").with_learned(learned).with_participants(participants),
    );
    let antecedents = coreference::Learned::load(models.antecedents).expect("the model of the repository");
    let clusterer = coreference::Clusterer::new().with_learned(antecedents);
    let (listener, quartermaster) = (speech::Listener::new(), materiel::Quartermaster::new());
    let counter = quantification::Counter::new();
    let mut reader = model.reader();
    let mut spent = [Duration::ZERO; STAGES.len()];
    let mut lap = |stage: usize, clock: &mut Instant| {
        spent[stage] += clock.elapsed();
        *clock = Instant::now();
    };
    for document in ingest::read(std::io::Cursor::new(bytes), None).filter_map(Result::ok) {
        let mut clock = Instant::now();
        let tokens = tokenizer.tokenize(&document);
        let breaks = segmentation::breaks(&document, &tokens);
        lap(0, &mut clock);
        let forms: Vec<&str> = tokens.iter().map(|token| document.slice(token.span)).collect();
        let mut reading = reader.read(&forms, &breaks);
        lap(1, &mut clock);
        let mut vectors = annotation::Vectors::default();
        let width = reading.width();
        vectors.append(reading.take_forked(), width);
        let sentences = segmenter.segment(&document, &tokens, &reading);
        let trees = parser.parse(&document, &tokens, &sentences, &mut reader, &reading);
        lap(2, &mut clock);
        let mentions = detector.detect(&document, &tokens, &sentences, &trees, &reading, &gazetteer);
        let mut heads = annotation::Vectors::default();
        for mention in &mentions.mentions {
            let word = sentences[mention.sentence.0 as usize].tokens.start + mention.head;
            heads.add(word, reading.hidden(word));
        }
        lap(3, &mut clock);
        let view = annotation::View {
            document: &document,
            tokens: &tokens,
            sentences: &sentences,
            trees: &trees,
            mentions: &mentions,
        };
        let report = resolver.survey(view, &gazetteer);
        let descriptions = resolver.describe(&report);
        lap(4, &mut clock);
        let chains = clusterer.cluster(view, descriptions, &heads);
        lap(5, &mut clock);
        let resolution = resolver.resolve(report, chains, &heads);
        lap(6, &mut clock);
        let annotated = annotation::Annotated {
            document: &document,
            tokens: &tokens,
            sentences: &sentences,
            trees: &trees,
            mentions: &mentions,
            resolution: &resolution,
            vectors: &vectors,
        };
        let events = coder.code(annotated);
        lap(7, &mut clock);
        std::hint::black_box((listener.quotes(annotated), listener.denials(annotated, &events)));
        lap(8, &mut clock);
        let items = quartermaster.items(annotated, &events, &gazetteer);
        std::hint::black_box((items, quartermaster.exercises(annotated, &events)));
        lap(9, &mut clock);
        std::hint::black_box(counter.count(annotated, &events));
        lap(10, &mut clock);
    }
    let total: Duration = spent.iter().sum();
    for (stage, spent) in STAGES.iter().zip(spent) {
        println!(
            "{stage:16} {:5.1} %  {:.3} s",
            100.0 * spent.as_secs_f64() / total.as_secs_f64(),
            spent.as_secs_f64()
        );
    }
}
