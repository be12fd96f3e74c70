use crate::Models;
use crate::models::hexadecimal;
use crate::sections::{append_mentions, sections, shift_sentences};
use crate::{Coding, Error, Parse};
use annotation::{Annotated, Chains, Mentions, Resolution, Sentence, Token, Tree, Vectors, View};
use coreference::{Clusterer, Judge};
use event_coding::{Coder, Learned, Pair};
use gazetteer::Gazetteer;
use inference::layer::WeightsError;
use inference::{Model, Reader};
use materiel::Quartermaster;
use mention_detection::Detector;
use parsing::Parser;
use quantification::Counter;
use resolution::{Report, Resolver};
use segmentation::{Segmenter, Tokenizer};
use sha2::{Digest, Sha256};
use speech::Listener;
use std::sync::Arc;
use text::{Document, Span};

/// Of a longer text only this many bytes are coded, and the record says so.
pub const MAX_BYTES: usize = 1 << 20;

/// The model and the tables: loaded once, shared by all workers.
pub struct Pipeline {
    model: Model,
    gazetteer: Arc<Gazetteer>,
    tokenizer: Tokenizer,
    segmenter: Segmenter,
    parser: Parser,
    detector: Detector,
    clusterer: Clusterer,
    resolver: Resolver,
    coder: Coder,
    listener: Listener,
    quartermaster: Quartermaster,
    counter: Counter,
    models_hash: String,
    knowledge_hash: String,
}

impl Pipeline {
    /// The pipeline with the models and the knowledge inside the program.
    ///
    /// # Errors
    /// If a table of the program is broken.
    pub fn new() -> Result<Pipeline, Error> {
        Pipeline::over(Models::shipped(), shipped::gazetteer())
    }

    /// The pipeline with these models over this knowledge, which others may share.
    ///
    /// # Errors
    /// If the weights do not keep to their format, their labels are unknown, or a table is broken.
    pub fn over(models: Models, gazetteer: impl Into<Arc<Gazetteer>>) -> Result<Pipeline, Error> {
        let gazetteer = gazetteer.into();
        let model =
            Model::load(models.reader, models.vocabulary).map_err(|error| Error::new("the reader's weights", error))?;
        let model = model.forked(models.coder).map_err(|error| Error::new("the coder's layers", error))?;
        let parser = Parser::new(model.labels()).map_err(|error| Error::new("the parser", error))?;
        let detector =
            Detector::new(&model.labels().names).map_err(|error| Error::new("the reader's name labels", error))?;
        let learned = Learned::load(models.coder).map_err(|error| Error::new("the coder's weights", error))?;
        let coder = coder(learned, models.participants)?;
        let clusterer =
            clusterer(models.antecedents).map_err(|error| Error::new("the weights of antecedents", error))?;
        let resolver = resolver(models.origins).map_err(|error| Error::new("the weights of origins", error))?;
        let (tokenizer, segmenter) = (Tokenizer::new(), Segmenter::new());
        let knowledge_hash = knowledge_hash(&gazetteer);
        let models_hash = models.hash();
        Ok(Pipeline {
            model,
            gazetteer,
            tokenizer,
            segmenter,
            parser,
            detector,
            clusterer,
            resolver,
            coder,
            listener: Listener::new(),
            quartermaster: Quartermaster::new(),
            counter: Counter::new(),
            models_hash,
            knowledge_hash,
        })
    }

    /// A worker, with scratch memory of its own: one a thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { pipeline: self, reader: self.model.reader() }
    }

    /// SHA-256 of the models, in hexadecimal.
    pub fn models_hash(&self) -> &str {
        &self.models_hash
    }

    /// What is known of the world.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// SHA-256 of the knowledge's manifests and the trigger lexicon, in hexadecimal.
    pub fn knowledge_hash(&self) -> &str {
        &self.knowledge_hash
    }
}

/// By these weights, or by the rules alone where there are none.
fn clusterer(weights: &[u8]) -> Result<Clusterer, WeightsError> {
    if weights.is_empty() {
        return Ok(Clusterer::new());
    }
    Ok(Clusterer::new().with_learned(coreference::Learned::load(weights)?))
}

/// Likewise.
fn resolver(weights: &[u8]) -> Result<Resolver, WeightsError> {
    if weights.is_empty() {
        return Ok(Resolver::new());
    }
    Ok(Resolver::new().with_origins(resolution::origins::Learned::load(weights)?))
}

/// By these weights, or without them where there are none.
fn coder(learned: Learned, participants: &[u8]) -> Result<Coder, Error> {
    let coder = Coder::new().map_err(|error| Error::new("the trigger lexicon", error))?.with_learned(learned);
    if participants.is_empty() {
        return Ok(coder);
    }
    let participants = event_coding::participants::Learned::load(participants)
        .map_err(|error| Error::new("the weights of participants", error))?;
    Ok(coder.with_participants(participants))
}

