// The IPC contract with the Rust backend, and the id under which both halves are installed.
export * from "./contract.generated";

export const PLUGIN_ID = "dev.haloforge.image-studio";
