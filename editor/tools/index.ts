// The room's door.
export * from "./action";
export { MAX_BRUSH_SIZE } from "./painting";
export * from "./registry";
export * from "./shortcut";
export * from "./tool";