fn knowledge_hash(gazetteer: &Gazetteer) -> String {
    let mut hash = Sha256::new();
    hash.update(gazetteer.hash());
    for table in event_coding::tables() {
        hash.update(table);
    }
    hexadecimal(&hash.finalize())
}

/// Two parties of a text, as far as they are known.
type Parties = (Option<Span>, Option<Span>);

/// A text of what two do to each other with the words of the two exchanged, and where they then stand. None if one is unknown, or
/// the text does not join them.
fn exchanged(document: &Document, parties: Parties) -> Option<(Document, Parties)> {
    let (source, target) = (parties.0?, parties.1?);
    let (first, second) = if source.start() <= target.start() { (source, target) } else { (target, source) };
    if first.end() > second.start() || first.is_empty() || second.is_empty() {
        return None;
    }
    let text = document.text();
    let (one, other) = (document.slice(first), document.slice(second));
    let between = &text[first.end()..second.start()];
    if between.trim() != "and" && !["each other", "one another"].iter().any(|words| text.contains(words)) {
        return None;
    }
    let turned = [&text[..first.start()], other, between, one, &text[second.end()..]].concat();
    let at = first.start() + other.len() + between.len();
    let (before, after) = (Span::new(first.start(), first.start() + other.len()), Span::new(at, at + one.len()));
    let (source, target) = if source == first { (before, after) } else { (after, before) };
    Some((Document::new(turned).ok()?, (Some(source), Some(target))))
}

/// One thread's hand on a [`Pipeline`].
pub struct Worker<'p> {
    pipeline: &'p Pipeline,
    reader: Reader<'p>,
}

/// Names, words and trees of a document, before anybody asks what they mean.
struct Read {
    /// One for each token.
    vectors: Vectors,
    /// One for each word that heads a mention, as the reader's own heads see it.
    heads: Vectors,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    trees: Vec<Tree>,
    mentions: Mentions,
}

impl Read {
    fn view<'r>(&'r self, document: &'r Document) -> View<'r> {
        let Read { tokens, sentences, trees, mentions, .. } = self;
        View { document, tokens, sentences, trees, mentions }
    }

    fn annotated<'r>(&'r self, document: &'r Document, resolution: &'r Resolution) -> Annotated<'r> {
        let Read { vectors, tokens, sentences, trees, mentions, .. } = self;
        Annotated { document, tokens, sentences, trees, mentions, resolution, vectors }
    }
}

