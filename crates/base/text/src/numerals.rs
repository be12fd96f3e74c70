//! Numbers that are one word of letters.

/// `one` to `nineteen`, and the tens from `twenty` to `ninety`, in small letters.
pub fn cardinal(word: &str) -> Option<u32> {
    const UNITS: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().position(|name| *name == word).map(|at| at as u32);
    place(&UNITS).map(|unit| unit + 1).or_else(|| place(&TENS).map(|ten| (ten + 2) * 10))
}

#[cfg(test)]
mod tests {
    use super::cardinal;

    #[test]
    fn units_and_tens_are_one_word() {
        let numbers = ["one", "nine", "nineteen", "twenty", "ninety", "twenty-one", "hundred", "Two"].map(cardinal);
        assert_eq!(numbers, [Some(1), Some(9), Some(19), Some(20), Some(90), None, None, None]);
    }
}
