//! The letters: how wide they are, and their outlines.

use super::scene::Weight;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Noto Sans, regular, cut to Latin, Greek and Cyrillic letters; `fonts/README.md` says how.
const REGULAR: &[u8] = include_bytes!("../../fonts/NotoSans-Regular.ttf");

/// The same, semi-bold.
const SEMI_BOLD: &[u8] = include_bytes!("../../fonts/NotoSans-SemiBold.ttf");

/// Fonts of other makes are wider by up to this; Verdana and DejaVu Sans are among the widest.
const WIDER: f64 = 1.12;

/// Both weights of the font.
pub(crate) struct Font {
    regular: Face<'static>,
    semi_bold: Face<'static>,
}

/// What one character is drawn as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Glyph {
    /// An outline of the font.
    Known(GlyphId),
    /// The empty box, because the font has no such letter.
    Box,
    /// Nothing, by its nature.
    Nothing,
}

impl Font {
    /// The font of this crate.
    pub fn new() -> Font {
        let face = |bytes| Face::parse(bytes, 0).expect("this crate's own font");
        Font { regular: face(REGULAR), semi_bold: face(SEMI_BOLD) }
    }

    /// What a character is drawn as.
    pub fn glyph(&self, character: char, weight: Weight) -> Glyph {
        if is_mark_of_others(character) {
            return Glyph::Nothing;
        }
        self.face(weight).glyph_index(character).map_or(Glyph::Box, Glyph::Known)
    }

    /// How far a glyph moves the next one, at size 1.
    pub fn advance(&self, glyph: Glyph, weight: Weight) -> f64 {
        let face = self.face(weight);
        let units = match glyph {
            Glyph::Known(id) => face.glyph_hor_advance(id).unwrap_or(0),
            Glyph::Box => face.glyph_hor_advance(GlyphId(0)).unwrap_or(0),
            Glyph::Nothing => 0,
        };
        f64::from(units) / f64::from(face.units_per_em())
    }

    /// Draws a glyph's outline in units of [`Font::units`], upward from the base line.
    pub fn outline(&self, glyph: Glyph, weight: Weight, builder: &mut dyn OutlineBuilder) {
        let id = match glyph {
            Glyph::Known(id) => id,
            Glyph::Box => GlyphId(0),
            Glyph::Nothing => return,
        };
        self.face(weight).outline_glyph(id, builder);
    }

    /// Units of an outline at size 1.
    pub fn units(&self, weight: Weight) -> f64 {
        f64::from(self.face(weight).units_per_em())
    }

    /// Width of a line in this font.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        text.chars().map(|character| self.advance(self.glyph(character, weight), weight)).sum::<f64>() * size
    }

    /// Width of a line that other fonts keep to as well.
    pub fn room(&self, text: &str, size: f64, weight: Weight) -> f64 {
        self.width(text, size, weight) * WIDER
    }

    /// `text` where it has room in `width`, or what of it has, with an ellipsis.
    pub fn shorten(&self, text: &str, width: f64, size: f64, weight: Weight) -> String {
        if self.room(text, size, weight) <= width {
            return text.to_string();
        }
        let mut kept = String::new();
        let mut used = self.room("…", size, weight);
        for character in text.chars() {
            used += self.room(character.encode_utf8(&mut [0; 4]), size, weight);
            if used > width {
                break;
            }
            kept.push(character);
        }
        kept.trim_end().to_string() + "…"
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semi_bold,
        }
    }
}

/// Joiners, soft hyphens and variation selectors: they shape what stands beside them.
fn is_mark_of_others(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_three_scripts_are_known() {
        let font = Font::new();
        for weight in [Weight::Regular, Weight::SemiBold] {
            for character in "Az09 éñşžßđơĳΔωЖїӘ–—…“”«»€₹№×".chars() {
                assert!(matches!(font.glyph(character, weight), Glyph::Known(_)), "{character}");
            }
        }
    }

    #[test]
    fn what_the_font_lacks_is_a_box() {
        assert_eq!(Font::new().glyph('中', Weight::Regular), Glyph::Box);
        assert_eq!(Font::new().glyph('\u{200d}', Weight::Regular), Glyph::Nothing);
    }

    #[test]
    fn shortened_text_has_room() {
        let font = Font::new();
        let shortened = font.shorten("a relation that turned twice", 80.0, 12.0, Weight::Regular);
        assert!(shortened.ends_with('…') && shortened.len() > 6, "{shortened}");
        assert!(font.room(&shortened, 12.0, Weight::Regular) <= 80.0);
        assert_eq!(font.shorten("abc", 80.0, 12.0, Weight::Regular), "abc");
    }
}
