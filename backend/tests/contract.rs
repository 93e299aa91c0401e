//! Generates the TypeScript side of the IPC contract and the commands of manifest.json from the registry of commands,
//! and fails when the committed files differ. `npm run contract` writes them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "contract/layout.rs"]
mod layout;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hf_image_studio::commands::{visit_commands, Command, CommandVisitor};
use hf_image_studio::error::Code;
use hf_image_studio::CHUNK_BYTES;
use serde_json::{json, Value};
use strum::IntoEnumIterator;
use ts_rs::{Config, TypeVisitor, TS};

const TYPESCRIPT: &str = "src/host/contract.generated.ts";
const MANIFEST: &str = "manifest.json";

const HEADER: &str = "\
// biome-ignore-all format: generated
// Generated from backend/src/commands by `npm run contract`; do not edit. The IPC contract with the Rust backend:
// command names, arguments, answers. Image bytes cross as base64 in chunks of at most CHUNK_BYTES; everything else names
// pictures by SHA-256 (lower-case hex).
";

struct Contract {
    config: Config,
    /// Entries of the interface `Commands`, in the order of the registry.
    commands: String,
    /// Name and description of each command, for manifest.json.
    descriptions: Vec<(&'static str, String)>,
    /// Declarations by type name.
    types: BTreeMap<String, String>,
    visited: HashSet<std::any::TypeId>,
}

impl Contract {
    fn of_all_commands() -> Self {
        let mut contract = Self {
            config: Config::new().with_large_int("number"),
            commands: String::new(),
            descriptions: Vec::new(),
            types: BTreeMap::new(),
            visited: HashSet::new(),
        };
        visit_commands(&mut contract);
        contract
    }

    fn typescript(&self) -> String {
        let names =
            |names: &mut dyn Iterator<Item = &str>| names.map(|name| format!("\t\"{name}\",\n")).collect::<String>();
        let mut text = HEADER.to_owned();
        let _ = write!(
            text,
            "\n/** Raw bytes of a chunk at most, before base64. */\nexport const CHUNK_BYTES = {CHUNK_BYTES};\n"
        );
        let _ = write!(text, "\nexport interface Commands {{\n{}}}\n", self.commands);
        text +=
            "\nexport type CommandName = keyof Commands;\n\nexport const COMMAND_NAMES: readonly CommandName[] = [\n";
        text += &names(&mut self.descriptions.iter().map(|(name, _)| *name));
        text += "];\n\n/** Every code that a BackendError of the backend may have. */\nexport const ERROR_CODES: readonly string[] = [\n";
        text += &names(&mut Code::iter().map(Code::name));
        text += "];\n";
        for declaration in self.types.values() {
            let _ = write!(text, "\n{declaration}\n");
        }
        text
    }

    fn manifest_commands(&self) -> Value {
        let entry = |(name, description): &(&str, String)| json!({ "id": name, "description": description });
        self.descriptions.iter().map(entry).collect()
    }
}

impl CommandVisitor for Contract {
    fn visit<C: Command>(&mut self) {
        let docs = layout::doc_lines(&C::docs().unwrap());
        let first_paragraph: Vec<&str> = docs.iter().map(String::as_str).take_while(|line| !line.is_empty()).collect();
        self.descriptions.push((C::NAME, first_paragraph.join(" ")));
        let (arguments, answer) = (C::inline(&self.config), C::Answer::name(&self.config));
        // ts-rs would let an object without fields have any named ones.
        let arguments = arguments.replace("Record<symbol, never>", "Record<string, never>");
        let _ = writeln!(
            self.commands,
            "{}\t{}: {};",
            layout::comment(&docs, 1),
            C::NAME,
            layout::type_or_declaration(&format!("{{ in: {arguments}, out: {answer} }}"), 1),
        );
        C::visit_dependencies(self);
        TypeVisitor::visit::<C::Answer>(self);
    }
}

impl TypeVisitor for Contract {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Strings, numbers, lists and the like have no declaration of their own.
        if T::output_path().is_none() || !self.visited.insert(std::any::TypeId::of::<T>()) {
            return;
        }
        let docs = T::docs().map(|docs| layout::doc_lines(&docs)).unwrap_or_default();
        let declaration = T::decl(&self.config);
        let declaration = format!(
            "{}export {};",
            layout::comment(&docs, 0),
            layout::type_or_declaration(declaration.trim_end_matches(';'), 0)
        );
        self.types.insert(T::ident(&self.config), declaration);
        T::visit_dependencies(self);
    }
}

fn repository_file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Set by `npm run contract`: the tests then write the committed files instead of comparing them.
fn is_writing() -> bool {
    std::env::var_os("WRITE_CONTRACT").is_some()
}

#[test]
fn the_typescript_contract_is_up_to_date() {
    if is_writing() {
        std::fs::write(repository_file(TYPESCRIPT), Contract::of_all_commands().typescript()).unwrap();
    }
    let committed = std::fs::read_to_string(repository_file(TYPESCRIPT)).unwrap_or_default();
    let generated = Contract::of_all_commands().typescript();
    assert!(committed == generated, "{TYPESCRIPT} is stale: run `npm run contract` and commit it");
}

#[test]
fn the_manifest_lists_the_commands() {
    let text = std::fs::read_to_string(repository_file(MANIFEST)).unwrap();
    let expected = Contract::of_all_commands().manifest_commands();
    if is_writing() {
        std::fs::write(repository_file(MANIFEST), with_commands(&text, &expected)).unwrap();
    }
    let manifest: Value = serde_json::from_str(&std::fs::read_to_string(repository_file(MANIFEST)).unwrap()).unwrap();
    assert_eq!(manifest["commands"], expected, "{MANIFEST} is stale: run `npm run contract` and commit it");
}

/// Only the value of "commands" is replaced, so that the rest of the file keeps its order and layout.
fn with_commands(manifest: &str, commands: &Value) -> String {
    let start = manifest.find("\t\"commands\": [").unwrap();
    let end = start + manifest[start..].find("\n\t]").unwrap() + "\n\t]".len();
    let entry = |command: &Value| {
        format!("\t\t{{\n\t\t\t\"id\": {},\n\t\t\t\"description\": {}\n\t\t}}", command["id"], command["description"])
    };
    let entries: Vec<String> = commands.as_array().unwrap().iter().map(entry).collect();
    format!("{}\t\"commands\": [\n{}\n\t]{}", &manifest[..start], entries.join(",\n"), &manifest[end..])
}
