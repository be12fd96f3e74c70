//! States, territories, and the other codes that stand in a country's place.
//!
//! Source: ISO 3166-1; Correlates of War, state list 2016; Gleditsch and Ward 1999 with the microstates; FIPS 10-4;
//! PLOVER manual 2.0, section on actors. The rows are in `data/countries.csv`.

use std::sync::LazyLock;

/// An entry of ISO 3166-1, Kosovo as `KOS`, or one of PLOVER's seven codes for what is no state (`IGO`, `UNO`, `EUR`,
/// `NGO`, `ISM`, `IMG`, `MNC`); or a code that a user coined for a state of his own ([`Country::coined`]).
///
/// Countries are ordered as their codes are.
///
/// # Examples
/// ```
/// use ontology::Country;
/// let germany = Country::from_code("DEU").unwrap();
/// assert_eq!((germany.fips(), germany.cow()), (Some("GM"), Some(255)));
/// assert_eq!(Country::from_code("PRI").unwrap().sovereign().code(), "USA");
/// assert_eq!(Country::from_code("XYZ"), None);
/// ```
// Invariant: the three letters of the code as digits to the base 26, the first one highest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u16);

impl Country {
    /// All of the lists, in the order of their codes.
    pub fn all() -> impl ExactSizeIterator<Item = Country> {
        TABLE.iter().map(|row| Country::coined(row.code).expect("the tests read every code"))
    }

    /// The country of this ISO 3166-1 alpha-3 code, or of a code that stands in its place; capitals only.
    pub fn from_code(code: &str) -> Option<Country> {
        Country::coined(code).filter(|country| country.row().is_some())
    }

    /// The country of any code of three capital letters, whether or not a list has it.
    ///
    /// A code that no list has is a state without name or other codes, for what users add: imaginary states, say.
    pub fn coined(code: &str) -> Option<Country> {
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let number = || code.bytes().fold(0, |number, byte| number * BASE + u16::from(byte - b'A'));
        is_code.then(|| Country(number()))
    }

    /// The country of this ISO 3166-1 alpha-2 code, `XK` for Kosovo; capitals only. Scans the table.
    pub fn from_alpha2(alpha2: &str) -> Option<Country> {
        find(|row| row.alpha2 == Some(alpha2))
    }

    /// The state of this number of the Correlates of War project. Scans the table.
    pub fn from_cow(number: u16) -> Option<Country> {
        find(|row| row.cow == Some(number))
    }

    /// The state of this abbreviation of the Correlates of War project, such as `UKG`. Scans the table.
    pub fn from_cow_abbreviation(abbreviation: &str) -> Option<Country> {
        find(|row| row.cow_abbreviation == Some(abbreviation))
    }

    /// The country of this FIPS 10-4 code. Scans the table.
    ///
    /// FIPS has two codes for Palestine, `WE` (West Bank) and `GZ` (Gaza Strip), and had `RB` for Serbia before `RI`;
    /// all are read.
    pub fn from_fips(fips: &str) -> Option<Country> {
        let current = match fips {
            "GZ" => "WE",
            "RB" => "RI",
            other => other,
        };
        find(|row| row.fips == Some(current))
    }

    /// The code: three capital letters.
    pub fn code(&self) -> &'static str {
        let start = usize::from(self.0) * 3;
        &CODES[start..start + 3]
    }

    /// ISO 3166-1 alpha-2; `XK` for Kosovo, none for what is no country.
    pub fn alpha2(self) -> Option<&'static str> {
        self.row()?.alpha2
    }

    /// Number in the Correlates of War state list; none for dependencies, `VAT`, `PSE` and what is no country.
    pub fn cow(self) -> Option<u16> {
        self.row()?.cow
    }

    /// Abbreviation in the Correlates of War state list.
    pub fn cow_abbreviation(self) -> Option<&'static str> {
        self.row()?.cow_abbreviation
    }

    /// Number in Gleditsch and Ward's list of independent states. Differs from [`Country::cow`] for Germany, Kiribati,
    /// Nauru, Serbia, Tonga, Tuvalu and Yemen.
    pub fn gleditsch_ward(self) -> Option<u16> {
        self.row()?.gleditsch_ward
    }

    /// FIPS 10-4 code, as GDELT's places have it. Often another country's ISO code: `CH` is China.
    pub fn fips(self) -> Option<&'static str> {
        self.row()?.fips
    }

    /// English short name; the code itself where no list has it.
    pub fn name(self) -> &'static str {
        self.row().map_or(self.code(), |row| row.name)
    }

    /// The country that an event is coded for: who controls a dependency, otherwise the country itself.
    ///
    /// `HKG`, `PSE` and `ATA` stay as they are, as PLOVER codes them.
    pub fn sovereign(self) -> Country {
        self.row().and_then(|row| Country::from_code(row.sovereign?)).unwrap_or(self)
    }

    /// Whether this is an independent state: in the Correlates of War list, the Holy See, or coined.
    pub fn is_state(self) -> bool {
        self.row().is_none_or(|row| row.cow.is_some() || row.code == "VAT")
    }

    /// Whether this has police, courts and ministries of its own under its own code: a state, or a territory that PLOVER
    /// codes as itself (`HKG`, `PSE`).
    pub fn is_polity(self) -> bool {
        self.is_state() || matches!(self.code(), "HKG" | "PSE")
    }

    fn row(self) -> Option<&'static Row> {
        let index = ROWS[usize::from(self.0)];
        TABLE.get(usize::from(index))
    }
}

