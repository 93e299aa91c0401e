// Content that is rendered inside every modal dialog, because all that lies beneath a modal dialog is inert: toasts and
// live regions, for example. The root provides it once.
import { createContext, type ReactNode, useContext } from "react";

const Context = createContext<ReactNode>(null);

export const DialogOverlay = Context.Provider;

export const useDialogOverlay = (): ReactNode => useContext(Context);
