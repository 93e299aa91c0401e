// The room's door.
export * from "./action";
export * from "./maskCommand";
export * from "./option";
export * from "./registry";
export * from "./shortcut";
export * from "./tool";
