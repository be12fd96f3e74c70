use whatlang::Lang;

/// How much of a text is looked at, in characters: more does not change the guess.
const PREFIX: usize = 4_000;

/// Words that are common in English and in no other language of its script.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "to", "in", "that", "with", "was", "were", "has", "have", "said", "from", "their", "which",
    "its", "after", "would", "been", "by", "on", "at", "an", "for",
];

/// The ISO 639-1 code of the language that `text` is in; none if it is too short or too mixed to tell.
///
/// Looks at the first 4,000 characters, in lower case, so that capitals change nothing. English is
/// told by its function words, which also short and list-like reports have; other languages by
/// script and trigrams (`whatlang`), and only if the guess is a sure one.
pub fn language(text: &str) -> Option<&'static str> {
    let prefix: String = text.chars().take(PREFIX).flat_map(char::to_lowercase).collect();
    if is_english(&prefix) {
        return Some("en");
    }
    let info = whatlang::detect(&prefix).filter(whatlang::Info::is_reliable)?;
    code(info.lang())
}

/// Whether at least every eighth word is a common one of English.
fn is_english(text: &str) -> bool {
    let words = || text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let common = words().filter(|word| ENGLISH.contains(word)).count();
    common > 0 && common * 8 >= words().count()
}

fn code(lang: Lang) -> Option<&'static str> {
    CODES.iter().find(|&&(other, _)| other == lang).map(|&(_, code)| code)
}

/// ISO 639-1 codes of the languages that `whatlang` knows.
const CODES: [(Lang, &str); 70] = [
    (Lang::Epo, "eo"),
    (Lang::Eng, "en"),
    (Lang::Rus, "ru"),
    (Lang::Cmn, "zh"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Ben, "bn"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Ukr, "uk"),
    (Lang::Kat, "ka"),
    (Lang::Ara, "ar"),
    (Lang::Hin, "hi"),
    (Lang::Jpn, "ja"),
    (Lang::Heb, "he"),
    (Lang::Yid, "yi"),
    (Lang::Pol, "pl"),
    (Lang::Amh, "am"),
    (Lang::Jav, "jv"),
    (Lang::Kor, "ko"),
    (Lang::Nob, "nb"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Nld, "nl"),
    (Lang::Hun, "hu"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Bul, "bg"),
    (Lang::Bel, "be"),
    (Lang::Mar, "mr"),
    (Lang::Kan, "kn"),
    (Lang::Ron, "ro"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Mkd, "mk"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Est, "et"),
    (Lang::Tam, "ta"),
    (Lang::Vie, "vi"),
    (Lang::Urd, "ur"),
    (Lang::Tha, "th"),
    (Lang::Guj, "gu"),
    (Lang::Uzb, "uz"),
    (Lang::Pan, "pa"),
    (Lang::Aze, "az"),
    (Lang::Ind, "id"),
    (Lang::Tel, "te"),
    (Lang::Pes, "fa"),
    (Lang::Mal, "ml"),
    (Lang::Ori, "or"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Sin, "si"),
    (Lang::Khm, "km"),
    (Lang::Tuk, "tk"),
    (Lang::Aka, "ak"),
    (Lang::Zul, "zu"),
    (Lang::Sna, "sn"),
    (Lang::Afr, "af"),
    (Lang::Lat, "la"),
    (Lang::Slk, "sk"),
    (Lang::Cat, "ca"),
    (Lang::Tgl, "tl"),
    (Lang::Hye, "hy"),
    (Lang::Cym, "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(language(text), expected, "{text}");
    }

    #[test]
    fn english_is_told_from_few_words_and_from_capitals() {
        check("Police arrested two men in Lagos on Monday.", Some("en"));
        check("THE MINISTERS OF KENYA AND UGANDA MET IN NAIROBI ON FRIDAY, OFFICIALS SAID.", Some("en"));
        check("Kenya and Uganda agreed to reopen the border.", Some("en"));
    }

    #[test]
    fn other_languages_are_named() {
        check(
            "Le ministre de la Défense a rencontré son homologue à Paris pour discuter de la coopération.",
            Some("fr"),
        );
        check("Der Verteidigungsminister traf am Dienstag seinen Amtskollegen und sprach über die Lage.", Some("de"));
        check("Министр обороны встретился с коллегой и обсудил военное сотрудничество.", Some("ru"));
        check("التقى وزير الدفاع نظيره التركي يوم الثلاثاء وبحثا التعاون العسكري بين البلدين", Some("ar"));
        check("国防部长周二会见了外国代表团，讨论了军事合作。", Some("zh"));
        check("Milli Savunma Bakanı salı günü mevkidaşıyla görüştü ve askeri iş birliğini ele aldı.", Some("tr"));
    }

    #[test]
    fn what_is_no_language_is_none() {
        check("", None);
        check("12 34 — 🙂🙂", None);
        check("???", None);
    }

    #[test]
    fn every_language_has_a_code() {
        for lang in Lang::all() {
            assert!(code(*lang).is_some_and(|code| code.len() == 2), "{lang:?}");
        }
    }
}
