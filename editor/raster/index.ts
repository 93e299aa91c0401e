// The room's door.
export * from "./combine";
export * from "./coverage";
export * from "./fill";
export * from "./measure";
export * from "./mip";
export * from "./stroke";
