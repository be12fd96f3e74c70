//! Common nouns for places.

/// Parts of a land: `the north of Norway`, `the coast of Somalia`.
pub(super) const PARTS_OF_LAND: [&str; 16] = [
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "coast",
    "outskirts",
    "suburb",
    "interior",
    "shore",
    "soil",
    "part",
    "region",
];

/// What is built or set apart, and can be in a name: `Air Headquarters`, `Command and Staff College`.
const BUILDINGS: [&str; 64] = [
    "airport",
    "port",
    "harbour",
    "harbor",
    "base",
    "camp",
    "embassy",
    "consulate",
    "hospital",
    "school",
    "university",
    "college",
    "academy",
    "institute",
    "museum",
    "monument",
    "memorial",
    "market",
    "mosque",
    "church",
    "cathedral",
    "temple",
    "shrine",
    "monastery",
    "prison",
    "jail",
    "palace",
    "residence",
    "square",
    "street",
    "station",
    "terminal",
    "headquarters",
    "headquarter",
    "complex",
    "building",
    "hall",
    "house",
    "secretariat",
    "ministry",
    "compound",
    "checkpoint",
    "airbase",
    "airfield",
    "airstrip",
    "hotel",
    "mall",
    "stadium",
    "outpost",
    "crossing",
    "clinic",
    "courthouse",
    "barracks",
    "cantonment",
    "garrison",
    "fort",
    "dockyard",
    "shipyard",
    "cemetery",
    "refinery",
    "dam",
    "mine",
    "depot",
    "factory",
];

/// Lands, waters and settlements, and what has no name of its own.
const LANDS: [&str; 37] = [
    "city",
    "town",
    "village",
    "capital",
    "region",
    "province",
    "district",
    "area",
    "border",
    "country",
    "nation",
    "territory",
    "island",
    "islet",
    "archipelago",
    "home",
    "valley",
    "coast",
    "coastline",
    "shore",
    "post",
    "frontier",
    "neighbourhood",
    "neighborhood",
    "suburb",
    "county",
    "peninsula",
    "site",
    "stronghold",
    "enclave",
    "mainland",
    "settlement",
    "outskirts",
    "airspace",
    "soil",
    "strait",
    "hamlet",
];

/// Nouns that are places only with a name: `the Beira road`, `the range at Cap Draa`.
const ONLY_NAMED: [&str; 22] = [
    "road", "highway", "bridge", "range", "ground", "centre", "center", "plant", "yard", "office", "zone", "corridor",
    "triangle", "water", "lake", "river", "gulf", "bungalow", "point", "line", "facility", "field",
];

/// Whether a noun is one for what is built.
pub(super) fn is_building(lemma: &str) -> bool {
    BUILDINGS.contains(&lemma.to_lowercase().as_str())
}

/// Whether a noun is one for a place; `is_named` tells whether its phrase has a name in it.
pub(super) fn is_place(lemma: &str, is_named: bool) -> bool {
    let lemma = lemma.to_lowercase();
    let lemma = lemma.as_str();
    is_building(lemma) || LANDS.contains(&lemma) || is_named && ONLY_NAMED.contains(&lemma)
}

/// Whether a noun in the plural is a place with a nation named: `in Iranian waters`, `at Saudi oil fields`.
pub(super) fn is_many(lemma: &str) -> bool {
    matches!(lemma, "water" | "facility" | "office" | "plant" | "field" | "street")
}

/// Whether a noun in the plural still is one place: `regions of the north`, `outside villages`.
pub(super) fn is_land(lemma: &str) -> bool {
    const LANDS: [&str; 9] =
        ["region", "province", "district", "area", "village", "suburb", "neighbourhood", "neighborhood", "outskirts"];
    LANDS.contains(&lemma)
}

/// Whether what the noun means stands on land of others as well: `a Burundian camp`, `the French embassy`.
pub(super) fn is_abroad(lemma: &str) -> bool {
    const ABROAD: [&str; 10] = [
        "embassy",
        "consulate",
        "camp",
        "base",
        "outpost",
        "garrison",
        "checkpoint",
        "post",
        "compound",
        "headquarters",
    ];
    ABROAD.contains(&lemma.to_lowercase().as_str())
}
