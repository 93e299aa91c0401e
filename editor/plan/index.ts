// The room's door.
export * from "./planEdit";
export * from "./sizes";
