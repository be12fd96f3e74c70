//! Titles and acronyms of posts: what they stand for, and whose posts they are.

use std::collections::HashMap;

use ontology::Country;

use crate::spelling::name_atoms;
use crate::tables::Post;

/// All posts, by title and by state.
pub(crate) struct Posts {
    posts: Vec<Post>,
    by_title: HashMap<String, Vec<usize>>,
    by_country: HashMap<Country, Vec<usize>>,
}

impl Posts {
    /// Of two posts of one title and state the first counts: sets of users come first.
    pub fn new(posts: Vec<Post>) -> Posts {
        let mut all = Posts { posts, by_title: HashMap::new(), by_country: HashMap::new() };
        for (post_idx, post) in all.posts.iter().enumerate() {
            all.by_title.entry(compared(&post.title)).or_default().push(post_idx);
            if let Some(country) = post.country {
                all.by_country.entry(country).or_default().push(post_idx);
            }
        }
        all
    }

    pub fn get(&self, title: &str, country: Option<Country>) -> Option<&Post> {
        let known = self.by_title.get(&compared(title))?;
        let mut posts = known.iter().map(|&post_idx| &self.posts[post_idx]);
        let own = posts.clone().find(|post| country.is_some() && post.country == country);
        own.or_else(|| posts.find(|post| post.country.is_none()))
    }

    pub fn of(&self, country: Country) -> impl Iterator<Item = &Post> {
        let known = self.by_country.get(&country);
        known.into_iter().flatten().map(|&post_idx| &self.posts[post_idx])
    }
}

/// Titles are compared by their letters, without articles.
fn compared(title: &str) -> String {
    let atoms: Vec<String> = name_atoms(title).iter().map(|atom| atom.to_lowercase()).collect();
    let words: Vec<&str> = atoms.iter().map(String::as_str).filter(|word| *word != "the").collect();
    words.join(" ").replace("defense", "defence")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(title: &str, name: &str, country: Option<&str>) -> Post {
        let country = country.and_then(Country::from_code);
        Post { title: title.into(), name: name.into(), country, body: Some("X".into()) }
    }

    #[test]
    fn a_state_has_its_own_post_first() {
        let posts = Posts::new(vec![
            post("cds", "Chief of Defence Staff", None),
            post("cds", "Chief of the Defence Staff", Some("GBR")),
        ]);
        let name = |country: Option<&str>| {
            posts.get("CDS", country.and_then(Country::from_code)).map(|post| post.name.to_string())
        };
        assert_eq!(name(Some("GBR")).as_deref(), Some("Chief of the Defence Staff"));
        assert_eq!(name(Some("KEN")).as_deref(), Some("Chief of Defence Staff"));
        assert_eq!(name(None).as_deref(), Some("Chief of Defence Staff"));
        assert!(posts.get("chief", None).is_none());
        assert_eq!(posts.of(Country::from_code("GBR").unwrap()).count(), 1);
    }
}
