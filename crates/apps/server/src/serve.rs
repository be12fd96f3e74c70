use crate::app::App;
use crate::config::Config;
use crate::error::{Error, Kind};
use crate::gate::{access, body, conditional, memory, observe, patience, shape};
use crate::{handlers, listener, live, metrics, openapi, pages};
use axum::Router;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::from_fn_with_state;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::sleep;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// A service that listens and does not answer yet.
pub struct Server {
    app: App,
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Begins to listen.
    ///
    /// # Errors
    /// If there is no store, the address cannot be listened on, or it can be reached from other machines and there are no tokens.
    pub async fn bind(config: Config) -> Result<Server, Error> {
        let listen = config.listen;
        let app = App::new(config)?;
        let failed = |error| Error::new(Kind::Listen(listen, error));
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok(Server { app, listener, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `shutdown` is done; then ends streams and lets requests under way end.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        let (router, _) = router(&self.app);
        tokio::spawn(live::watch_store(self.app.clone()));
        listener::run(self.listener, router, self.app, shutdown).await;
    }
}

/// Serves until `shutdown` is done.
///
/// # Errors
/// As of [`Server::bind`].
pub async fn serve(config: Config, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
    Server::bind(config).await?.run(shutdown).await;
    Ok(())
}

/// How often it is looked whether the service is asked to end.
const GLANCE: Duration = Duration::from_millis(100);

/// Serves on threads of its own until `is_stopped`, and tells `listening` where.
///
/// # Errors
/// As of [`Server::bind`], or if the system gives no threads.
pub fn run(config: Config, listening: impl FnOnce(SocketAddr), is_stopped: impl Fn() -> bool) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Error::new(Kind::System(error)))?;
    let served = runtime.block_on(async {
        let server = Server::bind(config).await?;
        listening(server.address());
        let stopped = async {
            while !is_stopped() {
                sleep(GLANCE).await;
            }
        };
        server.run(stopped).await;
        Ok(())
    });
    // What is still asked of the store, nobody waits for.
    runtime.shutdown_background();
    served
}

/// What the API offers, as OpenAPI 3.1 has it.
pub fn description() -> OpenApi {
    openapi::completed(routes().split_for_parts().1)
}

fn routes() -> OpenApiRouter<App> {
    let api = handlers::routes().merge(live::routes());
    OpenApiRouter::with_openapi(openapi::beginning()).nest("/api/v1", api).merge(metrics::routes())
}

/// All addresses, behind what every request passes: the last layer is the first to see it.
fn router(app: &App) -> (Router, OpenApi) {
    let (router, description) = routes().split_for_parts();
    let description = openapi::completed(description);
    let router = router
        .merge(openapi::route(&description))
        .fallback(pages::page)
        .layer(packing())
        .layer(from_fn_with_state(app.clone(), memory::memory))
        .layer(from_fn_with_state(app.clone(), conditional::conditional))
        .layer(from_fn_with_state(app.clone(), body::body))
        .layer(from_fn_with_state(app.clone(), access::access))
        .layer(from_fn_with_state(app.clone(), shape::shape))
        .layer(from_fn_with_state(app.clone(), patience::patience))
        .layer(CatchPanicLayer::custom(observe::panicked))
        .layer(from_fn_with_state(app.clone(), observe::observe))
        .with_state(app.clone());
    (router, description)
}

/// Packs answers, but for archives, which are packed already, and refusals, which are written anew outside of it.
fn packing() -> CompressionLayer<impl Predicate> {
    let is_answer = |status: StatusCode, _: Version, _: &HeaderMap, _: &Extensions| status.is_success();
    let is_loose = NotForContentType::const_new("application/zip");
    let worth = DefaultPredicate::new().and(is_loose).and(is_answer);
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth)
}