/// Letters of the alphabet.
const BASE: u16 = 26;

/// All codes of three letters, one behind the other.
static CODES: LazyLock<String> = LazyLock::new(|| {
    let letters = || ('A'..='Z').map(String::from);
    letters()
        .flat_map(|a| {
            letters().flat_map(move |b| {
                let a = a.clone();
                letters().map(move |c| format!("{a}{b}{c}"))
            })
        })
        .collect()
});

/// For each code its index into `TABLE`; beyond its end for those that no list has.
static ROWS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut rows = vec![u16::MAX; usize::from(BASE).pow(3)];
    for (index, row) in TABLE.iter().enumerate() {
        let country = Country::coined(row.code).expect("the tests read every code");
        rows[usize::from(country.0)] = index as u16;
    }
    rows
});

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

struct Row {
    code: &'static str,
    alpha2: Option<&'static str>,
    cow: Option<u16>,
    cow_abbreviation: Option<&'static str>,
    gleditsch_ward: Option<u16>,
    fips: Option<&'static str>,
    sovereign: Option<&'static str>,
    name: &'static str,
}

/// Sorted by code; a test checks it.
static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    crate::table::rows(include_str!("../data/countries.csv"))
        .map(|line| Row::read(line).expect("the tests read it"))
        .collect()
});

impl Row {
    fn read(line: &'static str) -> Option<Row> {
        let mut cells = line.splitn(8, ',');
        let mut cell = || cells.next();
        let given = |cell: &'static str| (!cell.is_empty()).then_some(cell);
        Some(Row {
            code: cell()?,
            alpha2: given(cell()?),
            cow: cell()?.parse().ok(),
            cow_abbreviation: given(cell()?),
            gleditsch_ward: cell()?.parse().ok(),
            fips: given(cell()?),
            sovereign: given(cell()?),
            name: cell()?.trim_matches('"'),
        })
    }
}

