//! `entente token`.

use crate::args::{ScopeName, Token, TokenTask};
use crate::output::{self, Results};
use crate::rows::Rows;
use crate::settings::Settings;
use crate::{Outcome, clock};
use serde_json::json;
use server::tokens::{self, Scope};

/// Looks after the file of tokens.
pub fn run(command: &Token, settings: &Settings) -> anyhow::Result<Outcome> {
    let path = &command.token_file;
    match &command.task {
        TokenTask::New { name, scope } => {
            settings.check_output()?;
            let token = tokens::add(path, name, of(*scope), &clock::now()[..10])?;
            let printed =
                if settings.is_for_people() { token } else { json!({ "name": name, "token": token }).to_string() };
            Results::new().write(&format!("{printed}\n"));
            if settings.is_for_people() && !settings.is_quiet {
                output::note("this is the one time that it is shown; send it as `Authorization: Bearer TOKEN`");
            }
            Ok(Outcome::Done)
        }
        TokenTask::List => list(command, settings),
        TokenTask::Revoke { name } => {
            settings.check_output()?;
            tokens::revoke(path, name)?;
            Ok(Outcome::Done)
        }
    }
}

fn list(command: &Token, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut rows = Rows::new(settings)?;
    rows.headings(&["name", "scope", "created"]);
    for token in tokens::list(&command.token_file)? {
        rows.add(vec![json!(token.name), json!(token.scope.name()), json!(token.created)]);
    }
    Ok(if rows.finish() == 0 { Outcome::NothingFound } else { Outcome::Done })
}

fn of(scope: ScopeName) -> Scope {
    match scope {
        ScopeName::Read => Scope::Read,
        ScopeName::Write => Scope::Write,
    }
}
