//! Scores the extraction of articles from folders of saved pages: `pages FOLDER...`.
//!
//! A folder holds `NN-name.html` and, beside each, `NN-name.json` with `title`, `byline`, `publisher`, `published`,
//! `url` and `text`, what a person says is right; `null` where the page does not say. A line a page, then what is not
//! right in it, then the means.

mod scores;

use std::path::Path;

fn main() {
    for folder in std::env::args().skip(1) {
        let pages = scores::folder(Path::new(&folder));
        println!("{folder}\n{} page", scores::HEADER);
        for page in &pages {
            println!("{} {}", scores::line(&page.scores), page.name);
            page.remarks.iter().for_each(|remark| println!("        {remark}"));
        }
        println!("{} mean of {}\n", scores::line(&scores::mean(&pages)), pages.len());
    }
}
