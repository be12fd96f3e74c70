//! The parameters that choose events.

/// Makes a struct of the parameters that choose events, with others of its own; `filter` gives the store's filter.
macro_rules! asked_of_events {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields, default)]
        #[into_params(parameter_in = Query)]
        pub struct $name {
            /// Words of evidence or headline: all of them; `"a phrase"`, `begin*`, `NOT without`, `one OR other`
            #[serde(deserialize_with = "crate::asked::text")]
            pub words: Option<String>,
            /// Who does it: a country (`BGD`, `Bangladesh`), a sector of it (`BGD MIL`), or words of a name; one of several
            pub actor: Vec<String>,
            /// To whom it is done, likewise
            pub recipient: Vec<String>,
            /// Two parties that it joins: give it twice
            #[param(min_items = 2, max_items = 2)]
            pub between: Vec<String>,
            /// PLOVER type, such as `CONSULT`; one of several
            pub r#type: Vec<String>,
            /// Mode, such as `visit`; one of several
            pub mode: Vec<String>,
            /// `actual`, `future`, `hypothetical`, `negated` or `historical`; one of several
            pub status: Vec<String>,
            /// Context, such as `military`; one of several
            pub context: Vec<String>,
            /// A country, place or province where it took place
            #[serde(deserialize_with = "crate::asked::text")]
            pub place: Option<String>,
            /// Words of the name of a person who takes part or says so
            #[serde(deserialize_with = "crate::asked::text")]
            pub person: Option<String>,
            /// An item or class of arms of a deal that belongs to it, such as `JF-17`
            #[serde(deserialize_with = "crate::asked::text")]
            pub materiel: Option<String>,
            /// Who printed the report
            #[serde(deserialize_with = "crate::asked::text")]
            pub publisher: Option<String>,
            /// Id of the report
            #[serde(deserialize_with = "crate::asked::text")]
            pub report: Option<String>,
            /// First day
            #[serde(deserialize_with = "crate::asked::day")]
            #[param(value_type = Option<String>, format = Date)]
            pub since: Option<jiff::civil::Date>,
            /// Last day
            #[serde(deserialize_with = "crate::asked::day")]
            #[param(value_type = Option<String>, format = Date)]
            pub until: Option<jiff::civil::Date>,
            /// Least probability of being right, 0 to 1
            #[serde(deserialize_with = "crate::asked::probability")]
            #[param(value_type = Option<f64>, minimum = 0, maximum = 1)]
            pub min_confidence: Option<f64>,
            $($(#[$field_meta])* pub $field: $type,)*
        }

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
