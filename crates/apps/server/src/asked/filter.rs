//! The parameters that many paths share: those that choose events, a period, a page.

/// Makes a struct of parameters: its own, then a period (`..period("First day", "Last day"),`) and which page of a list is meant
/// (`..page(limit, cursor)`, which [`Cut`](super::Cut) reads), if the path knows them.
macro_rules! asked {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)*
        $(..period($first:literal, $last:literal),)?
        $(..page($limit:ident, $cursor:ident))?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields, default)]
        #[into_params(parameter_in = Query)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            $(
                #[doc = $first]
                #[serde(deserialize_with = "crate::asked::day")]
                #[param(value_type = Option<String>, format = Date)]
                pub since: Option<jiff::civil::Date>,
                #[doc = $last]
                #[serde(deserialize_with = "crate::asked::day")]
                #[param(value_type = Option<String>, format = Date)]
                pub until: Option<jiff::civil::Date>,
            )?
            $(
                /// At most so many, 1 to 500
                #[param(value_type = Option<u32>, minimum = 1, maximum = 500)]
                pub $limit: Option<String>,
                /// `next` of the page before
                pub $cursor: Option<String>,
            )?
        }
    };
}
pub(crate) use asked;

/// Makes a struct of the parameters that choose events, with others of its own; `filter` gives the store's filter.
macro_rules! asked_of_events {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty,)* $(..page($limit:ident, $cursor:ident))?
    }) => {
        $crate::asked::asked! { $(#[$meta])* $name {
            /// Words of evidence or headline: all of them; `"a phrase"`, `begin*`, `NOT without`, `one OR other`
            #[serde(deserialize_with = "crate::asked::text")]
            words: Option<String>,
            /// Who does it: a country (`BGD`, `Bangladesh`), a sector of it (`BGD MIL`), or words of a name; one of several
            actor: Vec<String>,
            /// To whom it is done, likewise
            recipient: Vec<String>,
            /// Two parties that it joins: give it twice
            #[param(min_items = 2, max_items = 2)]
            between: Vec<String>,
            /// PLOVER type, such as `CONSULT`; one of several
            r#type: Vec<String>,
            /// Mode, such as `visit`; one of several
            mode: Vec<String>,
            /// `actual`, `future`, `hypothetical`, `negated` or `historical`; one of several
            status: Vec<String>,
            /// Context, such as `military`; one of several
            context: Vec<String>,
            /// A country, place or province where it took place
            #[serde(deserialize_with = "crate::asked::text")]
            place: Option<String>,
            /// Words of the name of a person who takes part or says so
            #[serde(deserialize_with = "crate::asked::text")]
            person: Option<String>,
            /// An item or class of arms of a deal that belongs to it, such as `JF-17`
            #[serde(deserialize_with = "crate::asked::text")]
            materiel: Option<String>,
            /// Who printed the report
            #[serde(deserialize_with = "crate::asked::text")]
            publisher: Option<String>,
            /// Id of the report
            #[serde(deserialize_with = "crate::asked::text")]
            report: Option<String>,
            /// Least probability of being right, 0 to 1
            #[serde(deserialize_with = "crate::asked::probability")]
            #[param(value_type = Option<f64>, minimum = 0, maximum = 1)]
            min_confidence: Option<f64>,
            $($(#[$field_meta])* $field: $type,)*
            ..period("First day", "Last day"),
            $(..page($limit, $cursor))?
        } }

        impl $name {
            /// The filter that the store is asked with.
            ///
            /// # Errors
            /// If a name of a code list is none.
            pub fn filter(&self) -> Result<store::Filter, $crate::problem::Problem> {
                let given = |list: &[String]| list.iter().filter(|item| !item.trim().is_empty()).cloned().collect();
                let wanted = answers::Wanted {
                    words: self.words.clone(),
                    actor: given(&self.actor),
                    recipient: given(&self.recipient),
                    between: crate::asked::pair("between", &self.between)?,
                    types: given(&self.r#type),
                    modes: given(&self.mode),
                    statuses: given(&self.status),
                    contexts: given(&self.context),
                    place: self.place.clone(),
                    person: self.person.clone(),
                    materiel: self.materiel.clone(),
                    publisher: self.publisher.clone(),
                    report: self.report.clone(),
                    since: self.since,
                    until: self.until,
                    min_confidence: self.min_confidence,
                };
                Ok(crate::asked::NAMES.filter(&wanted, answers::Spelling::Parameters)?)
            }
        }
    };
}
pub(crate) use asked_of_events;