impl Worker<'_> {
    /// Codes one report. Total: any text gives a coding, perhaps one without events.
    pub fn code(&mut self, document: Document) -> Coding {
        let mut warnings = Vec::new();
        let language = ingest::language(document.text()).map(str::to_string);
        if let Some(foreign) = language.as_deref().filter(|language| *language != "en") {
            warnings.push(format!("the text is in another language ({foreign}): not coded"));
            return Coding::uncoded(document, language.clone(), warnings);
        }
        if document.text().trim().is_empty() {
            warnings.push("the text is empty".into());
        }
        if document.text().len() > MAX_BYTES {
            warnings.push(format!(
                "the text has {} bytes: only the first {MAX_BYTES} were coded; split it",
                document.text().len()
            ));
        }
        let read = self.read(&document);
        let resolution = self.resolve(&document, &read);
        let annotated = read.annotated(&document, &resolution);
        let Pipeline { coder, listener, quartermaster, counter, gazetteer, .. } = self.pipeline;
        let quotes = listener.quotes(annotated);
        let events = coder.code(annotated);
        let denials = listener.denials(annotated, &events);
        let items = quartermaster.items(annotated, &events, gazetteer);
        let exercises = quartermaster.exercises(annotated, &events);
        let numbers = counter.count(annotated, &events);
        let Read { tokens, sentences, trees, mentions, .. } = read;
        if document.published.is_none() && has_open_dates(&resolution) {
            warnings.push("published date not given: relative dates left unresolved".into());
        }
        Coding {
            document,
            tokens,
            sentences,
            trees,
            mentions,
            resolution,
            events,
            quotes,
            denials,
            items,
            exercises,
            numbers,
            language,
            warnings,
        }
    }

    /// What one given party of a text does to another; either may be unknown. There is always an answer.
    ///
    /// Where both do the same to each other, the text is read twice, the second time with the words of the two parties exchanged, and
    /// the scores are averaged: which of them is named first does not decide what they do.
    pub fn pair(&mut self, document: &Document, parties: Parties) -> Pair {
        let pair = self.pair_as_written(document, parties);
        match exchanged(document, parties) {
            Some((document, parties)) => pair.mean(self.pair_as_written(&document, parties)),
            None => pair,
        }
    }

    fn pair_as_written(&mut self, document: &Document, parties: Parties) -> Pair {
        let read = self.read(document);
        let resolution = self.resolve(document, &read);
        self.pipeline.coder.pair(read.annotated(document, &resolution), parties)
    }

    fn resolve(&self, document: &Document, read: &Read) -> Resolution {
        let (report, chains) = self.chained(document, read);
        self.pipeline.resolver.resolve(report, chains, &read.heads)
    }

    /// What a document tells as a whole, and the chains of its mentions.
    fn chained<'r>(&'r self, document: &'r Document, read: &'r Read) -> (Report<'r>, Chains) {
        let Pipeline { clusterer, resolver, gazetteer, .. } = self.pipeline;
        let view = read.view(document);
        let report = resolver.survey(view, gazetteer);
        let chains = clusterer.cluster(view, resolver.describe(&report), &read.heads);
        (report, chains)
    }

    /// Joins a document's mentions by the judge that `make` makes of it, and gives the judge back.
    pub fn judged<J: Judge>(&mut self, document: &Document, make: impl FnOnce(Annotated, &Vectors) -> J) -> J {
        let read = self.read(document);
        let mut judge = make(read.annotated(document, &Resolution::default()), &read.heads);
        let Pipeline { clusterer, resolver, gazetteer, .. } = self.pipeline;
        let view = read.view(document);
        clusterer.cluster_by(view, resolver.describe(&resolver.survey(view, gazetteer)), &mut judge);
        judge
    }

    /// Says of which country those are whose phrases tell none, by the judge that `make` makes of a document, and gives the judge back.
    pub fn placed<J: resolution::origins::Judge>(
        &mut self,
        document: &Document,
        make: impl FnOnce(Annotated, &Vectors) -> J,
    ) -> J {
        let read = self.read(document);
        let mut judge = make(read.annotated(document, &Resolution::default()), &read.heads);
        let (report, chains) = self.chained(document, &read);
        self.pipeline.resolver.resolve_by(report, chains, &mut judge);
        judge
    }

    /// Says who takes part in each event, by the judge that `make` makes of a document, and gives the judge back.
    pub fn partaken<J: event_coding::participants::Judge>(
        &mut self,
        document: &Document,
        make: impl FnOnce(Annotated) -> J,
    ) -> J {
        let read = self.read(document);
        let resolution = self.resolve(document, &read);
        let annotated = read.annotated(document, &resolution);
        let mut judge = make(annotated);
        self.pipeline.coder.code_by(annotated, &mut judge);
        judge
    }

    /// The words, sentences and trees of one text.
    pub fn parse(&mut self, document: Document) -> Parse {
        let Read { tokens, sentences, trees, .. } = self.read(&document);
        Parse { document, tokens, sentences, trees }
    }

    /// Words, sentences, trees and mentions, section by section.
    fn read(&mut self, document: &Document) -> Read {
        let Pipeline { tokenizer, segmenter, parser, detector, gazetteer, .. } = self.pipeline;
        let mut tokens = tokenizer.tokenize(document);
        tokens.truncate(tokens.partition_point(|token| token.span.end() <= MAX_BYTES));
        let breaks = segmentation::breaks(document, &tokens);
        let (mut sentences, mut trees, mut mentions) = (Vec::new(), Vec::new(), Mentions::default());
        let (mut vectors, mut heads) = (Vectors::default(), Vectors::default());
        for section in sections(&tokens, &breaks) {
            let part = &tokens[section.clone()];
            let forms: Vec<&str> = part.iter().map(|token| document.slice(token.span)).collect();
            let mut reading = self.reader.read(&forms, &breaks[section.clone()]);
            let width = reading.width();
            vectors.append(reading.take_forked(), width);
            let mut found = segmenter.segment(document, part, &reading);
            let parsed = parser.parse(document, part, &found, &mut self.reader, &reading);
            let named = detector.detect(document, part, &found, &parsed, &reading, gazetteer);
            for mention in &named.mentions {
                let word = found[mention.sentence.0 as usize].tokens.start + mention.head;
                heads.add(section.start + word, reading.hidden(word));
            }
            append_mentions(&mut mentions, named, sentences.len());
            shift_sentences(&mut found, section.start);
            sentences.append(&mut found);
            trees.extend(parsed);
        }
        Read { vectors, heads, tokens, sentences, trees, mentions }
    }
}

impl Coding {
    /// A coding of a document that was not read.
    fn uncoded(document: Document, language: Option<String>, warnings: Vec<String>) -> Coding {
        Coding { document, language, warnings, ..Coding::default() }
    }
}

/// Whether a time expression that says when has no day.
fn has_open_dates(resolution: &Resolution) -> bool {
    resolution.times.iter().any(|time| time.days.is_none() && !time.duration)
}
