//! Who is asked about as a party of an event.

use event_coding::participants::{Judge, N_FEATURES, Question, Rules, Side};
use pipeline::Pipeline;

/// Notes what it is asked, and leaves everybody where he is.
struct Listener(Vec<Question>);

impl Judge for Listener {
    fn weigh(&mut self, question: &Question) -> Vec<f32> {
        self.0.push(question.clone());
        Rules.weigh(question)
    }
}

fn questions(text: &str) -> (text::Document, Vec<Question>) {
    let document = text::Document::new(text.to_string()).expect("a short text");
    let pipeline = Pipeline::new().expect("the models of the repository");
    let questions = pipeline.worker().partaken(&document, |_| Listener(Vec::new())).0;
    (document, questions)
}

#[test]
fn of_two_sentences_nothing_is_asked() {
    let text = "Kenya accused Peru of fishing in its waters on Monday. The Peruvian foreign minister rejected the charge in Lima.";
    assert_eq!(questions(text).1.len(), 0);
}

#[test]
fn everybody_of_the_sentence_and_of_the_events_before_may_take_part() {
    let text = "Kenya accused Peru of fishing in its waters on Monday. The Peruvian foreign minister rejected the charge in Lima. \
                Trawlers left the port.";
    let (document, questions) = questions(text);
    let words = |question: &Question, is_party: bool| -> Vec<String> {
        let those = question.candidates.iter().filter(|candidate| candidate.is_party == is_party);
        those.map(|candidate| document.slice(candidate.parties[0].span).to_string()).collect()
    };
    let at = |trigger: &str, side: Side| {
        let is = |question: &&Question| question.side == side && document.slice(question.trigger) == trigger;
        questions.iter().find(is).unwrap_or_else(|| panic!("{trigger} is not asked about"))
    };
    assert_eq!(words(at("accused", Side::Actors), true), ["Kenya"]);
    assert!(words(at("accused", Side::Actors), false).contains(&"Peru".to_string()));
    let rejecting = at("rejected", Side::Actors);
    assert_eq!(words(rejecting, true), ["The Peruvian foreign minister"]);
    let everybody =
        [words(at("rejected", Side::Recipients), true), words(at("rejected", Side::Recipients), false)].concat();
    assert!(everybody.contains(&"Kenya".to_string()), "{everybody:?}");
    for question in &questions {
        assert!(question.candidates.iter().all(|candidate| candidate.features.len() == N_FEATURES));
        let mut parties: Vec<_> = question.candidates.iter().flat_map(|candidate| &candidate.parties).collect();
        parties.sort_by_key(|party| (party.entity, party.mention));
        assert!(parties.windows(2).all(|two| (two[0].entity, two[0].mention) != (two[1].entity, two[1].mention)));
    }
}
