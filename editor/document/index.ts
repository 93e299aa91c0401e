// The room's door.
export * from "./branch";
export * from "./commands";
export * from "./document";
export * from "./edit";
export * from "./history";
export * from "./notes";
export * from "./saved";
