// The room's door.
export * from "./branchDocument";
export * from "./commands";
export * from "./document";
export * from "./editRecord";
export * from "./history";
export * from "./regionNotes";
export * from "./storedDocument";
