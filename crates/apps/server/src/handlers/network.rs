//! Who deals with whom.

use crate::app::App;
use crate::asked::{Asked, asked};
use crate::problem::Problem;
use answers::{Spelling, country, in_order};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use std::collections::BTreeMap;
use store::Edge;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

asked! {
    /// Of which months, and how much joins a pair at least.
    NetworkAsked {
        /// Least happenings of a pair
        #[serde(deserialize_with = "crate::asked::number")]
        #[param(value_type = Option<u32>, maximum = 2147483647)]
        min: Option<u32>,
        ..period("First day; the whole of its month is counted", "Last day; the whole of its month is counted"),
    }
}

/// A country in the network.
#[derive(Serialize, ToSchema)]
struct Node {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
    /// Happenings that join it to others.
    happenings: u64,
}

/// Countries and the pairs that happenings join.
#[derive(Serialize, ToSchema)]
struct NetworkAnswer {
    /// Countries, the most happenings first.
    nodes: Vec<Node>,
    /// Pairs, at most 1,000, the most happenings first.
    edges: Vec<Edge>,
}

/// Most pairs.
const MOST: usize = 1_000;

/// The route of this file.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(network))
}

/// Who deals with whom in a period
#[utoipa::path(get, path = "/network", tag = "relations", params(NetworkAsked), responses((status = 200, body = NetworkAnswer)))]
async fn network(State(app): State<App>, Asked(asked): Asked<NetworkAsked>) -> Result<Json<NetworkAnswer>, Problem> {
    in_order(asked.since, asked.until, Spelling::Parameters)?;
    app.read(move |reader| {
        let edges = reader.network(asked.since, asked.until, asked.min.unwrap_or(1).into(), MOST)?;
        Ok(Json(NetworkAnswer { nodes: nodes(&edges), edges }))
    })
    .await
}

fn nodes(edges: &[Edge]) -> Vec<Node> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for edge in edges {
        for code in [&edge.first, &edge.second] {
            *counts.entry(code).or_default() += edge.happenings;
        }
    }
    let node = |(code, happenings): (&str, u64)| Node { code: code.into(), name: country(code), happenings };
    let mut nodes: Vec<Node> = counts.into_iter().map(node).collect();
    nodes.sort_by_key(|node| std::cmp::Reverse(node.happenings));
    nodes
}
