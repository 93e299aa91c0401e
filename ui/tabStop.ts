// A context that says whether buttons are in the Tab order. In a grid only those of the active cell are.
import { createContext, useContext } from "react";

const Context = createContext(true);

export const TabStop = Context.Provider;

/** For a button's `tabIndex`. */
export const useTabStop = (): 0 | -1 => (useContext(Context) ? 0 : -1);