fn find(matches: impl Fn(&Row) -> bool) -> Option<Country> {
    TABLE.iter().find(|row| matches(row)).and_then(|row| Country::coined(row.code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[track_caller]
    fn check(code: &str, alpha2: &str, cow: u16, fips: &str) {
        let country = Country::from_code(code).unwrap();
        assert_eq!((country.alpha2(), country.cow(), country.fips()), (Some(alpha2), Some(cow), Some(fips)), "{code}");
    }

    #[test]
    fn all_of_iso_kosovo_and_the_seven_codes() {
        assert_eq!(Country::all().len(), 249 + 1 + 7);
        let without_alpha2: Vec<_> =
            Country::all().filter(|country| country.alpha2().is_none()).map(|c| c.code()).collect();
        assert_eq!(without_alpha2, ["EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO"]);
    }

    #[test]
    fn rows_are_sorted_and_well_formed() {
        assert!(TABLE.is_sorted_by(|a, b| a.code < b.code));
        for row in TABLE.iter() {
            assert!(row.code.len() == 3 && row.code.bytes().all(|byte| byte.is_ascii_uppercase()), "{}", row.code);
            assert!(row.fips.is_none_or(|fips| fips.len() == 2) && row.alpha2.is_none_or(|alpha2| alpha2.len() == 2));
            assert!(!row.name.is_empty() && !row.name.contains('"'), "{}", row.code);
            assert_eq!(row.cow.is_some(), row.cow_abbreviation.is_some(), "{}", row.code);
            assert_eq!(row.cow.is_some(), row.gleditsch_ward.is_some(), "{}", row.code);
        }
    }

    #[test]
    fn every_code_of_every_list_leads_back() {
        for country in Country::all() {
            assert_eq!(Country::from_code(country.code()), Some(country));
            assert!(country.alpha2().is_none_or(|code| Country::from_alpha2(code) == Some(country)), "{country:?}");
            assert!(country.cow().is_none_or(|code| Country::from_cow(code) == Some(country)), "{country:?}");
            assert!(country.fips().is_none_or(|code| Country::from_fips(code) == Some(country)), "{country:?}");
            let abbreviation = country.cow_abbreviation();
            assert!(
                abbreviation.is_none_or(|code| Country::from_cow_abbreviation(code) == Some(country)),
                "{country:?}"
            );
        }
        let numbers: Vec<_> = Country::all().filter_map(Country::gleditsch_ward).collect();
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
        let names: BTreeSet<_> = Country::all().map(Country::name).collect();
        assert_eq!(names.len(), Country::all().len());
    }

    #[test]
    fn fips_is_not_iso() {
        check("DEU", "DE", 255, "GM");
        check("CHN", "CN", 710, "CH");
        check("CHE", "CH", 225, "SZ");
        check("SWZ", "SZ", 572, "WZ");
        check("AUS", "AU", 900, "AS");
        check("AUT", "AT", 305, "AU");
        check("BGD", "BD", 771, "BG");
        check("BGR", "BG", 355, "BU");
        check("NGA", "NG", 475, "NI");
        check("NER", "NE", 436, "NG");
        check("NIC", "NI", 93, "NU");
        check("COD", "CD", 490, "CG");
        check("COG", "CG", 484, "CF");
        check("CAF", "CF", 482, "CT");
        check("PRK", "KP", 731, "KN");
        check("KOR", "KR", 732, "KS");
        check("GBR", "GB", 200, "UK");
        check("UKR", "UA", 369, "UP");
        check("IRQ", "IQ", 645, "IZ");
        check("IRL", "IE", 205, "EI");
        check("ISR", "IL", 666, "IS");
        check("ISL", "IS", 395, "IC");
        check("ESP", "ES", 230, "SP");
        check("SLV", "SV", 92, "ES");
        check("TUR", "TR", 640, "TU");
        check("PAK", "PK", 770, "PK");
        check("KOS", "XK", 347, "KV");
    }

    #[test]
    fn gleditsch_and_ward_differ_where_the_documentation_says() {
        let differing: Vec<_> =
            Country::all().filter(|c| c.cow() != c.gleditsch_ward()).map(|country| country.code()).collect();
        assert_eq!(differing, ["DEU", "KIR", "NRU", "SRB", "TON", "TUV", "YEM"]);
    }

    #[test]
    fn dependencies_lead_to_a_state_and_are_none_themselves() {
        for country in Country::all().filter(|country| country.sovereign() != *country) {
            assert!(!country.is_state() && country.sovereign().is_state(), "{country:?}");
        }
        for (dependency, state) in
            [("PRI", "USA"), ("NCL", "FRA"), ("GRL", "DNK"), ("MAC", "CHN"), ("FLK", "GBR"), ("ESH", "MAR")]
        {
            assert_eq!(Country::from_code(dependency).unwrap().sovereign().code(), state);
        }
        for own in ["HKG", "PSE", "ATA", "TWN", "KOS", "UNO"] {
            assert_eq!(Country::from_code(own).unwrap().sovereign().code(), own);
        }
    }

    #[test]
    fn neither_state_nor_dependency() {
        let others: Vec<_> = Country::all()
            .filter(|country| !country.is_state() && country.sovereign() == *country)
            .map(|c| c.code())
            .collect();
        assert_eq!(others, ["ATA", "EUR", "HKG", "IGO", "IMG", "ISM", "MNC", "NGO", "PSE", "UNO"]);
        assert_eq!(Country::all().filter(|country| country.is_state()).count(), 193 + "KOS TWN VAT".split(" ").count());
    }

    #[test]
    fn a_coined_code_is_a_state() {
        let arnor = Country::coined("ARX").unwrap();
        assert_eq!((arnor.code(), arnor.name(), arnor.sovereign()), ("ARX", "ARX", arnor));
        assert!(arnor.is_state() && arnor.cow().is_none() && Country::from_code("ARX").is_none());
        assert_eq!(Country::coined("DEU"), Country::from_code("DEU"));
        assert_eq!(Country::coined("AAA").unwrap().code(), "AAA");
        assert_eq!(Country::coined("ZZZ").unwrap().code(), "ZZZ");
        assert!(Country::coined("A").is_none() && Country::coined("ab1").is_none());
    }

    #[test]
    fn other_codes_are_refused() {
        for code in ["", "usa", "US", "XKX", "ZZZ", "EU", "USAA", "Ü"] {
            assert_eq!(Country::from_code(code), None, "{code}");
        }
        assert_eq!(Country::from_fips("GZ").unwrap().code(), "PSE");
        assert_eq!(Country::from_fips("RB").unwrap().code(), "SRB");
    }
}
