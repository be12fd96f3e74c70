//! Prints the columns of CSV and Parquet as `docs/exports.md` shows them.

fn main() {
    for table in exports::columns::TABLES.iter() {
        println!("{}", table.description());
    }
    println!("{}", exports::columns::nested::description());
}
