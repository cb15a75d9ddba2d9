//! `guanxi serve`.

use crate::app::{self, Application};
use crate::config::Config;
use crate::demo;
use crate::domain::{Id, Role, Viewer};
use crate::{ui, web};

use super::{CliError, files};

/// Serves until the process is told to stop.
pub(super) async fn serve(config: &Config, load_demo: bool) -> Result<(), CliError> {
    let mut config = config.clone();
    let service = app::service(&config).await?;
    if load_demo && service.is_empty().await? {
        eprintln!("the store is empty: loading the demonstration company");
        files::load_demo(&service, demo::DemoSize::default(), files::DEMO_SEED).await?;
    }
    if load_demo && config.viewer.is_none() && app::is_open(&config) {
        let person = Id::new(demo::VIEWER).map_err(|e| CliError::Failed(e.to_string()))?;
        config.viewer = Some(Viewer { person, role: Role::Rep });
    }
    let application = Application::build(&config, service.clone()).await?;
    let address = application.address();
    eprintln!("{}", greeting(&config, &address.to_string(), load_demo));
    let stop = web::stop_signal();
    application
        .serve(&config, async move {
            if let Err(error) = stop.await {
                tracing::error!(%error, "stop signals cannot be heard");
                std::future::pending::<()>().await;
            }
        })
        .await?;
    Ok(())
}

/// What a newcomer does first.
fn greeting(config: &Config, address: &str, demo_loaded: bool) -> String {
    let mut text = if ui::is_built() { format!("Open http://{address}/ in a browser\n") } else { String::new() };
    text.push_str(&format!("guanxi serves GraphQL on http://{address}/graphql\n"));
    if demo_loaded && app::is_open(config) {
        let query = format!(
            "{{ influencersOf(keyPerson: \\\"{}\\\") {{ keyPerson {{ name }} knowledge companyReach {{ probability }} \
             doors(first: 3) {{ nodes {{ probability askFirst routes {{ explanation }} }} }} }} }}",
            demo::KEY_PERSON
        );
        text.push_str(&format!(
            "\nWho of us can influence 王芳? In another terminal:\n\n  ./target/release/guanxi ask {}\n\n\
             or over HTTP:\n\n  curl -s http://{address}/graphql -H 'content-type: application/json' \\\n    \
             -d '{{\"query\":\"{query}\"}}'\n",
            demo::KEY_PERSON
        ));
    }
    text
}
