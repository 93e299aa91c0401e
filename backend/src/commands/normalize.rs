//! The command normalize.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::profiles::AddressState;
use super::Command;
use crate::endpoint::{self, AddressProblem, Endpoint};
use crate::error::Outcome;
use crate::request::endpoint_options::ApiMode;
use crate::studio::Studio;

/// Show what an address becomes, without keeping it.
///
/// Pure, for display while the address is typed: an unusable address is an answer, not an error.
#[derive(Deserialize, TS)]
#[ts(optional_fields)]
pub struct Normalize {
    base_url: String,
    query: Option<String>,
    /// "images" when absent.
    api_mode: Option<ApiMode>,
    /// "images/edits" when absent.
    edits_path: Option<String>,
}

#[derive(Serialize, TS)]
pub struct NormalizeAnswer {
    #[serde(flatten)]
    address: AddressState,
    /// Null when the address, the query or the path of edits is not usable.
    requests: Option<RequestAddresses>,
}

/// The addresses that requests will go to.
#[derive(Serialize, TS)]
pub struct RequestAddresses {
    generate: String,
    edit: String,
}

impl Command for Normalize {
    const NAME: &'static str = "normalize";
    type Answer = NormalizeAnswer;

    fn run(self, studio: &Arc<Studio>) -> Outcome<NormalizeAnswer> {
        let normalized = endpoint::normalize(&self.base_url);
        let query = endpoint::query(self.query.as_deref().unwrap_or_default());
        let edits_path = endpoint::edits_path(self.edits_path.as_deref().unwrap_or("images/edits"));
        let mut address = AddressState::of(studio, &normalized);
        let requests = match (&normalized, &query, &edits_path) {
            (Ok(endpoint), Ok(query), Ok(edits_path)) => {
                let mode = self.api_mode.unwrap_or(ApiMode::Images);
                request_addresses(endpoint, query, mode, edits_path).ok()
            }
            _ => None,
        };
        let second_problem = match (query, edits_path) {
            (Err(_), _) => Some(AddressProblem::Query),
            (_, Err(_)) => Some(AddressProblem::EditsPath),
            _ => None,
        };
        address.problem = address.problem.or(second_problem);
        Ok(NormalizeAnswer { address, requests })
    }
}

fn request_addresses(endpoint: &Endpoint, query: &str, mode: ApiMode, edits_path: &str) -> Outcome<RequestAddresses> {
    let endpoint = endpoint.with_query(query)?;
    let at = |path: &str| endpoint.operation(path).to_string();
    Ok(match mode {
        ApiMode::Responses => RequestAddresses { generate: at("responses"), edit: at("responses") },
        ApiMode::Images => RequestAddresses { generate: at("images/generations"), edit: at(edits_path) },
    })
}
