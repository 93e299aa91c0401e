// What is to be seen and heard over a modal dialog, too: all beneath it is inert. The panel says what that is, each dialog
// has a place for it.
import { createContext, type ReactNode } from "react";

export const OverDialogs = createContext<ReactNode>(null);
