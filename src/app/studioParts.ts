// The parts of the panel that are evaluated after the first paint. Imported by startStudio.ts only, and dynamically.
export { EditorView } from "../../editor";
export { EmptyStudio } from "../firstRun/EmptyStudio";
export { TaskPane } from "../tasks/TaskPane";
export { Dialogs } from "./Dialogs";
export { StudioHeader } from "./StudioHeader";
